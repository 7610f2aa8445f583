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
        conversations.senders().stream()
            .map(copy -> new HttpSender(server.uri(), conversations.send(), copy))
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

  /// The server counts what each of the others has not read; the sender's own copy is one more.
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
