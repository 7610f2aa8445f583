package io.buddychat.testkit.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/// One person's way to a BuddyChat server. Any number of threads may share it.
///
/// What is asked returns the answer, or throws: a [RefusedException] when the server says no, an
/// [UncheckedIOException] when there is no answer, so that nobody knows whether it was done. A
/// token that has expired is replaced behind the scenes.
///
/// What it does with groups is in [#groups]; what it has no word for, [#query] can ask.
public final class BuddyChatClient implements AutoCloseable {

  private final Transport transport;
  private final Session session;
  private final Asking asking;
  private final Messages messages;
  private final Feeds feeds;

  private BuddyChatClient(Transport transport, Pace pace) {
    this.transport = transport;
    this.session = new Session(transport);
    this.asking = new Asking(session, pace);
    this.messages = new Messages(asking);
    this.feeds = new Feeds(session, transport, pace);
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
    return asking.page(
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
    return asking.page("", field, Map.of(), size, Chat.FIELDS, Chat::of);
  }

  /// What one does with groups.
  public Groups groups() {
    return new Groups(asking);
  }

  /// The messages one holds there, newest first.
  public Page<MessageCopy> messages(Conversation conversation, int size) {
    return messages.messages(conversation, size);
  }

  /// A page of all messages one holds by its number, the newest first.
  ///
  /// @param number from 1
  /// @param where what they must be like, by the members of `MessageFilter`; empty for all
  public NumberedPage<MessageCopy> messagePage(int number, int size, Map<String, ?> where) {
    return messages.messagePage(number, size, where);
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
    return messages.send(conversation, content, files, clientMessageId);
  }

  /// Changes what a message of one's own says, for everybody who holds it.
  public MessageCopy edit(MessageCopy message, String content) {
    return messages.edit(message, content);
  }

  /// Takes a message of one's own back from everybody.
  public void unsend(MessageCopy message) {
    messages.unsend(message);
  }

  /// Deletes one's own copy of a message.
  public void delete(MessageCopy message) {
    messages.delete(message);
  }

  /// Sets a message of somebody else as read.
  public void read(MessageCopy message) {
    messages.read(message);
  }

  // Notifications

  /// One's notifications, newest first.
  public Page<Notification> notifications(int size) {
    String field = "list: notifications(first: $first, after: $after) %s";
    return asking.page("", field, Map.of(), size, Notification.FIELDS, Notification::of);
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
    return feeds.inbox(cursor, filter);
  }

  /// The changes that are wanted, from now on.
  public Feed<Change> changes(ChangeFilter filter) {
    return changes(inboxHead(), filter);
  }

  /// The changes that are wanted after a cursor, which may be one of an inbox.
  public Feed<Change> changes(String cursor, ChangeFilter filter) {
    return feeds.feed(cursor, new Feed.View<>(Change.DOCUMENT, filter::variables, Change::of));
  }

  /// What happens to one's groups from now on; what is said in them is not part of it.
  public Feed<GroupChange> groupChanged() {
    return feeds.feed(
        inboxHead(),
        new Feed.View<>(GroupChange.DOCUMENT, cursor -> Map.of("after", cursor), GroupChange::of));
  }

  /// What happens to one group after a cursor, which may be one of an inbox.
  public Feed<GroupChange> groupChanged(String cursor, Group group) {
    return feeds.feed(
        cursor,
        new Feed.View<>(
            GroupChange.DOCUMENT,
            newest -> Map.of("after", newest, "id", group.id()),
            GroupChange::of));
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
    feeds.close();
    transport.close();
  }

  private JsonNode ask(String document, Map<String, ?> variables) {
    return asking.ask(document, variables);
  }
}
