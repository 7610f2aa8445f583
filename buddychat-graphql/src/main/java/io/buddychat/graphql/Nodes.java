package io.buddychat.graphql;

import io.buddychat.domain.conversation.HeldConversation;
import io.buddychat.domain.conversation.HeldMessage;
import io.buddychat.domain.core.CopyId;
import io.buddychat.domain.user.PhoneNumber;
import io.buddychat.domain.user.User;
import io.buddychat.domain.user.UserId;

/// The Java values behind the GraphQL types that have ids: a domain value, under the name it goes by
/// here. One message copy is a ChatMessage, the Notification of it, and leads to the Message.
sealed interface Nodes {

  NodeType type();

  String id();

  record UserNode(User user) implements Nodes {
    @Override
    public NodeType type() {
      return NodeType.CUSTOM_USER;
    }

    @Override
    public String id() {
      return GlobalId.of(type(), user.id().value());
    }
  }

  record PhoneNode(PhoneNumber phone) implements Nodes {
    @Override
    public NodeType type() {
      return NodeType.PHONE_NUMBER;
    }

    @Override
    public String id() {
      return GlobalId.of(type(), phone.id().value());
    }
  }

  /// A chat as a GraphQL type: one's own, or a glimpse of the other person's.
  sealed interface ChatNode extends Nodes {
    @Override
    default NodeType type() {
      return NodeType.CHAT;
    }

    @Override
    default String id() {
      return GlobalId.of(type(), copy().value());
    }

    CopyId copy();

    UserId owner();

    UserId other();
  }

  record OwnChat(HeldConversation held) implements ChatNode {
    @Override
    public CopyId copy() {
      return held.copy().id();
    }

    @Override
    public UserId owner() {
      return held.copy().owner();
    }

    @Override
    public UserId other() {
      return held.copy().other().orElse(owner());
    }
  }

  /// The other person's copy, of which the viewer may see whose it is and nothing more.
  record ForeignChat(CopyId copy, UserId owner, UserId other) implements ChatNode {}

  record ChatMessageNode(HeldMessage held) implements Nodes {
    @Override
    public NodeType type() {
      return NodeType.CHAT_MESSAGE;
    }

    @Override
    public String id() {
      return GlobalId.of(type(), held.copy().id());
    }
  }

  record MessageNode(HeldMessage held) implements Nodes {
    @Override
    public NodeType type() {
      return NodeType.MESSAGE;
    }

    @Override
    public String id() {
      return GlobalId.of(type(), held.message().id().value());
    }
  }

  record NotificationNode(HeldMessage held) implements Nodes {
    @Override
    public NodeType type() {
      return NodeType.NOTIFICATION;
    }

    @Override
    public String id() {
      return GlobalId.of(type(), held.copy().id());
    }
  }
}
