package io.buddychat.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.buddychat.testkit.kill.Findings;
import io.buddychat.testkit.kill.KillOptions;
import io.buddychat.testkit.kill.KillRun;
import io.buddychat.testkit.program.ServerProgram;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What was acknowledged outlives `kill -9`, of the server and of PostgreSQL, and who follows their
/// inbox through it misses nothing: a few kills here, any number of them by `KillProgram`.
@Timeout(value = 180, unit = TimeUnit.SECONDS)
class KillTest {

  /// It lives for a second or two, so its Java does not optimise for long.
  private static final ServerProgram SERVER =
      ServerProgram.classPath(System.getProperty("java.class.path"))
          .with(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));

  @ParameterizedTest
  @CsvSource({"h2, 2", "postgres, 1"})
  void nothingAcknowledgedIsLostAndNoEventIsMissingOrTwice(String database, int kills) {
    long seed = ThreadLocalRandom.current().nextLong(1_000_000);
    KillOptions options = new KillOptions(SERVER, database, kills, 1, 2, 2, seed);
    Findings findings = KillRun.run(options, System.out::println);
    assertThat(findings.areNone()).as("%s, seed %d: %s", database, seed, findings).isTrue();
    assertThat(findings.acknowledged()).as("%s, seed %d", database, seed).isPositive();
    assertThat(findings.events().shown()).isGreaterThan(findings.acknowledged());
    assertThat(findings.events().sockets())
        .as("each of the 4 people has two subscribers, who lose their first socket")
        .isGreaterThanOrEqualTo(2 * 2 * 4);
  }
}
