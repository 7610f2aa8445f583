package io.buddychat.server;

import io.buddychat.domain.conversation.HeldMessage;
import io.buddychat.domain.conversation.Visibility;
import io.buddychat.domain.conversation.Welcome;
import io.buddychat.domain.core.CopyId;
import io.buddychat.domain.core.MessageCopyId;
import io.buddychat.domain.user.ProfileChange;
import io.buddychat.server.TestClient.Login;
import io.buddychat.server.TestClient.Reply;
import io.buddychat.testkit.People;
import io.buddychat.testkit.Person;
import io.buddychat.testkit.Scene;
import io.buddychat.testkit.ws.WsClient;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// A real server, and on it the people of [Asker] with a past: chats, a group that Clara has left,
/// one that is no more, messages read, deleted and taken back, a file. All that is private has a
/// text of its own that stands nowhere else, so that it is noticed wherever it comes out.
///
/// In documents `"$name"` stands for an id of Alice's, and `"$my.name"` for the asker's own: of the
/// same chat, group or message, if they have or had one, and Alice's if not.
final class Neighbourhood implements AutoCloseable {

  private static final Pattern NAME = Pattern.compile("\"\\$(my\\.)?([A-Za-z0-9]+)\"");
  private static final Pattern ID = Pattern.compile("\"([A-Za-z0-9+/]+=*)\"");
  private static final String NEWER = "graphql-transport-ws";

  /// A text that only these may ever see.
  record Secret(String text, Set<Asker> audience) {}

  final Tables tables = new Tables();
  final TestServer server;
  private final Scene scene = Scene.on(tables.store());
  private final Person alice = scene.alice();
  private final Person boris = scene.boris();
  private final Person clara = scene.clara();
  private final Person david = scene.david();
  private final Person erin = scene.person(People.somebody(1));
  private final Person frank = scene.person(People.somebody(2));
  private final List<Secret> secrets = new ArrayList<>();
  private final Map<String, String> names = new LinkedHashMap<>();
  private final Map<Asker, Map<String, String>> own = new EnumMap<>(Asker.class);
  private final Map<Asker, String> tokens = new EnumMap<>(Asker.class);

  Neighbourhood() {
    this(Map.of());
  }

  /// @param settings beside those of every [TestServer]
  Neighbourhood(Map<String, String> settings) {
    for (Asker asker : Asker.values()) {
      own.put(asker, new LinkedHashMap<>());
    }
    people();
    chats();
    group();
    server = TestServer.on(tables.store(), scene.clock(), settings);
    for (Asker asker : Asker.values()) {
      if (asker != Asker.ANONYMOUS) {
        tokens.put(asker, logIn(asker.username()).token());
      }
    }
    file();
    Login spare = logIn("alice");
    names.put("refresh", spare.refreshToken());
    names.put("token", spare.token());
    names.put("password", People.PASSWORD);
    names.put("cursor", ask(Asker.OWNER, "{ inboxHead }").at("/data/inboxHead"));
    names.put(
        "page",
        ask(Asker.OWNER, "{ chats { pageInfo { endCursor } } }")
            .at("/data/chats/pageInfo/endCursor"));
  }

  private Login logIn(String username) {
    return server.client().logIn(username, People.PASSWORD);
  }

  private String secret(String label, Asker... audience) {
    String text = "zq%dx %s".formatted(secrets.size() + 100, label);
    secrets.add(new Secret(text, EnumSet.of(audience[0], audience)));
    return text;
  }

  private void people() {
    Map<Asker, Person> all =
        Map.of(Asker.OWNER, alice, Asker.MEMBER, boris, Asker.FORMER, clara, Asker.STRANGER, david);
    all.forEach(
        (asker, person) -> {
          People who = People.valueOf(asker.username().toUpperCase(Locale.ROOT));
          secrets.add(new Secret(who.registration().email(), Set.of(asker)));
          secrets.add(new Secret(who.registration().phoneNumber(), Set.of(asker)));
          names.put(asker.username(), id("CustomUser", person.id().value()));
          own.get(asker).put("user", id("CustomUser", person.id().value()));
        });
    for (Person other : List.of(erin, frank)) {
      secrets.add(new Secret(other.username() + "@example.org", Set.of()));
    }
    names.put("user", id("CustomUser", alice.id().value()));
    names.put("erin", id("CustomUser", erin.id().value()));
    names.put("frank", id("CustomUser", frank.id().value()));
    names.put(
        "phone",
        id(
            "PhoneNumber",
            scene
                .store()
                .users()
                .phoneNumbers(List.of(alice.id()))
                .getOrDefault(alice.id(), List.of())
                .getFirst()
                .id()
                .value()));
  }

  private void chats() {
    CopyId mine = alice.chatWith(boris);
    CopyId his = boris.chatWith(alice);
    both("chat", id("Chat", mine.value()), id("Chat", his.value()));
    HeldMessage sent = alice.sends(mine, secret("Hello", Asker.OWNER, Asker.MEMBER));
    HeldMessage received = boris.sends(his, secret("Hi", Asker.OWNER, Asker.MEMBER));
    both("sent", id("ChatMessage", sent.copy().id()), id("ChatMessage", boris.copyOf(sent)));
    both(
        "received",
        id("ChatMessage", alice.copyOf(received)),
        id("ChatMessage", received.copy().id()));
    both(
        "notification",
        id("Notification", alice.copyOf(received)),
        id("Notification", boris.copyOf(sent)));
    names.put("message", id("Message", sent.message().id().value()));
    boris.reads(boris.copyOf(sent));
    HeldMessage deleted = alice.sends(mine, secret("deleted by Alice", Asker.MEMBER));
    alice.deletes(deleted.copy().id());
    names.put("deleted", id("ChatMessage", deleted.copy().id()));
    HeldMessage unsent = alice.sends(mine, secret("taken back by Alice", Asker.ANONYMOUS));
    alice.unsends(unsent.copy().id());
    nobodys();
    names.put("unsent", id("ChatMessage", unsent.copy().id()));
    names.put("unsentMessage", id("Message", unsent.message().id().value()));
    HeldMessage back = boris.sends(his, secret("taken back by Boris", Asker.ANONYMOUS));
    nobodys();
    boris.unsends(back.copy().id());
    CopyId notes = alice.chatWith(alice);
    alice.sends(notes, secret("a note", Asker.ANONYMOUS));
    nobodys();
    alice.clears(notes);
    alice.sends(notes, secret("a newer note", Asker.OWNER));
    names.put("notes", id("Chat", notes.value()));
    CopyId others = clara.chatWith(david);
    HeldMessage said = clara.sends(others, secret("apart", Asker.FORMER, Asker.STRANGER));
    david.sends(david.chatWith(clara), secret("from David", Asker.FORMER, Asker.STRANGER));
    names.put("claras", id("Chat", others.value()));
    names.put("clarasMessage", id("Message", said.message().id().value()));
  }

  /// What was said last is gone: nobody may see it any more.
  private void nobodys() {
    secrets.set(secrets.size() - 1, new Secret(secrets.getLast().text(), Set.of()));
  }

  private void group() {
    Person admin = alice.inGroups();
    Person member = boris.inGroups();
    Person leaver = clara.inGroups();
    CopyId group =
        admin
            .groups()
            .creates(
                secret("Tea", Asker.OWNER, Asker.MEMBER),
                List.of(boris.id(), clara.id(), erin.id()));
    var conversation = admin.sees(group).conversation().id();
    CopyId his = member.groups().copyOf(conversation).orElseThrow();
    CopyId hers = leaver.groups().copyOf(conversation).orElseThrow();
    CopyId erins = erin.inGroups().groups().copyOf(conversation).orElseThrow();
    both("group", id("UserGroupMemberCopy", group.value()), id("UserGroupMemberCopy", his.value()));
    own.get(Asker.FORMER).put("group", id("UserGroupMemberCopy", hers.value()));
    names.put("userGroup", id("UserGroup", conversation.value()));
    names.put("aliceMember", id("GroupMember", group.value()));
    names.put("borisMember", id("GroupMember", his.value()));
    names.put("claraMember", id("GroupMember", hers.value()));
    names.put("erinMember", id("GroupMember", erins.value()));
    HeldMessage said = admin.sends(group, secret("Kettle is on", Asker.OWNER, Asker.MEMBER));
    HeldMessage heard = member.sends(his, secret("Coming", Asker.OWNER, Asker.MEMBER));
    HeldMessage old = leaver.sends(hers, secret("I shall leave", Asker.OWNER, Asker.MEMBER));
    both("said", id("GroupMessage", said.copy().id()), id("GroupMessage", member.copyOf(said)));
    both("heard", id("GroupMessage", admin.copyOf(heard)), id("GroupMessage", heard.copy().id()));
    own.get(Asker.FORMER).put("said", id("GroupMessage", leaver.copyOf(said)));
    own.get(Asker.FORMER).put("heard", id("GroupMessage", leaver.copyOf(heard)));
    own.get(Asker.FORMER).put("old", id("GroupMessage", old.copy().id()));
    own.get(Asker.FORMER).put("notification", id("Notification", leaver.copyOf(said)));
    names.put("old", id("GroupMessage", admin.copyOf(old)));
    names.put("groupMessage", id("Message", said.message().id().value()));
    member.reads(member.copyOf(said));
    HeldMessage unsent = admin.sends(group, secret("spilled", Asker.ANONYMOUS));
    nobodys();
    admin.unsends(unsent.copy().id());
    alice
        .scene()
        .buddyChat()
        .profiles()
        .update(
            alice.viewer(),
            new ProfileChange(
                Optional.empty(),
                Optional.empty(),
                Optional.of(
                    secret("a bio", Asker.OWNER, Asker.MEMBER, Asker.FORMER, Asker.STRANGER)),
                Optional.empty()));
    CopyId past =
        admin.groups().creates(secret("Past", Asker.ANONYMOUS), List.of(boris.id(), clara.id()));
    nobodys();
    admin.groups().removesForGood(past);
    CopyId quiet = admin.groups().creates(secret("Quiet", Asker.OWNER), List.of());
    admin.sends(quiet, secret("hush", Asker.ANONYMOUS));
    nobodys();
    admin.clears(quiet);
    openHouse();
    leaver.groups().leaves(hers);
    admin.sends(group, secret("after Clara", Asker.OWNER, Asker.MEMBER));
  }

  /// A group that everybody may join but Clara, who was removed. Newcomers find the newest message.
  private void openHouse() {
    CopyId own = alice.groups().creates("Open house", List.of(boris.id(), clara.id()));
    var conversation = alice.sees(own).conversation().id();
    alice.groups().meets(own, Visibility.PUBLIC, Welcome.newest(1));
    alice.inGroups().sends(own, secret("before them", Asker.OWNER, Asker.MEMBER));
    alice.groups().removes(own, clara.groups().copyOf(conversation).orElseThrow());
    alice.inGroups().sends(own, secret("welcome", Asker.OWNER, Asker.MEMBER, Asker.STRANGER));
    names.put("openGroup", id("UserGroup", conversation.value()));
  }

  private void file() {
    FileClient hers = FileClient.of(server.uri(), "alice", tokens.get(Asker.OWNER));
    byte[] content =
        secret("what is in the file", Asker.OWNER, Asker.MEMBER).getBytes(StandardCharsets.UTF_8);
    String name = secret("plan.txt", Asker.OWNER, Asker.MEMBER);
    String attachment = hers.uploads(name, "text/plain", content);
    hers.sends(names.get("chat"), attachment);
    names.put("attachment", attachment);
    names.put("unsentFile", hers.uploads(secret("draft.txt", Asker.OWNER), "text/plain", content));
  }

  private void both(String name, String alices, String borises) {
    names.put(name, alices);
    own.get(Asker.OWNER).put(name, alices);
    own.get(Asker.MEMBER).put(name, borises);
  }

  static String id(String type, long key) {
    return base64(type + ":" + key);
  }

  private static String id(String type, MessageCopyId key) {
    return base64(type + ":" + key.copy().value() + "." + key.ordinal());
  }

  static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  /// All ids there are, by name.
  Map<String, String> names() {
    Map<String, String> all = new LinkedHashMap<>(names);
    own.forEach(
        (asker, some) -> some.forEach((name, id) -> all.put(asker.username() + "." + name, id)));
    return all;
  }

  /// A document with the ids in it that its names stand for to this person.
  String meant(String document, Asker asker) {
    return NAME.matcher(document)
        .replaceAll(
            found -> {
              String alices = names.get(found.group(2));
              if (alices == null) {
                throw new IllegalArgumentException("no such name: " + found.group());
              }
              String id =
                  found.group(1) == null
                      ? alices
                      : own.get(asker).getOrDefault(found.group(2), alices);
              return "\"" + id + "\"";
            });
  }

  /// The same document about things that do not exist: each id that is not the asker's names one of
  /// the same type that nobody has.
  String aboutNothing(String document, Asker asker) {
    return ID.matcher(meant(document, asker))
        .replaceAll(
            found -> isTheirs(found.group(1), asker) ? found.group() : nothingLike(found.group()));
  }

  /// Clara's are no longer hers.
  private boolean isTheirs(String id, Asker asker) {
    return switch (asker) {
      case OWNER -> names.containsValue(id);
      case MEMBER -> own.get(asker).containsValue(id);
      case FORMER, STRANGER, ANONYMOUS -> false;
    };
  }

  private static String nothingLike(String quoted) {
    String decoded;
    try {
      byte[] bytes = Base64.getDecoder().decode(quoted.substring(1, quoted.length() - 1));
      decoded = new String(bytes, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException notBase64) {
      return quoted;
    }
    boolean secret = decoded.matches("[A-Za-z]+:[0-9.]+") && !decoded.startsWith("CustomUser:");
    return secret ? "\"" + base64(decoded.replaceFirst(":[0-9]+", ":999999999")) + "\"" : quoted;
  }

  /// Runs a document.
  Reply ask(Asker asker, String document) {
    return server.client().post(document, Map.of(), authorization(asker));
  }

  Map<String, String> authorization(Asker asker) {
    return asker == Asker.ANONYMOUS
        ? Map.of()
        : Map.of("Authorization", "Bearer " + tokens.get(asker));
  }

  /// The first that a document answers over a socket.
  String askBySocket(Asker asker, String document) {
    try (WsClient socket = server.client().socket(authorization(asker), NEWER)) {
      socket.send("{\"type\":\"connection_init\"}");
      if (!socket.next().contains("connection_ack")) {
        throw new AssertionError("not admitted");
      }
      socket.send(TestClient.subscribe("1", document));
      return socket.next();
    }
  }

  /// The texts in an answer which this person may not see.
  List<String> leaked(String answer, Asker asker) {
    return secrets.stream()
        .filter(secret -> !secret.audience().contains(asker))
        .map(Secret::text)
        .filter(answer::contains)
        .toList();
  }

  /// The texts in an answer which this person may see, and few others.
  List<String> shown(String answer, Asker asker) {
    return secrets.stream()
        .filter(secret -> secret.audience().contains(asker))
        .map(Secret::text)
        .filter(answer::contains)
        .toList();
  }

  @Override
  public void close() {
    server.close();
    tables.close();
  }
}
