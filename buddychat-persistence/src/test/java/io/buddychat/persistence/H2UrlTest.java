package io.buddychat.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class H2UrlTest {

  @Test
  void aFileWritesEachCommitAtOnceAndOutlivesInterrupts() {
    assertThat(H2Url.completed("jdbc:h2:./data/chat"))
        .startsWith("jdbc:h2:async:./data/chat;")
        .contains(
            ";WRITE_DELAY=0", ";REUSE_SPACE=FALSE", ";DB_CLOSE_ON_EXIT=FALSE", ";LOCK_TIMEOUT=")
        .contains(";MODE=PostgreSQL", ";DATABASE_TO_LOWER=TRUE", ";DEFAULT_NULL_ORDERING=HIGH")
        .contains(";OPTIMIZE_REUSE_RESULTS=FALSE")
        .doesNotContain("DB_CLOSE_DELAY");
  }

  @Test
  void memoryStaysWhileTheProgramRuns() {
    assertThat(H2Url.completed("jdbc:h2:mem:chat"))
        .startsWith("jdbc:h2:mem:chat;")
        .contains(";DB_CLOSE_DELAY=-1")
        .doesNotContain("WRITE_DELAY", "async");
  }

  @Test
  void whatTheUrlSaysStaysButForWhatWouldLoseCommits() {
    assertThat(H2Url.completed("jdbc:h2:~/chat;lock_timeout=5;WRITE_DELAY=500;CACHE_SIZE=8192"))
        .contains(";lock_timeout=5", ";CACHE_SIZE=8192", ";WRITE_DELAY=0")
        .doesNotContain("LOCK_TIMEOUT=10000", "WRITE_DELAY=500");
  }

  @Test
  void aFileIsOpenedAsTheUrlSays() {
    assertThat(H2Url.completed("jdbc:h2:file:/tmp/chat")).startsWith("jdbc:h2:async:/tmp/chat;");
    assertThat(H2Url.completed("jdbc:h2:C:/chat")).startsWith("jdbc:h2:async:C:/chat;");
    assertThat(H2Url.completed("jdbc:h2:nio:/tmp/chat")).startsWith("jdbc:h2:nio:/tmp/chat;");
    assertThat(H2Url.completed("jdbc:h2:file:split:/tmp/chat"))
        .startsWith("jdbc:h2:file:split:/tmp/chat;");
    assertThat(H2Url.completed("jdbc:h2:tcp://host/~/chat"))
        .startsWith("jdbc:h2:tcp://host/~/chat;");
  }

  @Test
  void completingTwiceChangesNothing() {
    String once = H2Url.completed("jdbc:h2:./chat");
    assertThat(H2Url.completed(once).split(";")).containsExactlyInAnyOrder(once.split(";"));
  }
}
