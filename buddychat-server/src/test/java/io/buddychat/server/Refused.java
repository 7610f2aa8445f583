package io.buddychat.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.buddychat.server.TestClient.Reply;

/// What all refusals of HTTP requests have in common.
final class Refused {

  private Refused() {}

  /// The request did not run, GraphQL's way tells why, and nothing tells of the server's inside.
  static void assertRefused(Reply reply, int status) {
    assertThat(reply.status()).isEqualTo(status);
    assertThat(reply.at("/errors/0/message")).isNotBlank();
    assertThat(reply.at("/errors/0/extensions/code")).isEqualTo("INVALID_INPUT");
    assertThat(reply.json().has("data")).isFalse();
    assertThat(reply.body()).doesNotContainIgnoringCase("jetty").doesNotContain("Exception");
  }
}
