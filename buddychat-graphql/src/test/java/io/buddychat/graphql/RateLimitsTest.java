package io.buddychat.graphql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.buddychat.domain.user.SessionId;
import io.buddychat.domain.user.UserId;
import io.buddychat.domain.user.Viewer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class RateLimitsTest {

  private final AtomicLong now = new AtomicLong();
  private final RateLimits limits = new RateLimits(60, now::get);
  private final Connection nobody = new Connection(Caller.ANONYMOUS, "10.0.0.1");

  private static Connection somebody(long id, String address) {
    return new Connection(Caller.of(new Viewer(new UserId(id), new SessionId(id))), address);
  }

  private void later(Duration duration) {
    now.addAndGet(duration.toNanos());
  }

  @Test
  void aMinutesWorthCanBeHadAtOnceAndThenComesBackEvenly() {
    assertThat(limits.take(nobody, 60, 0)).isEmpty();
    assertThat(limits.take(nobody, 1, 0)).contains(Duration.ofSeconds(1));
    later(Duration.ofSeconds(1));
    assertThat(limits.take(nobody, 1, 0)).isEmpty();
    assertThat(limits.take(nobody, 2, 0)).contains(Duration.ofSeconds(2));
  }

  @Test
  void whatIsRefusedCostsNothing() {
    assertThat(limits.take(nobody, 59, 0)).isEmpty();
    assertThat(limits.take(nobody, 2, 0)).isPresent();
    assertThat(limits.take(nobody, 1, 0)).isEmpty();
  }

  @Test
  void moreThanAMinutesWorthIsNeverHad() {
    assertThat(limits.take(nobody, 61, 0)).isPresent();
    later(Duration.ofHours(1));
    assertThat(limits.take(nobody, 61, 0)).isPresent();
  }

  @Test
  void whoIsSignedInIsCountedAsThemselfWhereverTheyAre() {
    assertThat(limits.take(somebody(1, "10.0.0.1"), 60, 0)).isEmpty();
    assertThat(limits.take(somebody(1, "10.0.0.2"), 1, 0)).isPresent();
    assertThat(limits.take(somebody(2, "10.0.0.1"), 60, 0)).isEmpty();
    assertThat(limits.take(nobody, 60, 0)).isEmpty();
  }

  @Test
  void loginsOfAnAddressHaveATenth() {
    assertThat(limits.take(nobody, 6, 6)).isEmpty();
    assertThat(limits.take(nobody, 1, 1)).contains(Duration.ofSeconds(10));
    assertThat(limits.take(new Connection(Caller.ANONYMOUS, "10.0.0.2"), 1, 1)).isEmpty();
  }

  @Test
  void whatTakesAPasswordCountsForWhoIsSignedInAndForTheirAddress() {
    assertThat(limits.take(somebody(1, "10.0.0.1"), 6, 6)).isEmpty();
    assertThat(limits.take(somebody(1, "10.0.0.2"), 1, 1))
        .as("the same person elsewhere")
        .contains(Duration.ofSeconds(10));
    assertThat(limits.take(somebody(2, "10.0.0.1"), 1, 1))
        .as("somebody else at the same place")
        .contains(Duration.ofSeconds(10));
    assertThat(limits.take(somebody(2, "10.0.0.2"), 6, 6)).as("what is refused cost").isEmpty();
  }

  @Test
  void whatIsRefusedForItsPasswordsCostsNothingElse() {
    assertThat(limits.take(nobody, 6, 6)).isEmpty();
    assertThat(limits.take(nobody, 54, 1)).isPresent();
    assertThat(limits.take(nobody, 54, 0)).isEmpty();
  }

  @Test
  void whatNoMinuteHoldsIsToldSo() {
    assertThatThrownBy(() -> limits.charge(nobody, 61, 0)).hasMessageContaining("split it");
    assertThatThrownBy(() -> limits.charge(nobody, 7, 7)).hasMessageContaining("split it");
    limits.charge(nobody, 60, 0);
    assertThatThrownBy(() -> limits.charge(nobody, 1, 0)).hasMessageContaining("try again later");
  }

  @Test
  void whateverTakesAPasswordIsGuarded() {
    for (String field :
        List.of(
            "login(username: \"ann\", password: \"x\") { token }",
            "createUser(username: \"ann\", email: \"x\", password: \"x\", firstName: \"x\","
                + " lastName: \"x\", phoneNumber: {number: \"1\", countryCode: \"1\"})"
                + " { user { id } }",
            "changePassword(oldPassword: \"x\", newPassword: \"x\") { user { id } }",
            "deleteUser(password: \"x\") { userId }")) {
      Api api = new Api(new RateLimits(10, now::get));
      assertThat(api.askAsNobody("mutation { " + field + " }").toString())
          .doesNotContain("RATE_LIMITED");
      assertThat(api.askAsNobody("mutation { " + field + " }").toString())
          .as(field)
          .contains("RATE_LIMITED");
    }
  }

  @Test
  void nothingIsBoundedAtZero() {
    RateLimits none = RateLimits.none();
    assertThat(none.take(nobody, 1_000_000, 1_000_000)).isEmpty();
  }
}
