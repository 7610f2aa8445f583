package io.buddychat.testkit.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;

/// What one does with messages, in chats and groups alike.
final class Messages {

  private final Asking asking;

  Messages(Asking asking) {
    this.asking = asking;
  }

  Page<MessageCopy> messages(Conversation conversation, int size) {
    Kind kind = conversation.kind();
    return asking.page(
        "$id: ID!,",
        kind.root() + "(id: $id) { list: " + kind.message + "s(first: $first, after: $after) %s }",
        Map.of("id", conversation.id()),
        size,
        kind.messageFields(),
        message -> MessageCopy.of(kind, message));
  }

  NumberedPage<MessageCopy> messagePage(int number, int size, Map<String, ?> where) {
    String document =
        """
        query (%s) { page: messagePage(%s) { items { __typename
          ... on ChatMessage %s ... on GroupMessage %s } hasNext } }
        """
            .formatted(
                NumberedPage.ARGUMENTS,
                NumberedPage.GIVEN,
                Kind.CHAT.messageFields(),
                Kind.GROUP.messageFields());
    Map<String, Object> variables = Map.of("page", number, "limit", size, "where", where);
    return NumberedPage.of(
        asking.ask(document, variables).path("page"),
        message -> MessageCopy.of(Kind.ofMessage(Json.text(message, "__typename")), message));
  }

  Sent send(
      Conversation conversation, String content, List<Attachment> files, String clientMessageId) {
    Kind kind = conversation.kind();
    String document =
        """
        mutation ($id: ID!, $content: String!, $key: ID!, $files: [ID!]) {
          sent: create%sMessage(%s: $id, content: $content, clientMessageId: $key,
              attachmentIds: $files) { duplicate copy: %s %s }
        }
        """
            .formatted(kind.noun, kind.copyId, kind.message, kind.messageFields());
    Map<String, Object> variables =
        Map.of(
            "id",
            conversation.id(),
            "content",
            content,
            "key",
            clientMessageId,
            "files",
            files.stream().map(Attachment::id).toList());
    JsonNode sent = asking.untilAnswered(() -> asking.ask(document, variables)).path("sent");
    return new Sent(
        Json.maybe(sent, "copy", copy -> MessageCopy.of(kind, copy)),
        sent.path("duplicate").asBoolean());
  }

  MessageCopy edit(MessageCopy message, String content) {
    Kind kind = message.kind();
    String document =
        """
        mutation ($id: ID!, $content: String!) {
          edited: update%sMessage(%sId: $id, content: $content) { copy: %s %s }
        }
        """
            .formatted(kind.noun, kind.message, kind.message, kind.messageFields());
    JsonNode data = asking.ask(document, Map.of("id", message.id(), "content", content));
    return MessageCopy.of(kind, data.at("/edited/copy"));
  }

  void unsend(MessageCopy message) {
    onMessage(message, "unsend%sMessage", "success");
  }

  void delete(MessageCopy message) {
    onMessage(message, "delete%sMessage", "success");
  }

  void read(MessageCopy message) {
    onMessage(message, "set%sMessageAsRead", message.kind().message + " { id }");
  }

  private void onMessage(MessageCopy message, String mutation, String fields) {
    Kind kind = message.kind();
    asking.ask(
        "mutation ($id: ID!) { %s(%sId: $id) { %s } }"
            .formatted(mutation.formatted(kind.noun), kind.message, fields),
        Map.of("id", message.id()));
  }
}
