package io.buddychat.testkit;

import io.buddychat.domain.attachment.Attachment;
import io.buddychat.domain.attachment.AttachmentId;
import io.buddychat.domain.attachment.Uploads;
import io.buddychat.domain.conversation.ArchiveConversation;
import io.buddychat.domain.conversation.ClearConversation;
import io.buddychat.domain.conversation.DeleteMessage;
import io.buddychat.domain.conversation.EditMessage;
import io.buddychat.domain.conversation.Family;
import io.buddychat.domain.conversation.HeldConversation;
import io.buddychat.domain.conversation.HeldMessage;
import io.buddychat.domain.conversation.NoticeMessage;
import io.buddychat.domain.conversation.ReadMessage;
import io.buddychat.domain.conversation.SendMessage;
import io.buddychat.domain.conversation.UnsendMessage;
import io.buddychat.domain.core.CopyId;
import io.buddychat.domain.core.MessageCopyId;
import io.buddychat.domain.core.MessageId;
import io.buddychat.domain.core.Page;
import io.buddychat.domain.core.PageRequest;
import io.buddychat.domain.core.Position;
import io.buddychat.domain.inbox.Entry;
import io.buddychat.domain.user.SessionId;
import io.buddychat.domain.user.SignIn;
import io.buddychat.domain.user.User;
import io.buddychat.domain.user.UserId;
import io.buddychat.domain.user.Viewer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// Somebody signed in, and what they can do in a [Scene]. All of it happens in their name, with the
/// ids of their own copies.
public final class Person {

  private static final int MOST_AT_ONCE = 100;

  private final Scene scene;
  private final SignIn.Opened signedIn;
  private final Family family;

  Person(Scene scene, SignIn.Opened signedIn) {
    this(scene, signedIn, Family.CHAT);
  }

  private Person(Scene scene, SignIn.Opened signedIn, Family family) {
    this.scene = scene;
    this.signedIn = signedIn;
    this.family = family;
  }

  /// The same person in the same session, who sends, edits, reads... in groups instead of chats.
  public Person inGroups() {
    return new Person(scene, signedIn, Family.GROUP);
  }

  /// What the person does with groups themselves.
  public GroupActs groups() {
    return new GroupActs(this);
  }

  public UserId id() {
    return signedIn.user().id();
  }

  public String username() {
    return signedIn.user().username();
  }

  public Viewer viewer() {
    return new Viewer(id(), session());
  }

  public SessionId session() {
    return signedIn.session().id();
  }

  /// The refresh token this session began with.
  public String refreshToken() {
    return signedIn.refreshToken();
  }

  /// The time in the person's scene.
  public Instant now() {
    return scene.now();
  }

  /// The same person, signed in once more.
  public Person onAnotherDevice() {
    return scene.signIn(username());
  }

  /// The person's profile as everybody sees it now.
  public User profile() {
    return Optional.ofNullable(scene.buddyChat().users().byId(List.of(id())).get(id()))
        .orElseThrow();
  }

  /// Opens the chat with somebody (or with oneself), as often as wanted.
  ///
  /// @return the person's own copy of it
  public CopyId chatWith(Person other) {
    return scene.buddyChat().openChat().with(viewer(), other.id()).mine();
  }

  public SendMessage.Sent sends(CopyId chat, String content, String clientMessageId) {
    return sends(chat, content, Optional.of(clientMessageId), List.of());
  }

  /// Uploads a file that holds this text.
  public AttachmentId uploads(String name, String text) {
    return scene
        .buddyChat()
        .uploads()
        .upload(
            viewer(),
            name,
            "text/plain",
            new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)))
        .id();
  }

  public SendMessage.Sent sends(
      CopyId chat, String content, Optional<String> clientMessageId, List<AttachmentId> files) {
    return scene
        .buddyChat()
        .handle(new SendMessage(viewer(), family, chat, content, clientMessageId, files));
  }

  /// Sends a message, with files if there are any.
  public HeldMessage sends(CopyId chat, String content, AttachmentId... files) {
    return sends(chat, content, Optional.empty(), List.of(files)).message().orElseThrow();
  }

  /// The text in a file; nothing if it is not there for this person.
  public Optional<String> opens(AttachmentId file) {
    return scene.buddyChat().uploads().open(viewer(), file).map(Person::text);
  }

  private static String text(Uploads.Download download) {
    try (InputStream bytes = download.bytes()) {
      return new String(bytes.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// What was sent with a message, as far as the person holds a copy of it.
  public List<Attachment> attachments(HeldMessage message) {
    MessageId id = message.message().id();
    return scene
        .buddyChat()
        .attachments()
        .ofMessages(id(), List.of(id))
        .getOrDefault(id, List.of());
  }

  public HeldMessage edits(MessageCopyId message, String content) {
    return scene.buddyChat().handle(new EditMessage(viewer(), family, message, content));
  }

  public void unsends(MessageCopyId message) {
    scene.buddyChat().handle(new UnsendMessage(viewer(), family, message));
  }

  public void deletes(MessageCopyId message) {
    scene.buddyChat().handle(new DeleteMessage(viewer(), family, message));
  }

  public HeldMessage reads(MessageCopyId message) {
    return scene.buddyChat().handle(new ReadMessage(viewer(), family, message));
  }

  /// Sets the notification that came with a message as read.
  public HeldMessage notices(MessageCopyId message) {
    return scene.buddyChat().handle(new NoticeMessage(viewer(), message));
  }

  public void clears(CopyId chat) {
    scene.buddyChat().handle(new ClearConversation(viewer(), family, chat));
  }

  public HeldConversation archives(CopyId chat, boolean archived) {
    return scene.buddyChat().handle(new ArchiveConversation(viewer(), family, chat, archived));
  }

  /// Ends the account.
  public void leavesForGood() {
    scene.buddyChat().profiles().delete(viewer(), People.PASSWORD);
  }

  /// The id of the person's own copy of a message that somebody holds, whether it still exists or
  /// not.
  public MessageCopyId copyOf(HeldMessage message) {
    CopyId own =
        conversations().stream()
            .filter(held -> held.conversation().id().equals(message.message().conversation()))
            .findFirst()
            .orElseThrow()
            .copy()
            .id();
    return new MessageCopyId(own, message.message().ordinal());
  }

  /// What the person holds of a message: nothing when their copy is gone.
  public Optional<HeldMessage> holds(MessageCopyId message) {
    return Optional.ofNullable(
        scene.buddyChat().mailboxes().messages(id(), List.of(message)).get(message));
  }

  public HeldConversation sees(CopyId conversation) {
    return Optional.ofNullable(
            scene
                .buddyChat()
                .mailboxes()
                .conversations(id(), List.of(conversation))
                .get(conversation))
        .orElseThrow();
  }

  /// All conversations the person owns a copy of: chats, then groups.
  public List<HeldConversation> conversations() {
    List<HeldConversation> all = new ArrayList<>();
    for (Family each : Family.values()) {
      all.addAll(
          everything(
              page ->
                  scene.buddyChat().mailboxes().conversations(id(), each, Optional.empty(), page),
              HeldConversation::position));
    }
    return all;
  }

  /// All messages the person holds in a conversation, newest first.
  public List<HeldMessage> messages(CopyId conversation) {
    return everything(
        page ->
            scene
                .buddyChat()
                .mailboxes()
                .messages(id(), List.of(conversation), page)
                .getOrDefault(conversation, Page.empty()),
        held -> Position.of(held.copy().id().ordinal()));
  }

  /// What these messages say.
  public List<String> texts(CopyId conversation) {
    return messages(conversation).stream().map(held -> held.message().content()).toList();
  }

  /// The newest message the person holds in a conversation.
  public Optional<HeldMessage> lastMessage(CopyId conversation) {
    return Optional.ofNullable(
        scene.buddyChat().mailboxes().lastMessages(id(), List.of(conversation)).get(conversation));
  }

  public long unread(CopyId conversation) {
    return sees(conversation).unread();
  }

  /// All notifications, newest first.
  public List<HeldMessage> notifications() {
    return everything(
        page -> scene.buddyChat().mailboxes().notifications(id(), Optional.empty(), page),
        held -> Position.of(held.copy().seq()));
  }

  /// The whole log, as far back as it is kept.
  public List<Entry> log() {
    return logAfter(horizon());
  }

  public List<Entry> logAfter(long cursor) {
    List<Entry> all = new ArrayList<>();
    List<Entry> part;
    do {
      part = scene.buddyChat().inboxes().read(id(), cursor + all.size(), MOST_AT_ONCE);
      all.addAll(part);
    } while (part.size() == MOST_AT_ONCE);
    return all;
  }

  /// The number of the newest entry.
  public long head() {
    return scene.buddyChat().inboxes().bounds(id()).head();
  }

  /// Up to which number entries of the log are forgotten.
  public long horizon() {
    return scene.buddyChat().inboxes().bounds(id()).horizon();
  }

  /// Everything the person can see of their own.
  public Snapshot sees() {
    return Snapshot.of(List.of(this));
  }

  /// Where all this happens.
  public Scene scene() {
    return scene;
  }

  private static <T> List<T> everything(
      Function<PageRequest, Page<T>> pages, Function<T, Position> position) {
    List<T> all = new ArrayList<>();
    PageRequest request = PageRequest.first(MOST_AT_ONCE);
    Page<T> page;
    do {
      page = pages.apply(request);
      all.addAll(page.items());
      if (!all.isEmpty()) {
        request = request.after(position.apply(all.get(all.size() - 1)));
      }
    } while (page.hasNext());
    return all;
  }

  @Override
  public String toString() {
    return username();
  }
}
