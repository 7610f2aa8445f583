package io.buddychat.testkit.bench.load;

import java.util.List;

/// Who sends and who listens.
///
/// @param host where all connect to
/// @param talk how a connection is spoken on
public record Plan(String host, int port, Talk talk, List<Writer> writers, List<Reader> readers) {

  public Plan {
    writers = List.copyOf(writers);
    readers = List.copyOf(readers);
  }

  /// The place of the number in a text that is sent.
  public static final String NUMBER = "~0000000000";

  /// How a connection is spoken on.
  public enum Talk {
    /// Writers by HTTP/1.1, readers by WebSocket on the same path.
    HTTP,

    /// The text protocol of a NATS server.
    NATS,

    /// XMPP, in a room: each writer speaks on the connection of a reader of the same place, and is
    /// answered when it hears itself.
    XMPP
  }

  /// Sends one message after the other, each when the one before was answered.
  ///
  /// @param lane writers of a lane work together and are counted together
  /// @param request all of it, with [#NUMBER] in it unless it is always the same
  /// @param answer what a good answer contains
  public record Writer(int lane, String request, String answer) {}

  /// Gets every message that the writers of its lane send.
  ///
  /// @param path of the address; empty where there are none
  /// @param opening what it says at the beginning, one after the other
  /// @param answers what is waited for after each
  public record Reader(int lane, String path, List<String> opening, List<String> answers) {

    public Reader {
      opening = List.copyOf(opening);
      answers = List.copyOf(answers);
    }
  }
}
