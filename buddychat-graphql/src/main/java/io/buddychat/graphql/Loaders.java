package io.buddychat.graphql;

import graphql.schema.DataFetchingEnvironment;
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
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.dataloader.DataLoaderFactory;
import org.dataloader.DataLoaderRegistry;

/// Reads what many fields of one level want with one statement.
///
/// A registry serves one request (or one event) and forgets everything after it: what is read is
/// never older than the request.
final class Loaders {

  /// Names a loader and the types of its keys and values.
  record Name<K, V>(String name) {

    CompletionStage<V> load(DataFetchingEnvironment environment, K key) {
      return Objects.requireNonNull(environment.<K, V>getDataLoader(name)).load(key);
    }

    /// Has this key read together with the first that is asked for, if any ever is.
    void foresee(DataLoaderRegistry registry, K key) {
      var _ = Objects.requireNonNull(registry.<K, V>getDataLoader(name)).load(key);
    }
  }

  static final Name<UserId, Optional<User>> USERS = new Name<>("users");
  static final Name<UserId, List<PhoneNumber>> PHONE_NUMBERS = new Name<>("phoneNumbers");
  static final Name<CopyId, Optional<HeldConversation>> CONVERSATIONS = new Name<>("conversations");
  static final Name<CopyId, Optional<HeldMessage>> LAST_MESSAGES = new Name<>("lastMessages");
  static final Name<MessageId, Optional<HeldMessage>> MESSAGES_BY_ID = new Name<>("messagesById");
  static final Name<MessageId, List<Attachment>> ATTACHMENTS = new Name<>("attachments");
  static final Name<MessageCopyId, Optional<HeldMessage>> MESSAGE_COPIES =
      new Name<>("messageCopies");
  static final Name<CopyId, Optional<HeldConversation>> MEMBERSHIPS = new Name<>("memberships");
  static final Name<MemberPage, Page<Copy>> MEMBERS = new Name<>("members");
  static final Name<MessagePage, Page<HeldMessage>> MESSAGES = new Name<>("messages");

  /// A page of the messages in one of the viewer's conversations.
  record MessagePage(CopyId copy, PageRequest page) {}

  /// A page of the members of one of the viewer's groups.
  record MemberPage(ConversationId group, PageRequest page) {}

  private final BuddyChat chat;

  Loaders(BuddyChat chat) {
    this.chat = chat;
  }

  DataLoaderRegistry registry(Connection connection) {
    return registry(connection, Known.stored(chat));
  }

  /// @param known where messages, their attachments and people are looked up
  DataLoaderRegistry registry(Connection connection, Known known) {
    DataLoaderRegistry registry = new DataLoaderRegistry();
    register(registry, USERS, keys -> optionals(keys, known.users(keys)));
    register(
        registry,
        PHONE_NUMBERS,
        keys -> withDefault(keys, chat.users().phoneNumbers(keys), List.of()));
    register(
        registry,
        CONVERSATIONS,
        keys -> optionals(keys, chat.mailboxes().conversations(viewer(connection), keys)));
    register(
        registry,
        LAST_MESSAGES,
        keys -> optionals(keys, chat.mailboxes().lastMessages(viewer(connection), keys)));
    register(
        registry,
        MESSAGE_COPIES,
        keys -> optionals(keys, known.messages(viewer(connection), keys)));
    register(
        registry,
        MEMBERSHIPS,
        keys -> optionals(keys, chat.mailboxes().members(viewer(connection), keys)));
    register(
        registry,
        MESSAGES,
        keys ->
            pages(
                keys,
                MessagePage::page,
                MessagePage::copy,
                (copies, page) -> chat.mailboxes().messages(viewer(connection), copies, page)));
    register(
        registry,
        MESSAGES_BY_ID,
        keys -> optionals(keys, chat.mailboxes().messagesById(viewer(connection), keys)));
    register(
        registry,
        ATTACHMENTS,
        keys -> withDefault(keys, known.attachments(viewer(connection), keys), List.of()));
    register(
        registry,
        MEMBERS,
        keys ->
            pages(
                keys,
                MemberPage::page,
                MemberPage::group,
                (groups, page) -> chat.mailboxes().members(viewer(connection), groups, page)));
    return registry;
  }

  private static UserId viewer(Connection connection) {
    return RequestContext.of(connection).viewer().user();
  }

  /// One statement for each distinct page request: all parents in a list have the same one.
  private static <K, P, T> Map<K, Page<T>> pages(
      Set<K> keys,
      Function<K, PageRequest> request,
      Function<K, P> parent,
      BiFunction<List<P>, PageRequest, Map<P, Page<T>>> read) {
    Map<PageRequest, List<K>> byRequest = keys.stream().collect(Collectors.groupingBy(request));
    Map<K, Page<T>> pages = new HashMap<>();
    byRequest.forEach(
        (page, some) -> {
          Map<P, Page<T>> found = read.apply(some.stream().map(parent).toList(), page);
          some.forEach(key -> pages.put(key, found.getOrDefault(parent.apply(key), Page.empty())));
        });
    return pages;
  }

  private static <K, V> void register(
      DataLoaderRegistry registry, Name<K, V> name, Function<Set<K>, Map<K, V>> load) {
    registry.register(
        name.name(),
        DataLoaderFactory.<K, V>newMappedDataLoader(
            keys -> CompletableFuture.completedFuture(load.apply(keys))));
  }

  private static <K, V> Map<K, Optional<V>> optionals(Set<K> keys, Map<K, V> found) {
    Map<K, Optional<V>> all = new HashMap<>();
    keys.forEach(key -> all.put(key, Optional.ofNullable(found.get(key))));
    return all;
  }

  private static <K, V> Map<K, V> withDefault(Set<K> keys, Map<K, V> found, V missing) {
    Map<K, V> all = new HashMap<>();
    keys.forEach(key -> all.put(key, found.getOrDefault(key, missing)));
    return all;
  }
}
