package io.buddychat.testkit.kill;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/// An event of an inbox, as short as it can be told from all others: a run sees a great many, and
/// keeps them all to its end.
///
/// @param place from its cursor
/// @param what from its operation and the ids in its payload
record Event(long place, long what) {

  /// What is asked for, over the socket and over HTTP. Of the payload only ids: what they lead to
  /// may change.
  static final String FIELDS =
      """
      { cursor operation payload {
        __typename
        ... on ChatMessageChanged { chatMessageId chatId messageId actorId }
        ... on ChatChanged { chatId actorId }
        ... on GroupMessageChanged { groupMessageId groupCopyId messageId actorId }
        ... on GroupChanged { groupCopyId groupId actorId }
        ... on MembershipChanged { memberId groupCopyId groupId userId actorId }
        ... on NotificationChanged { notificationId messageId actorId }
      } }
      """;

  static Event of(JsonNode event) {
    ObjectNode what = event.deepCopy();
    return new Event(digest(what.remove("cursor").asText()), digest(what.toString()));
  }

  private static long digest(String text) {
    try {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      return ByteBuffer.wrap(MessageDigest.getInstance("SHA-256").digest(bytes)).getLong();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
