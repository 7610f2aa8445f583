package io.buddychat.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import io.buddychat.domain.user.SessionId;
import io.buddychat.domain.user.UserId;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/// What waits to be said to the other nodes.
class PendingHintsTest {

  private final PendingHints hints = new PendingHints();

  private static Set<UserId> owners(int count) {
    return LongStream.range(0, count)
        .mapToObj(i -> new UserId(Long.MAX_VALUE - i))
        .collect(Collectors.toSet());
  }

  @Test
  void whatIsConcernedTwiceIsNamedOnce() {
    hints.news(Set.of(new UserId(36)));
    hints.news(Set.of(new UserId(36)));
    hints.ends(Set.of(new SessionId(36)));
    assertThat(hints.take()).containsExactly("i10 s10");
    assertThat(hints.take()).isEmpty();
  }

  @Test
  void howeverLongTheNumbersEachTextFitsAndNothingIsLeftOut() {
    Set<UserId> all = owners(PendingHints.MOST);
    hints.news(all);
    List<String> texts = hints.take();
    assertThat(texts)
        .hasSizeLessThanOrEqualTo(8)
        .allMatch(text -> text.getBytes(StandardCharsets.UTF_8).length < 8_000);
    Set<UserId> read = new HashSet<>();
    texts.forEach(text -> read.addAll(PeerMessage.parse(text).owners()));
    assertThat(read).isEqualTo(all);
  }

  @Test
  void tooManyToNameMayBeAnything() {
    hints.ends(Set.of(new SessionId(1)));
    hints.news(owners(PendingHints.MOST));
    hints.news(Set.of(new UserId(1)));
    assertThat(hints.take()).containsExactly("*");
    hints.news(Set.of(new UserId(1)));
    assertThat(hints.take()).containsExactly("i1");
  }
}
