package io.buddychat.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.buddychat.domain.user.Passwords;
import io.buddychat.domain.user.Pbkdf2Passwords;
import io.buddychat.server.TestClient.Login;
import io.buddychat.server.TestClient.Reply;
import io.buddychat.testkit.People;
import io.buddychat.testkit.Scene;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Refresh tokens that were copied, over the wire and upon a real database; and what a login tells
/// of who has an account.
///
/// `-Dbuddychat.families=1000` replays so many, instead of a few.
class RefreshFamiliesTest {

  private static final int FAMILIES = Integer.getInteger("buddychat.families", 21);
  private static final int FEWEST_THREADS = 2;
  private static final int MOST_THREADS = 8;
  private static final long PATIENCE_SECONDS = 60;

  private final Tables tables = new Tables();
  private final CountingPasswords passwords = new CountingPasswords();
  private final Scene scene = Scene.on(tables.store());
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final TestServer server = TestServer.on(tables.store(), scene.clock(), passwords);
  private final TestClient client = server.client();

  @AfterEach
  void stop() {
    threads.close();
    server.close();
    tables.close();
  }

  private Reply refresh(String token) {
    return client.post(
        "mutation { refreshToken(refreshToken: \"%s\") { token refreshToken } }".formatted(token));
  }

  private static boolean won(Reply reply) {
    return !reply.at("/data/refreshToken/token").isEmpty();
  }

  /// Shows the same token so many times at once.
  private List<Reply> atOnce(String token, int times) throws Exception {
    CyclicBarrier start = new CyclicBarrier(times);
    List<Future<Reply>> running = new ArrayList<>();
    for (int i = 0; i < times; i++) {
      running.add(
          threads.submit(
              () -> {
                start.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
                return refresh(token);
              }));
    }
    List<Reply> replies = new ArrayList<>();
    for (Future<Reply> each : running) {
      replies.add(each.get(PATIENCE_SECONDS, TimeUnit.SECONDS));
    }
    return replies;
  }

  @Test
  void ofManyWhoShowOneTokenExactlyOneWinsAndThenTheFamilyIsDead() throws Exception {
    scene.alice();
    Login elsewhere = client.logIn("alice", People.PASSWORD);
    for (int family = 0; family < FAMILIES; family++) {
      int times = FEWEST_THREADS + family % (MOST_THREADS - FEWEST_THREADS + 1);
      Login login = client.logIn("alice", People.PASSWORD);
      List<Reply> replies = atOnce(login.refreshToken(), times);
      List<Reply> winners = replies.stream().filter(RefreshFamiliesTest::won).toList();
      assertThat(winners).as("of %d", times).hasSize(1);
      String refusal = refresh("nonsense").body();
      assertThat(replies.stream().filter(reply -> !won(reply)).map(Reply::body))
          .hasSize(times - 1)
          .containsOnly(refusal);
      for (String dead :
          List.of(login.refreshToken(), winners.getFirst().at("/data/refreshToken/refreshToken"))) {
        assertThat(refresh(dead).body()).isEqualTo(refusal);
      }
      for (String dead :
          List.of(login.token(), winners.getFirst().at("/data/refreshToken/token"))) {
        assertThat(client.post("{ me { id } }", dead).at("/errors/0/message"))
            .isEqualTo("The session has ended.");
      }
    }
    assertThat(won(refresh(elsewhere.refreshToken()))).as("other sessions go on").isTrue();
    System.out.printf(
        "Refresh families: %d, each replayed by %d to %d at once%n",
        FAMILIES, FEWEST_THREADS, MOST_THREADS);
  }

  @Test
  void onlyHashesAreKept() {
    scene.alice();
    Login login = client.logIn("alice", People.PASSWORD);
    Reply next = refresh(login.refreshToken());
    String kept = tables.content().text();
    assertThat(kept).contains("refresh_token").contains("alice@example.org");
    for (String secret :
        List.of(
            login.refreshToken(),
            login.token(),
            next.at("/data/refreshToken/refreshToken"),
            next.at("/data/refreshToken/token"),
            People.PASSWORD)) {
      assertThat(secret).isNotEmpty();
      assertThat(kept.contains(secret)).isFalse();
    }
  }

  @Test
  void aLoginDoesNotTellWhoHasAnAccount() {
    scene.alice();
    String gone = scene.boris().username();
    scene.boris().leavesForGood();
    Reply known = logIn("alice", "Wrong-Horse-7");
    int work = passwords.taken();
    assertThat(work).as("checked once").isEqualTo(1);
    for (String unknown :
        List.of(
            "nobody", gone, "alice@example.org", "", " ", "a", "x".repeat(900), "' or 1=1 --")) {
      for (String password : List.of("Wrong-Horse-7", People.PASSWORD, "")) {
        Reply reply = logIn(unknown, password);
        assertThat(reply.body()).as(unknown).isEqualTo(known.body());
        assertThat(reply.status()).isEqualTo(known.status());
        assertThat(reply.headers().keySet()).isEqualTo(known.headers().keySet());
        assertThat(passwords.taken()).as(unknown).isEqualTo(work);
      }
    }
  }

  private Reply logIn(String username, String password) {
    return client.post(
        "mutation ($u: String!, $p: String!) { login(username: $u, password: $p) { token } }",
        Map.of("u", username, "p", password),
        Map.of());
  }

  /// Counts how often the long work is done.
  private static final class CountingPasswords implements Passwords {

    private final Passwords passwords = new Pbkdf2Passwords(1, 8);
    private final AtomicInteger work = new AtomicInteger();

    /// How often since this was last asked.
    int taken() {
      return work.getAndSet(0);
    }

    @Override
    public String hash(String password) {
      work.incrementAndGet();
      return passwords.hash(password);
    }

    @Override
    public boolean matches(String password, Optional<String> hash) {
      work.incrementAndGet();
      return passwords.matches(password, hash);
    }

    @Override
    public boolean isOutdated(String hash) {
      return passwords.isOutdated(hash);
    }
  }
}
