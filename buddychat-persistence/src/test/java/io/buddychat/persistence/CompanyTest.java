package io.buddychat.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// How nodes find out about each other.
class CompanyTest {

  private static final long BEAT = Company.BEAT.toNanos();
  private static final PeerMessage HERE = PeerMessage.parse("+");

  private final Company company = new Company();

  @Test
  void itSaysThatItIsThereAtOnceAndThenEveryBeat() {
    assertThat(company.due(7)).isEqualTo("+");
    assertThat(company.due(8)).isEmpty();
    assertThat(company.due(7 + BEAT)).isEqualTo("+");
  }

  @Test
  void theFirstOtherIsToldThatItMayBeAnythingAndTheNextOnlyThatWeAreThere() {
    company.due(0);
    company.hear(1, HERE, 1);
    assertThat(company.isAlone()).isFalse();
    assertThat(company.due(1)).isEqualTo("+ *");
    company.hear(2, HERE, 2);
    assertThat(company.due(2)).isEqualTo("+");
    company.hear(2, HERE, 3);
    assertThat(company.due(3)).isEmpty();
    assertThat(company.others()).isEqualTo(2);
  }

  @Test
  void whoIsSilentForThreeBeatsHasGone() {
    company.hear(1, HERE, 0);
    company.hear(1, PeerMessage.parse("i7"), BEAT);
    company.due(4 * BEAT);
    assertThat(company.isAlone()).isFalse();
    company.due(4 * BEAT + 1);
    assertThat(company.isAlone()).isTrue();
    company.hear(1, HERE, 5 * BEAT);
    assertThat(company.due(5 * BEAT)).as("what was kept back meanwhile").isEqualTo("+ *");
  }

  @Test
  void whoSaysGoodbyeHasGone() {
    company.hear(1, HERE, 0);
    company.hear(1, PeerMessage.parse("i7 -"), 1);
    assertThat(company.isAlone()).isTrue();
  }

  /// Nodes come, say and write in an order drawn by lot; what one writes while it thinks that it is
  /// alone, it does not tell. In the end nobody may have missed anything.
  @Test
  void whateverTheOrderNobodyMissesWhatAnotherKeptToItself() {
    for (int seed = 0; seed < 2_000; seed++) {
      Town town = new Town(new Random(seed));
      for (int step = 0; step < 40; step++) {
        town.step();
      }
      town.settle();
      assertThat(town.missed()).as("seed %d", seed).isEmpty();
    }
  }

  /// Nodes, the line between them, and a number that is written: each node knows the greatest
  /// number it was led to read.
  private static final class Town {

    private final Random lot;
    private final List<Node> nodes = new ArrayList<>();
    private int written;

    private static final class Node {
      private final int number;
      private final Company company = new Company();
      private final List<String> pending = new ArrayList<>();
      private final List<String> inbox = new ArrayList<>();
      private final List<Integer> from = new ArrayList<>();
      private int read;

      Node(int number) {
        this.number = number;
      }
    }

    Town(Random lot) {
      this.lot = lot;
    }

    void step() {
      int what = lot.nextInt(10);
      if (nodes.isEmpty() || (what == 0 && nodes.size() < 4)) {
        Node node = new Node(nodes.size());
        node.company.begin();
        node.read = written;
        nodes.add(node);
        return;
      }
      Node node = nodes.get(lot.nextInt(nodes.size()));
      if (what < 4) {
        written++;
        node.read = written;
        if (!node.company.isAlone()) {
          node.pending.add("i1");
        }
      } else if (what < 7) {
        speak(node);
      } else {
        listen(node);
      }
    }

    private void speak(Node node) {
      String oneself = node.company.due(0);
      if (!oneself.isEmpty()) {
        say(node, oneself);
      }
      node.pending.forEach(text -> say(node, text));
      node.pending.clear();
    }

    private void say(Node node, String text) {
      for (Node other : nodes) {
        if (other != node) {
          other.inbox.add(text);
          other.from.add(node.number);
        }
      }
    }

    private void listen(Node node) {
      for (int i = 0; i < node.inbox.size(); i++) {
        PeerMessage message = PeerMessage.parse(node.inbox.get(i));
        node.company.hear(node.from.get(i), message, 0);
        if (message.anything() || !message.owners().isEmpty()) {
          node.read = written;
        }
      }
      node.inbox.clear();
      node.from.clear();
    }

    void settle() {
      for (int round = 0; round < 6; round++) {
        nodes.forEach(this::speak);
        nodes.forEach(this::listen);
      }
    }

    List<Integer> missed() {
      List<Integer> missed = new ArrayList<>();
      nodes.stream().filter(node -> node.read < written).forEach(node -> missed.add(node.number));
      return missed;
    }
  }
}
