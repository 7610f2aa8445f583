package io.buddychat.graphql;

import io.buddychat.domain.core.CopyId;
import io.buddychat.domain.core.MessageCopyId;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A global id as clients see it: base64 of `Type:key`.
///
/// A key is one number, or two with a dot between (a copy of a conversation, and a message's number
/// in it). There is exactly one text for each id; anything else is no id.
record GlobalId(NodeType type, long major, long minor) {

  private static final Pattern DECODED =
      Pattern.compile("([A-Za-z]{1,40}):([1-9][0-9]{0,18})(?:\\.([1-9][0-9]{0,18}))?");
  private static final int LONGEST = 128;

  static String of(NodeType type, long key) {
    return unwritten(type, key).text();
  }

  static String of(NodeType type, MessageCopyId id) {
    return unwritten(type, id).text();
  }

  static Opaque unwritten(NodeType type, long key) {
    return Opaque.of(type.prefix(), key);
  }

  static Opaque unwritten(NodeType type, MessageCopyId id) {
    return Opaque.of(type.prefix(), id.copy().value(), '.', id.ordinal());
  }

  static Optional<GlobalId> parse(String text) {
    if (text.length() > LONGEST) {
      return Optional.empty();
    }
    try {
      String decoded = new String(Base64.getDecoder().decode(text), StandardCharsets.UTF_8);
      Matcher matcher = DECODED.matcher(decoded);
      if (!matcher.matches() || !encode(decoded).equals(text)) {
        return Optional.empty();
      }
      boolean two = matcher.group(3) != null;
      long major = Long.parseLong(matcher.group(2));
      long minor = two ? Long.parseLong(matcher.group(3)) : 0;
      return NodeType.named(matcher.group(1))
          .filter(type -> two == isMessageCopy(type))
          .map(type -> new GlobalId(type, major, minor));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  MessageCopyId messageCopy() {
    return new MessageCopyId(new CopyId(major), minor);
  }

  private static boolean isMessageCopy(NodeType type) {
    return switch (type) {
      case CHAT_MESSAGE, GROUP_MESSAGE, NOTIFICATION -> true;
      case CUSTOM_USER,
          PHONE_NUMBER,
          CHAT,
          USER_GROUP,
          GROUP_MEMBER,
          GROUP_COPY,
          MESSAGE,
          ATTACHMENT ->
          false;
    };
  }

  private static String encode(String decoded) {
    return Base64.getEncoder().encodeToString(decoded.getBytes(StandardCharsets.UTF_8));
  }
}
