package io.buddychat.server;

import io.buddychat.graphql.ws.WsCloseCode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.stream.Collectors;

/// A network that writes when a test says so.
final class HandFrames implements SocketFrames {

  private final List<String> events = new ArrayList<>();
  private final Deque<Runnable> unfinished = new ArrayDeque<>();
  private boolean quick;

  /// From now on everything is written at once.
  void beQuick() {
    quick = true;
  }

  /// Finishes the write that was begun first.
  void finish() {
    unfinished.remove().run();
  }

  /// How many writes are under way.
  int unfinished() {
    return unfinished.size();
  }

  /// What was done: the texts of each write, `close` and `abort`.
  List<String> events() {
    return List.copyOf(events);
  }

  @Override
  public void write(List<byte[]> texts, Runnable done) {
    events.add(
        texts.stream()
            .map(text -> new String(text, StandardCharsets.UTF_8))
            .collect(Collectors.joining(" ")));
    if (quick) {
      done.run();
    } else {
      unfinished.add(done);
    }
  }

  @Override
  public void close(WsCloseCode code, String reason) {
    events.add("close " + code.number());
  }

  @Override
  public void ping() {
    events.add("ping");
  }

  @Override
  public void abort() {
    events.add("abort");
  }
}
