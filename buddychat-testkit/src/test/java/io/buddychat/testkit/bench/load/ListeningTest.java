package io.buddychat.testkit.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.channels.Selector;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ListeningTest {

  private static final String TWO = "one ~0000000007 and ~0000000035 more";

  private final Listening listening =
      new Listening(0) {
        @Override
        void register(Selector selector, int operations) {}

        @Override
        void read(byte[] shared) {}
      };

  private int count(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
    return listening.countNumbers(bytes, 0, bytes.length);
  }

  @Test
  void numbersAreCountedAndAddedUp() {
    assertThat(count(TWO)).isEqualTo(TWO.length());
    assertThat(listening.count()).isEqualTo(2);
    assertThat(listening.sum()).isEqualTo(42);
  }

  @Test
  void aNumberThatIsCutInTwoIsCountedOnce() {
    for (int cut = 0; cut <= TWO.length(); cut++) {
      long before = listening.count();
      long sum = listening.sum();
      int rest = count(TWO.substring(0, cut));
      count(TWO.substring(rest));
      assertThat(listening.count() - before).as("cut at %d", cut).isEqualTo(2);
      assertThat(listening.sum() - sum).as("cut at %d", cut).isEqualTo(42);
    }
  }
}
