package io.buddychat.testkit.bench;

import io.buddychat.testkit.program.GraphQlClient;
import io.buddychat.testkit.program.ServerProcess;
import java.time.Duration;
import java.util.List;

/// BuddyChat as it runs, with a socket for each sender.
///
/// @param server belongs to who made this
record ServerContestant(ServerProcess server, Conversations conversations, List<HttpSender> senders)
    implements Contestant {

  static ServerContestant of(ServerProcess server, Conversations conversations) {
    List<HttpSender> senders =
        conversations.all().stream()
            .map(Conversations.Conversation::sender)
            .map(sender -> new HttpSender(server.uri(), sender.token(), sender.id()))
            .toList();
    return new ServerContestant(server, conversations, senders);
  }

  @Override
  public String name() {
    return "BuddyChat over HTTP";
  }

  @Override
  public Duration cpu() {
    return server.cpu();
  }

  @Override
  public int copies() {
    return conversations.copies();
  }

  /// The receivers' copies are counted by the server; each sender is one more.
  @Override
  public long held() {
    long received = conversations.received(new GraphQlClient(server.uri()));
    return received * copies() / (copies() - 1);
  }

  @Override
  public void close() {
    senders.forEach(HttpSender::close);
  }
}
