package io.buddychat.testkit.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;

/// One person's way to a BuddyChat server. Any number of threads may share it.
///
/// What is asked returns the answer, or throws: a [RefusedException] when the server says no, an
/// [UncheckedIOException] when there is no answer, so that nobody knows whether it was done. A
/// token that has expired is replaced behind the scenes.
///
/// What it does with groups is in [#groups]; what it has no word for, [#query] can ask.
public final class BuddyChatClient implements AutoCloseable {

  private final Transport transport;
  private final Pace pace;
  private final Session session;
  private final Set<Feed<?>> feeds = ConcurrentHashMap.newKeySet();
  private volatile boolean closed;

  private BuddyChatClient(Transport transport, Pace pace) {
    this.transport = transport;
    this.pace = pace;
    this.session = new Session(transport);
  }

  /// Over the network. Nothing is said until something is asked.
  ///
  /// @param server such as `http://127.0.0.1:8080/graphql`
  public static BuddyChatClient connect(URI server) {
    return in(Transport.http(server));
  }

  /// By another way, such as one that stays inside this program. The client closes it.
  public static BuddyChatClient in(Transport transport) {
    return in(transport, Pace.STANDARD);
  }

  public static BuddyChatClient in(Transport transport, Pace pace) {
    return new BuddyChatClient(transport, pace);
  }

  // Who one is

  /// Makes an account. Nobody is logged in by that.
  public User signUp(NewUser user) {
    return User.of(
        session
            .askAsNobody(
                """
                mutation ($username: String!, $email: String!, $password: String!,
                    $firstName: String!, $lastName: String!, $phone: PhoneNumberInput!) {
                  createUser(username: $username, email: $email, password: $password,
                      firstName: $firstName, lastName: $lastName, phoneNumber: $phone) {
                    user %s
                  }
                }
                """
                    .formatted(User.FIELDS),
                Map.of(
                    "username", user.username(),
                    "email", user.email(),
                    "password", user.password(),
                    "firstName", user.firstName(),
                    "lastName", user.lastName(),
                    "phone",
                        Map.of("countryCode", user.countryCode(), "number", user.phoneNumber())))
            .at("/createUser/user"));
  }

  /// Begins a session: from then on the client is this person's. For two people take two clients:
  /// inboxes do not change hands.
  ///
  /// @return this client
  public BuddyChatClient login(String username, String password) {
    session.open(
        """
        mutation ($username: String!, $password: String!) {
          login(username: $username, password: $password) { token refreshToken }
        }
        """,
        Map.of("username", username, "password", password));
    return this;
  }

  /// Goes on with a session that was begun elsewhere, and is not used there any more.
  ///
  /// @return this client
  public BuddyChatClient resume(Tokens tokens) {
    session.become(Optional.of(tokens));
    return this;
  }

  /// What the session is carried by now; empty if there is none.
  public Optional<Tokens> tokens() {
    return session.tokens();
  }

  /// Ends the session, with all its tokens and sockets. Again does nothing.
  public void logout() {
    Optional<Tokens> old = session.tokens();
    session.become(Optional.empty());
    old.ifPresent(
        tokens ->
            session.askAsNobody(
                "mutation ($token: String!) { revokeToken(refreshToken: $token) { revoked } }",
                Map.of("token", tokens.refreshToken())));
  }

  public User me() {
    return User.of(ask("{ me %s }".formatted(User.FIELDS), Map.of()).path("me"));
  }

  // Other people

  public User user(String id) {
    String document = "query ($id: ID!) { user(id: $id) %s }".formatted(User.FIELDS);
    return User.of(ask(document, Map.of("id", id)).path("user"));
  }

  /// People whose user name begins so, newest first.
  ///
  /// @param size how many a page has: 100 at most, here as everywhere
  public Page<User> users(String usernameBeginning, int size) {
    return page(
        "$username: String,",
        "list: users(username: $username, first: $first, after: $after) %s",
        Map.of("username", usernameBeginning),
        size,
        User.FIELDS,
        User::of);
  }

  // Conversations

  /// One's chat with somebody, which is made if there is none yet.
  public Chat chatWith(User other) {
    String document =
        "mutation ($id: ID!) { createChat(otherUserId: $id) { chat %s } }".formatted(Chat.FIELDS);
    return Chat.of(ask(document, Map.of("id", other.id())).at("/createChat/chat"));
  }

  /// One's chat with oneself.
  public Chat chatWithMyself() {
    String document = "mutation { createSelfChat { chat %s } }".formatted(Chat.FIELDS);
    return Chat.of(ask(document, Map.of()).at("/createSelfChat/chat"));
  }

  public Chat chat(String id) {
    String document = "query ($id: ID!) { chat(id: $id) %s }".formatted(Chat.FIELDS);
    return Chat.of(ask(document, Map.of("id", id)).path("chat"));
  }

  /// One's chats, the latest activity first.
  public Page<Chat> chats(int size) {
    String field = "list: chats(first: $first, after: $after) %s";
    return page("", field, Map.of(), size, Chat.FIELDS, Chat::of);
  }

  /// What one does with groups.
  public Groups groups() {
    return new Groups(this);
  }

  /// The messages one holds there, newest first.
  public Page<MessageCopy> messages(Conversation conversation, int size) {
    Kind kind = conversation.kind();
    return page(
        "$id: ID!,",
        kind.root() + "(id: $id) { list: " + kind.message + "s(first: $first, after: $after) %s }",
        Map.of("id", conversation.id()),
        size,
        kind.messageFields(),
        message -> MessageCopy.of(kind, message));
  }

  /// A page of all messages one holds by its number, the newest first.
  ///
  /// @param number from 1
  /// @param where what they must be like, by the members of `MessageFilter`; empty for all
  public NumberedPage<MessageCopy> messagePage(int number, int size, Map<String, ?> where) {
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
        ask(document, variables).path("page"),
        message -> MessageCopy.of(Kind.ofMessage(Json.text(message, "__typename")), message));
  }

  /// Puts a conversation into one's archive, or takes it out.
  public void archive(Conversation conversation, boolean archived) {
    Kind kind = conversation.kind();
    ask(
        "mutation ($id: ID!, $to: Boolean!) { setArchive%s(%s: $id, %s: $to) { %s { id } } }"
            .formatted(kind.noun, kind.copyId, kind.archived, kind.copy),
        Map.of("id", conversation.id(), "to", archived));
  }

  /// Empties one's own copy of a conversation.
  public void clear(Conversation conversation) {
    Kind kind = conversation.kind();
    ask(
        "mutation ($id: ID!) { delete%s(%s: $id) { success } }".formatted(kind.noun, kind.copyId),
        Map.of("id", conversation.id()));
  }

  // Messages

  /// Sends a text. When the answer is lost it is sent again, under the same id: so it arrives once.
  ///
  /// @return one's own copy
  public MessageCopy send(Conversation conversation, String content) {
    return send(conversation, content, List.of());
  }

  /// Sends a text with files, as [#send(Conversation, String)] does.
  ///
  /// @return one's own copy
  public MessageCopy send(Conversation conversation, String content, List<Attachment> files) {
    return send(conversation, content, files, UUID.randomUUID().toString())
        .copy()
        .orElseThrow(() -> new IllegalStateException("the sender has deleted it meanwhile"));
  }

  /// Sends under an id of one's own, which may be used again, even in another run of the program:
  /// the message arrives once.
  public Sent send(
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
    JsonNode sent = untilAnswered(() -> ask(document, variables)).path("sent");
    return new Sent(
        Json.maybe(sent, "copy", copy -> MessageCopy.of(kind, copy)),
        sent.path("duplicate").asBoolean());
  }

  /// Changes what a message of one's own says, for everybody who holds it.
  public MessageCopy edit(MessageCopy message, String content) {
    Kind kind = message.kind();
    String document =
        """
        mutation ($id: ID!, $content: String!) {
          edited: update%sMessage(%sId: $id, content: $content) { copy: %s %s }
        }
        """
            .formatted(kind.noun, kind.message, kind.message, kind.messageFields());
    JsonNode data = ask(document, Map.of("id", message.id(), "content", content));
    return MessageCopy.of(kind, data.at("/edited/copy"));
  }

  /// Takes a message of one's own back from everybody.
  public void unsend(MessageCopy message) {
    onMessage(message, "unsend%sMessage", "success");
  }

  /// Deletes one's own copy of a message.
  public void delete(MessageCopy message) {
    onMessage(message, "delete%sMessage", "success");
  }

  /// Sets a message of somebody else as read.
  public void read(MessageCopy message) {
    onMessage(message, "set%sMessageAsRead", message.kind().message + " { id }");
  }

  private void onMessage(MessageCopy message, String mutation, String fields) {
    Kind kind = message.kind();
    ask(
        "mutation ($id: ID!) { %s(%sId: $id) { %s } }"
            .formatted(mutation.formatted(kind.noun), kind.message, fields),
        Map.of("id", message.id()));
  }

  // Notifications

  /// One's notifications, newest first.
  public Page<Notification> notifications(int size) {
    String field = "list: notifications(first: $first, after: $after) %s";
    return page("", field, Map.of(), size, Notification.FIELDS, Notification::of);
  }

  /// Sets a notification as read. Its message is not read by that.
  public void read(Notification notification) {
    ask(
        "mutation ($id: ID!) { setNotificationRead(notificationId: $id) { notification { id } } }",
        Map.of("id", notification.id()));
  }

  // Files

  /// Takes a file to the server, to be [sent][#send(Conversation, String, List)].
  ///
  /// @param name never a path
  public Attachment upload(String name, String contentType, byte[] content) {
    return Attachment.of(
        session.asMyself(token -> transport.upload(name, contentType, content, token)));
  }

  public byte[] download(Attachment attachment) {
    return session.asMyself(token -> transport.download(attachment.file(), token));
  }

  // What happens

  /// The cursor of the newest event. Who reads it first and the state then misses nothing by
  /// following from it.
  public String inboxHead() {
    return Json.text(ask("{ inboxHead }", Map.of()), "inboxHead");
  }

  /// What happens from now on.
  public Inbox inbox() {
    return inbox(inboxHead(), InboxFilter.ALL);
  }

  /// What has happened after a cursor, and what happens from now on.
  public Inbox inbox(String cursor, InboxFilter filter) {
    return kept(new Inbox(session, transport.sockets(), cursor, filter, pace, feeds::remove));
  }

  /// The changes that are wanted, from now on.
  public Feed<Change> changes(ChangeFilter filter) {
    return changes(inboxHead(), filter);
  }

  /// The changes that are wanted after a cursor, which may be one of an inbox.
  public Feed<Change> changes(String cursor, ChangeFilter filter) {
    return feed(cursor, new Feed.View<>(Change.DOCUMENT, filter::variables, Change::of));
  }

  /// What happens to one's groups from now on; what is said in them is not part of it.
  public Feed<GroupChange> groupChanged() {
    return feed(
        inboxHead(),
        new Feed.View<>(GroupChange.DOCUMENT, cursor -> Map.of("after", cursor), GroupChange::of));
  }

  /// What happens to one group after a cursor, which may be one of an inbox.
  public Feed<GroupChange> groupChanged(String cursor, Group group) {
    return feed(
        cursor,
        new Feed.View<>(
            GroupChange.DOCUMENT,
            newest -> Map.of("after", newest, "id", group.id()),
            GroupChange::of));
  }

  private <E> Feed<E> feed(String cursor, Feed.View<E> view) {
    return kept(new Feed<>(session, transport.sockets(), cursor, view, pace, feeds::remove));
  }

  private <F extends Feed<?>> F kept(F feed) {
    feeds.add(feed);
    if (closed) {
      feed.close();
    }
    return feed;
  }

  // Everything else

  /// Runs any query or mutation.
  ///
  /// @return its data
  /// @throws RefusedException for any error, also when there are data beside it
  public JsonNode query(String document, Map<String, ?> variables) {
    return ask(document, variables);
  }

  /// Ends every feed, and the way to the server. The session lives on; [#logout] ends it.
  @Override
  public void close() {
    closed = true;
    feeds.forEach(Feed::close);
    transport.close();
  }

  JsonNode ask(String document, Map<String, ?> variables) {
    return session.ask(document, variables);
  }

  /// The first page of a list.
  ///
  /// @param declared further variables
  /// @param field leads to the list, and has a place for what is asked of it
  <T> Page<T> page(
      String declared,
      String field,
      Map<String, ?> variables,
      int size,
      String fields,
      Function<JsonNode, T> item) {
    String document =
        "query (%s $first: Int, $after: String) { %s }"
            .formatted(declared, field.formatted(Page.FIELDS.formatted(fields)));
    return pageAfter(Optional.empty(), document, variables, size, item);
  }

  private <T> Page<T> pageAfter(
      Optional<String> cursor,
      String document,
      Map<String, ?> variables,
      int size,
      Function<JsonNode, T> item) {
    Map<String, Object> all = new LinkedHashMap<>(variables);
    all.put("first", size);
    cursor.ifPresent(after -> all.put("after", after));
    return Page.of(
        ask(document, all).findPath("list"),
        item,
        next -> pageAfter(next, document, variables, size, item));
  }

  /// Asks again when the answer was lost: only for what does no harm twice.
  private <T> T untilAnswered(Supplier<T> asking) {
    for (int failures = 1; ; failures++) {
      try {
        return asking.get();
      } catch (UncheckedIOException e) {
        if (failures > pace.repeats() || e.getCause() instanceof InterruptedIOException) {
          throw e;
        }
        pause(failures);
      }
    }
  }

  private void pause(int failures) {
    double chance = ThreadLocalRandom.current().nextDouble();
    try {
      TimeUnit.NANOSECONDS.sleep(
          pace.after(failures, Sockets.Closing.BROKEN, Optional.empty(), chance).toNanos());
    } catch (InterruptedException e) {
      throw HttpTransport.interrupted();
    }
  }
}
