package io.buddychat.graphql.ws;

/// What came over the socket is not a message. Its text tells the client why and repeats nothing of
/// what the client sent. It carries no stack trace: clients that send rubbish are nothing unusual.
final class BadMessage extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final String reason;

  BadMessage(String reason) {
    super(reason, null, false, false);
    this.reason = reason;
  }

  String reason() {
    return reason;
  }
}
