package io.buddychat.graphql;

import io.buddychat.domain.BuddyChat;
import io.buddychat.testkit.Scene;
import io.buddychat.testkit.client.BuddyChatClientContract;
import io.buddychat.testkit.client.Sockets;
import io.buddychat.testkit.client.Transport;
import io.buddychat.testkit.memory.InMemoryStore;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;

/// The client, with no network between it and BuddyChat.
@Timeout(60)
class ClientInProcessTest implements BuddyChatClientContract {

  private final Scene scene = Scene.on(new InMemoryStore(), ClientInProcessTest::withThreads);
  private final InProcess sockets = new InProcess(scene.buddyChat(), scene.clock());

  private static BuddyChat.Builder withThreads(BuddyChat.Builder builder) {
    return builder.executor(task -> Thread.ofVirtual().start(task));
  }

  @Override
  public Sockets sockets() {
    return sockets;
  }

  @Override
  public Transport transport() {
    return Transport.sockets(sockets);
  }

  @Override
  public void advance(Duration time) {
    scene.clock().advance(time);
  }

  @AfterEach
  void stop() {
    sockets.close();
  }
}
