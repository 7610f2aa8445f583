package io.buddychat.testkit.kill;

/// Where people talk, in the words of the API. The answers have the same form for both.
enum Place {
  CHAT(
      "createChatMessage(chatId: $copy, content: $text, clientMessageId: $key) { copy: chatMessage",
      "chat",
      "chatMessages"),
  GROUP(
      "createGroupMessage(groupCopyId: $copy, content: $text, clientMessageId: $key) { copy: message",
      "group",
      "groupMessages");

  private final String send;
  private final String unread;
  private final String read;

  Place(String create, String place, String messages) {
    send =
        "mutation ($copy: ID!, $text: String!, $key: ID!) { sent: %s { message { id } } } }"
            .formatted(create);
    unread = "query ($copy: ID!) { place: %s(id: $copy) { unreadCount } }".formatted(place);
    read =
        """
        query ($copy: ID!, $after: String) {
          place: %s(id: $copy) {
            messages: %s(first: 100, after: $after) {
              edges { node { message { id content } } }
              pageInfo { hasNextPage endCursor }
            }
          }
        }
        """
            .formatted(place, messages);
  }

  String send() {
    return send;
  }

  String unread() {
    return unread;
  }

  String read() {
    return read;
  }
}
