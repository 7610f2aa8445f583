package io.buddychat.testkit.memory;

import io.buddychat.domain.Store;
import io.buddychat.domain.peer.Peers;
import io.buddychat.testkit.contract.PeersContract;
import java.util.Optional;

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
}
