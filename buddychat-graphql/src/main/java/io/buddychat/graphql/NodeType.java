package io.buddychat.graphql;

import java.util.Optional;
import java.util.stream.Stream;

/// The types that have global ids, with the noun a sentence calls them by.
enum NodeType {
  CUSTOM_USER("CustomUser", "user"),
  PHONE_NUMBER("PhoneNumber", "phone number"),
  CHAT("Chat", "chat"),
  CHAT_MESSAGE("ChatMessage", "chat message"),
  USER_GROUP("UserGroup", "group"),
  GROUP_MEMBER("GroupMember", "group member"),
  GROUP_COPY("UserGroupMemberCopy", "group"),
  GROUP_MESSAGE("GroupMessage", "group message"),
  MESSAGE("Message", "message"),
  NOTIFICATION("Notification", "notification"),
  ATTACHMENT("Attachment", "attachment");

  private final String typeName;
  private final String prefix;
  private final String noun;

  NodeType(String typeName, String noun) {
    this.typeName = typeName;
    this.prefix = typeName + ":";
    this.noun = noun;
  }

  String typeName() {
    return typeName;
  }

  /// What stands before the key in an id.
  String prefix() {
    return prefix;
  }

  String noun() {
    return noun;
  }

  static Optional<NodeType> named(String typeName) {
    return Stream.of(values()).filter(type -> type.typeName.equals(typeName)).findFirst();
  }
}
