package io.buddychat.graphql;

import io.buddychat.domain.attachment.Attachment;
import io.buddychat.domain.conversation.Card;
import io.buddychat.domain.conversation.Conversation;
import io.buddychat.domain.conversation.HeldConversation;
import io.buddychat.domain.conversation.HeldMessage;
import io.buddychat.domain.core.CopyId;
import io.buddychat.domain.user.PhoneNumber;
import io.buddychat.domain.user.User;
import io.buddychat.domain.user.UserId;

/// The Java values behind the GraphQL types that have ids: a domain value, under the name it goes
/// by here. One message copy is a ChatMessage, the Notification of it, and leads to the Message.
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

  /// A group, as its members see it.
  record GroupNode(Conversation group, Card card) implements Nodes {

    static GroupNode of(Conversation group) {
      return new GroupNode(group, group.card().orElseThrow());
    }

    @Override
    public NodeType type() {
      return NodeType.USER_GROUP;
    }

    @Override
    public String id() {
      return GlobalId.of(type(), group.id().value());
    }
  }

  /// A membership: of a member's copy, what the other members may see.
  record MemberNode(HeldConversation held) implements Nodes {
    @Override
    public NodeType type() {
      return NodeType.GROUP_MEMBER;
    }

    @Override
    public String id() {
      return GlobalId.of(type(), held.copy().id().value());
    }
  }

  /// The viewer's own copy of a group.
  record GroupCopyNode(HeldConversation held) implements Nodes {
    @Override
    public NodeType type() {
      return NodeType.GROUP_COPY;
    }

    @Override
    public String id() {
      return GlobalId.of(type(), held.copy().id().value());
    }
  }

  /// The viewer's own copy of a message.
  record MessageCopyNode(Wording wording, HeldMessage held) implements Nodes {
    @Override
    public NodeType type() {
      return wording.message();
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

  /// A file that was sent with a message, or is to be.
  record AttachmentNode(Attachment attachment) implements Nodes {
    @Override
    public NodeType type() {
      return NodeType.ATTACHMENT;
    }

    @Override
    public String id() {
      return GlobalId.of(type(), attachment.id().value());
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
