package io.buddychat.graphql;

import io.buddychat.domain.BuddyChat;
import io.buddychat.domain.attachment.Attachment;
import io.buddychat.domain.conversation.Copy;
import io.buddychat.domain.conversation.HeldConversation;
import io.buddychat.domain.conversation.HeldMessage;
import io.buddychat.domain.core.ConversationId;
import io.buddychat.domain.core.CopyId;
import io.buddychat.domain.core.MessageCopyId;
import io.buddychat.domain.core.MessageId;
import io.buddychat.domain.core.Page;
import io.buddychat.domain.core.PageRequest;
import io.buddychat.domain.user.PhoneNumber;
import io.buddychat.domain.user.User;
import io.buddychat.domain.user.UserId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Collectors;

/// How that which many fields of one level want is read with one statement. What is read for one
/// operation is kept in a [Loading].
final class Loaders {

  /// Names what can be looked up, and the types of its keys and values.
  static final class Name<K, V> {

    private final Reading<K, V> reading;

    private Name(Reading<K, V> reading) {
      this.reading = reading;
    }

    Reading<K, V> reading() {
      return reading;
    }
  }

  /// Reads all that is asked for at once.
  @FunctionalInterface
  interface Reading<K, V> {
    /// @return the value of each of these keys
    Function<K, V> of(From from, Set<K> keys);
  }

  /// Where it is read, and in whose name.
  ///
  /// @param known where messages, their attachments and people are looked up
  record From(BuddyChat chat, RequestContext context, Known known) {

    UserId viewer() {
      return context.viewer().user();
    }
  }

  static final Name<UserId, Optional<User>> USERS =
      new Name<>((from, keys) -> perhaps(from.known().users(keys)));

  static final Name<UserId, List<PhoneNumber>> PHONE_NUMBERS =
      new Name<>((from, keys) -> orNone(from.chat().users().phoneNumbers(keys)));

  static final Name<CopyId, Optional<HeldConversation>> CONVERSATIONS =
      new Name<>(
          (from, keys) -> perhaps(from.chat().mailboxes().conversations(from.viewer(), keys)));

  static final Name<CopyId, Optional<HeldMessage>> LAST_MESSAGES =
      new Name<>(
          (from, keys) -> perhaps(from.chat().mailboxes().lastMessages(from.viewer(), keys)));

  static final Name<MessageId, Optional<HeldMessage>> MESSAGES_BY_ID =
      new Name<>(
          (from, keys) -> perhaps(from.chat().mailboxes().messagesById(from.viewer(), keys)));

  static final Name<MessageId, List<Attachment>> ATTACHMENTS =
      new Name<>((from, keys) -> orNone(from.known().attachments(from.viewer(), keys)));

  static final Name<MessageCopyId, Optional<HeldMessage>> MESSAGE_COPIES =
      new Name<>((from, keys) -> perhaps(from.known().messages(from.viewer(), keys)));

  static final Name<CopyId, Optional<HeldConversation>> MEMBERSHIPS =
      new Name<>((from, keys) -> perhaps(from.chat().mailboxes().members(from.viewer(), keys)));

  static final Name<MemberPage, Page<Copy>> MEMBERS =
      new Name<>(
          (from, keys) ->
              pages(
                  keys,
                  MemberPage::page,
                  MemberPage::group,
                  (groups, page) -> from.chat().mailboxes().members(from.viewer(), groups, page)));

  static final Name<MessagePage, Page<HeldMessage>> MESSAGES =
      new Name<>(
          (from, keys) ->
              pages(
                  keys,
                  MessagePage::page,
                  MessagePage::copy,
                  (copies, page) -> from.chat().mailboxes().messages(from.viewer(), copies, page)));

  /// A page of the messages in one of the viewer's conversations.
  record MessagePage(CopyId copy, PageRequest page) {}

  /// A page of the members of one of the viewer's groups.
  record MemberPage(ConversationId group, PageRequest page) {}

  private Loaders() {}

  private static <K, V> Function<K, Optional<V>> perhaps(Map<K, V> found) {
    return key -> Optional.ofNullable(found.get(key));
  }

  private static <K, V> Function<K, List<V>> orNone(Map<K, List<V>> found) {
    return key -> found.getOrDefault(key, List.of());
  }

  /// One statement for each distinct page request: all parents in a list have the same one.
  private static <K, P, T> Function<K, Page<T>> pages(
      Set<K> keys,
      Function<K, PageRequest> request,
      Function<K, P> parent,
      BiFunction<List<P>, PageRequest, Map<P, Page<T>>> read) {
    Map<PageRequest, List<P>> parents =
        keys.stream()
            .collect(
                Collectors.groupingBy(request, Collectors.mapping(parent, Collectors.toList())));
    Map<PageRequest, Map<P, Page<T>>> found = new HashMap<>();
    parents.forEach((page, some) -> found.put(page, read.apply(some, page)));
    return key ->
        found
            .getOrDefault(request.apply(key), Map.of())
            .getOrDefault(parent.apply(key), Page.empty());
  }
}
