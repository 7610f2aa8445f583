package io.buddychat.testkit.memory;

import static org.assertj.core.api.Assertions.assertThat;

import io.buddychat.domain.Store;
import io.buddychat.domain.peer.Peers;
import io.buddychat.testkit.CountingIds;
import io.buddychat.testkit.Person;
import io.buddychat.testkit.Scene;
import io.buddychat.testkit.contract.PeersContract;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class InMemoryPeersTest implements PeersContract {

  private final Store store = new InMemoryStore();
  private Optional<InMemoryPeers> first = Optional.empty();

  private record InMemoryNode(Store store, InMemoryPeers own) implements Node {

    @Override
    public Peers peers() {
      return own;
    }

    @Override
    public void cut() {
      own.cut();
    }

    @Override
    public void mend() {
      own.mend();
    }
  }

  @Override
  public Node node() {
    InMemoryPeers own = first.map(InMemoryPeers::another).orElseGet(InMemoryPeers::first);
    first = Optional.of(own);
    return new InMemoryNode(store, own);
  }

  /// A session of one node that another has just found alive.
  private record Known(Person alice, Person there, Node node) {

    boolean isAliveThere() {
      return there.scene().buddyChat().signIn().viewer(alice.session()).isPresent();
    }
  }

  private Known known() {
    Node here = node();
    Node there = node();
    Person alice = Scene.on(store, settings -> settings.peers(here.peers())).alice();
    Scene other =
        Scene.on(
            store, settings -> settings.peers(there.peers()).ids(new CountingIds(1_000_000_000L)));
    Known known = new Known(alice, other.signIn(alice.username()), there);
    assertThat(known.isAliveThere()).isTrue();
    return known;
  }

  @Test
  void anEndHoldsAtAnotherNodeAsSoonAsItIsTold() {
    Known known = known();
    known.alice.scene().buddyChat().signIn().revoke(known.alice.refreshToken());
    assertThat(known.isAliveThere()).isFalse();
  }

  @Test
  void anEndThatWasMissedHoldsWhenTheNodeLearnsThatItMayHaveMissedOne() {
    Known known = known();
    known.node.cut();
    known.alice.scene().buddyChat().signIn().revoke(known.alice.refreshToken());
    known.node.mend();
    assertThat(known.isAliveThere()).isFalse();
  }
}
