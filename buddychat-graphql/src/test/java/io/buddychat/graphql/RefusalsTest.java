package io.buddychat.graphql;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.buddychat.domain.conversation.HeldMessage;
import io.buddychat.domain.core.CopyId;
import io.buddychat.domain.user.PhoneNumber;
import io.buddychat.testkit.People;
import io.buddychat.testkit.Person;
import io.buddychat.testkit.Snapshot;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What is refused, by the words a client uses: a line is who asks, for what, the code they get and
/// the argument it names. After each refusal everybody sees exactly what they saw before.
///
/// Names stand for things: `$chat` is Alice's copy of her chat with Boris, `$his.chat` is his;
/// `$sent` is Alice's copy of what she sent him, `$his.sent` his copy of it, `$received` her copy
/// of what he answered. She is the admin of a group with Boris (`$group`, `$his.group`), and a
/// plain member of a group of Clara's (`$claras`), of whose other group (`$go`) she is an admin.
/// `$no.chat` has the form of an id, and names nothing. `$x7` is a text of seven letters.
class RefusalsTest {

  private static final Pattern LETTERS = Pattern.compile("\\$x(\\d+)");

  private final Api api = new Api();
  private final Person alice = api.scene.alice();
  private final Person boris = api.scene.boris();
  private final Person clara = api.scene.clara();
  private final Map<String, String> names = names();

  private Map<String, String> names() {
    Map<String, String> all = new LinkedHashMap<>();
    Person gone = api.scene.person(People.somebody(1));
    Person guest = api.scene.person(People.somebody(2));
    CopyId chat = alice.chatWith(boris);
    CopyId his = boris.chatWith(alice);
    CopyId notes = alice.chatWith(alice);
    HeldMessage sent = alice.sends(chat, "Hello");
    HeldMessage answer = boris.sends(his, "Hi");
    HeldMessage deleted = alice.sends(chat, "Deleted");
    alice.deletes(deleted.copy().id());
    alice.sends(chat, "First", "used");
    all.put("gone.chat", Api.id(alice.chatWith(gone)));
    gone.leavesForGood();

    Person admin = alice.inGroups();
    Person member = boris.inGroups();
    Person founder = clara.inGroups();
    CopyId group = admin.groups().creates("Tea", List.of(boris.id()));
    CopyId hisGroup = member.groups().copyOf(admin.sees(group).conversation().id()).orElseThrow();
    CopyId claras = founder.groups().creates("Chess", List.of(alice.id()));
    CopyId inClaras = admin.groups().copyOf(founder.sees(claras).conversation().id()).orElseThrow();
    CopyId go = founder.groups().creates("Go", List.of(alice.id()));
    CopyId inGo = admin.groups().copyOf(founder.sees(go).conversation().id()).orElseThrow();
    founder.groups().setsAdmin(go, inGo, true);
    HeldMessage said = admin.sends(group, "Kettle is on");

    all.put("his.chat", Api.id(his));
    all.put("chat", Api.id(chat));
    all.put("his.sent", Api.id(NodeType.CHAT_MESSAGE, boris.copyOf(sent)));
    all.put("sent", Api.id(NodeType.CHAT_MESSAGE, sent.copy().id()));
    all.put("received", Api.id(NodeType.CHAT_MESSAGE, alice.copyOf(answer)));
    all.put("deleted", Api.id(NodeType.CHAT_MESSAGE, deleted.copy().id()));
    all.put("message", GlobalId.of(NodeType.MESSAGE, sent.message().id().value()));
    all.put("notes", Api.id(notes));
    all.put("his.notice", Api.id(NodeType.NOTIFICATION, boris.copyOf(sent)));
    all.put("own.notice", Api.id(NodeType.NOTIFICATION, sent.copy().id()));
    all.put("his.group", GlobalId.of(NodeType.GROUP_COPY, hisGroup.value()));
    all.put("group", GlobalId.of(NodeType.GROUP_COPY, group.value()));
    all.put("claras", GlobalId.of(NodeType.GROUP_COPY, inClaras.value()));
    all.put(
        "usergroup",
        GlobalId.of(NodeType.USER_GROUP, admin.sees(group).conversation().id().value()));
    all.put("alice.member", GlobalId.of(NodeType.GROUP_MEMBER, group.value()));
    all.put("boris.member", GlobalId.of(NodeType.GROUP_MEMBER, hisGroup.value()));
    all.put("clara.member", GlobalId.of(NodeType.GROUP_MEMBER, claras.value()));
    all.put("go", GlobalId.of(NodeType.GROUP_COPY, inGo.value()));
    all.put("clara.go", GlobalId.of(NodeType.GROUP_MEMBER, go.value()));
    all.put("his.said", Api.id(NodeType.GROUP_MESSAGE, boris.copyOf(said)));
    all.put("said", Api.id(NodeType.GROUP_MESSAGE, said.copy().id()));
    all.put("his.phone", phone(boris));
    all.put("no.chat", GlobalId.of(NodeType.CHAT, 999_999));
    all.put("no.group", GlobalId.of(NodeType.GROUP_COPY, 999_999));
    all.put("no.member", GlobalId.of(NodeType.GROUP_MEMBER, 999_999));
    all.put("no.user", GlobalId.of(NodeType.CUSTOM_USER, 999_999));
    all.put("no.phone", GlobalId.of(NodeType.PHONE_NUMBER, 999_999));
    all.put("gone", Api.id(gone));
    all.put("guest", Api.id(guest));
    all.put("alice", Api.id(alice));
    all.put("boris", Api.id(boris));
    all.put("clara", Api.id(clara));
    return all;
  }

  private String phone(Person owner) {
    PhoneNumber number =
        api.scene
            .store()
            .users()
            .phoneNumbers(List.of(owner.id()))
            .getOrDefault(owner.id(), List.of())
            .getFirst();
    return GlobalId.of(NodeType.PHONE_NUMBER, number.id().value());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          alice | updateUser(firstName: "A") { user { id } } | INVALID_INPUT | firstName
          alice | updateUser(firstName: "$x151") { user { id } } | INVALID_INPUT | firstName
          alice | updateUser(lastName: "A") { user { id } } | INVALID_INPUT | lastName
          alice | updateUser(lastName: "$x151") { user { id } } | INVALID_INPUT | lastName
          alice | updateUser(bio: "$x501") { user { id } } | INVALID_INPUT | bio
          alice | updateUser(profilePicture: "$x2049") { user { id } } | INVALID_INPUT | profilePicture
          alice | changePassword(oldPassword: "wrong", newPassword: "New-Horse-8") { user { id } } | INVALID_INPUT | oldPassword
          alice | changePassword(oldPassword: "Correct-Horse-7", newPassword: "New-Hor") { user { id } } | INVALID_INPUT | newPassword
          alice | changePassword(oldPassword: "Correct-Horse-7", newPassword: "new-horse-8") { user { id } } | INVALID_INPUT | newPassword
          alice | changePassword(oldPassword: "Correct-Horse-7", newPassword: "NEW-HORSE-8") { user { id } } | INVALID_INPUT | newPassword
          alice | changePassword(oldPassword: "Correct-Horse-7", newPassword: "New-Horse-x") { user { id } } | INVALID_INPUT | newPassword
          alice | changePassword(oldPassword: "Correct-Horse-7", newPassword: "N8$x127") { user { id } } | INVALID_INPUT | newPassword
          alice | deleteUser(password: "wrong") { userId } | INVALID_INPUT | password
          alice | addPhoneNumber(countryCode: "49", number: "1234567") { phoneNumber { id } } | INVALID_INPUT | number
          alice | addPhoneNumber(countryCode: "49", number: "1234567890123456") { phoneNumber { id } } | INVALID_INPUT | number
          alice | addPhoneNumber(countryCode: "+49", number: "12345678") { phoneNumber { id } } | INVALID_INPUT | countryCode
          alice | addPhoneNumber(countryCode: "12345", number: "12345678") { phoneNumber { id } } | INVALID_INPUT | countryCode
          alice | addPhoneNumber(countryCode: "49", number: "15550002") { phoneNumber { id } } | CONFLICT | number
          alice | addPhoneNumber(countryCode: "49", number: "15550001") { phoneNumber { id } } | CONFLICT | number
          alice | removePhoneNumber(phoneId: "$his.phone") { success } | NOT_FOUND |
          alice | removePhoneNumber(phoneId: "$no.phone") { success } | NOT_FOUND |
          alice | removePhoneNumber(phoneId: "$alice") { success } | NOT_FOUND |
          nobody | login(username: "alice", password: "wrong") { token } | UNAUTHENTICATED |
          nobody | login(username: "nobody", password: "Correct-Horse-7") { token } | UNAUTHENTICATED |
          nobody | refreshToken(refreshToken: "wrong") { token } | UNAUTHENTICATED |
          nobody | verifyToken(token: "wrong") { payload } | UNAUTHENTICATED |
          nobody | revokeToken(refreshToken: "wrong") { revoked } | UNAUTHENTICATED |
          """)
  void aboutOneself(String who, String mutation, String code, @Nullable String field) {
    refused(who, mutation, code, field);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          username | abc | INVALID_INPUT
          username | $x151 | INVALID_INPUT
          username | with space | INVALID_INPUT
          username | ALICE | CONFLICT
          email | alice | INVALID_INPUT
          email | ALICE@example.org | CONFLICT
          password | Short-1 | INVALID_INPUT
          password | A1$x127 | INVALID_INPUT
          password | no-upper-case-1 | INVALID_INPUT
          password | NO-LOWER-CASE-1 | INVALID_INPUT
          password | No-Digit-At-All | INVALID_INPUT
          firstName | E | INVALID_INPUT
          firstName | $x151 | INVALID_INPUT
          lastName | E | INVALID_INPUT
          lastName | $x151 | INVALID_INPUT
          number | 1234567 | INVALID_INPUT
          number | 1234567890123456 | INVALID_INPUT
          number | 15550001 | CONFLICT
          countryCode | 12345 | INVALID_INPUT
          countryCode | +49 | INVALID_INPUT
          """)
  void aboutAnAccountToBe(String field, String value, String code) {
    Map<String, String> given =
        new LinkedHashMap<>(
            Map.of(
                "username", "emil",
                "email", "emil@example.org",
                "password", "Correct-Horse-7",
                "firstName", "Emil",
                "lastName", "Erb",
                "number", "15550099",
                "countryCode", "49"));
    given.put(field, value);
    List<String> arguments = new ArrayList<>();
    given.forEach((name, text) -> arguments.add("%s: \"%s\"".formatted(name, text)));
    String phone =
        String.join(
            ", ", arguments.stream().filter(it -> it.matches("(number|countryCode):.*")).toList());
    arguments.removeIf(it -> it.matches("(number|countryCode):.*"));
    arguments.add("phoneNumber: { %s }".formatted(phone));
    refused(
        "nobody",
        "createUser(%s) { user { id } }".formatted(String.join(", ", arguments)),
        code,
        field);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          alice | createChat(otherUserId: "$no.user") { chat { id } } | NOT_FOUND |
          alice | createChat(otherUserId: "nonsense") { chat { id } } | NOT_FOUND |
          alice | createChat(otherUserId: "$chat") { chat { id } } | NOT_FOUND |
          alice | createChat(otherUserId: "$boris.member") { chat { id } } | NOT_FOUND |
          clara | createChat(otherUserId: "$gone") { chat { id } } | NOT_FOUND |
          alice | createChatMessage(chatId: "$chat", content: "") { duplicate } | INVALID_INPUT | content
          alice | createChatMessage(chatId: "$chat", content: "  ") { duplicate } | INVALID_INPUT | content
          alice | createChatMessage(chatId: "$chat", content: "$x10001") { duplicate } | INVALID_INPUT | content
          alice | createChatMessage(chatId: "$chat", content: "x", clientMessageId: "") { duplicate } | INVALID_INPUT | clientMessageId
          alice | createChatMessage(chatId: "$chat", content: "x", clientMessageId: "$x201") { duplicate } | INVALID_INPUT | clientMessageId
          alice | createChatMessage(chatId: "$chat", content: "Second", clientMessageId: "used") { duplicate } | CONFLICT | clientMessageId
          alice | createChatMessage(chatId: "$his.chat", content: "x") { duplicate } | NOT_FOUND |
          alice | createChatMessage(chatId: "$no.chat", content: "x") { duplicate } | NOT_FOUND |
          alice | createChatMessage(chatId: "nonsense", content: "x") { duplicate } | NOT_FOUND |
          alice | createChatMessage(chatId: "$group", content: "x") { duplicate } | NOT_FOUND |
          clara | createChatMessage(chatId: "$chat", content: "x") { duplicate } | NOT_FOUND |
          alice | createChatMessage(chatId: "$gone.chat", content: "x") { duplicate } | CONFLICT |
          alice | updateChatMessage(chatMessageId: "$sent", content: "") { chatMessage { id } } | INVALID_INPUT | content
          alice | updateChatMessage(chatMessageId: "$sent", content: "$x10001") { chatMessage { id } } | INVALID_INPUT | content
          alice | updateChatMessage(chatMessageId: "$received", content: "x") { chatMessage { id } } | FORBIDDEN |
          alice | updateChatMessage(chatMessageId: "$deleted", content: "x") { chatMessage { id } } | NOT_FOUND |
          alice | updateChatMessage(chatMessageId: "$his.sent", content: "x") { chatMessage { id } } | NOT_FOUND |
          alice | updateChatMessage(chatMessageId: "$said", content: "x") { chatMessage { id } } | NOT_FOUND |
          alice | updateChatMessage(chatMessageId: "$message", content: "x") { chatMessage { id } } | NOT_FOUND |
          alice | deleteChatMessage(chatMessageId: "$his.sent") { success } | NOT_FOUND |
          alice | deleteChatMessage(chatMessageId: "$deleted") { success } | NOT_FOUND |
          alice | deleteChatMessage(chatMessageId: "$said") { success } | NOT_FOUND |
          clara | deleteChatMessage(chatMessageId: "$sent") { success } | NOT_FOUND |
          alice | unsendChatMessage(chatMessageId: "$received") { success } | FORBIDDEN |
          alice | unsendChatMessage(chatMessageId: "$his.sent") { success } | NOT_FOUND |
          alice | unsendChatMessage(chatMessageId: "$deleted") { success } | NOT_FOUND |
          clara | unsendChatMessage(chatMessageId: "$sent") { success } | NOT_FOUND |
          alice | setChatMessageAsRead(chatMessageId: "$sent") { chatMessage { id } } | FORBIDDEN |
          alice | setChatMessageAsRead(chatMessageId: "$his.sent") { chatMessage { id } } | NOT_FOUND |
          alice | setChatMessageAsRead(chatMessageId: "$said") { chatMessage { id } } | NOT_FOUND |
          alice | deleteChat(chatId: "$his.chat") { success } | NOT_FOUND |
          alice | deleteChat(chatId: "$group") { success } | NOT_FOUND |
          alice | deleteChat(chatId: "$sent") { success } | NOT_FOUND |
          alice | setArchiveChat(chatId: "$his.chat", archived: true) { chat { id } } | NOT_FOUND |
          alice | setChatArchived(chatId: "$his.chat", archived: true) { chat { id } } | NOT_FOUND |
          alice | setArchiveChat(chatId: "$group", archived: true) { chat { id } } | NOT_FOUND |
          alice | setNotificationRead(notificationId: "$his.notice") { notification { id } } | NOT_FOUND |
          alice | setNotificationRead(notificationId: "$own.notice") { notification { id } } | NOT_FOUND |
          alice | setNotificationRead(notificationId: "$received") { notification { id } } | NOT_FOUND |
          """)
  void aboutChats(String who, String mutation, String code, @Nullable String field) {
    refused(who, mutation, code, field);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          alice | createGroup(title: "T") { userGroup { id } } | INVALID_INPUT | title
          alice | createGroup(title: "    ") { userGroup { id } } | INVALID_INPUT | title
          alice | createGroup(title: "$x101") { userGroup { id } } | INVALID_INPUT | title
          alice | createGroup(title: "Tea", description: "Too short") { userGroup { id } } | INVALID_INPUT | description
          alice | createGroup(title: "Tea", description: "") { userGroup { id } } | INVALID_INPUT | description
          alice | createGroup(title: "Tea", description: "$x501") { userGroup { id } } | INVALID_INPUT | description
          alice | createGroup(title: "Tea", groupImage: "$x2049") { userGroup { id } } | INVALID_INPUT | groupImage
          alice | createGroup(title: "Tea", memberIds: ["$boris", "$boris"]) { userGroup { id } } | INVALID_INPUT | memberIds
          alice | createGroup(title: "Tea", memberIds: ["$alice"]) { userGroup { id } } | INVALID_INPUT | memberIds
          alice | createGroup(title: "Tea", memberIds: ["$boris", "$no.user"]) { userGroup { id } } | NOT_FOUND |
          alice | createGroup(title: "Tea", memberIds: ["$gone"]) { userGroup { id } } | NOT_FOUND |
          alice | createGroup(title: "Tea", memberIds: ["$boris.member"]) { userGroup { id } } | NOT_FOUND |
          alice | getOrCreateGroup(title: "T") { created } | INVALID_INPUT | title
          alice | getOrCreateGroup(title: "Tea", description: "Too short") { created } | INVALID_INPUT | description
          alice | getOrCreateGroup(title: "Tea", memberIds: ["$alice"]) { created } | INVALID_INPUT | memberIds
          alice | getOrCreateGroup(title: "New", memberIds: ["$no.user"]) { created } | NOT_FOUND |
          alice | getOrCreateGroup(title: "New", history: LAST_N) { created } | INVALID_INPUT | historyCount
          nobody | getOrCreateGroup(title: "New") { created } | UNAUTHENTICATED |
          nobody | createGroups(inputs: []) { results { error { code } } } | UNAUTHENTICATED |
          alice | createGroupMember(groupCopyId: "$group", memberId: "$boris") { groupMember { id } } | CONFLICT | memberId
          alice | createGroupMember(groupCopyId: "$group", memberId: "$alice") { groupMember { id } } | CONFLICT | memberId
          alice | createGroupMember(groupCopyId: "$group", memberId: "$boris.member") { groupMember { id } } | NOT_FOUND |
          alice | createGroupMember(groupCopyId: "$group", memberId: "$clara.member") { groupMember { id } } | NOT_FOUND |
          alice | createGroupMember(groupCopyId: "$group", memberId: "$no.user") { groupMember { id } } | NOT_FOUND |
          alice | createGroupMember(groupCopyId: "$group", memberId: "$gone") { groupMember { id } } | NOT_FOUND |
          alice | createGroupMember(groupCopyId: "$his.group", memberId: "$guest") { groupMember { id } } | NOT_FOUND |
          alice | createGroupMember(groupCopyId: "$usergroup", memberId: "$guest") { groupMember { id } } | NOT_FOUND |
          alice | createGroupMember(groupCopyId: "$chat", memberId: "$guest") { groupMember { id } } | NOT_FOUND |
          alice | createGroupMember(groupCopyId: "$claras", memberId: "$guest") { groupMember { id } } | FORBIDDEN |
          boris | createGroupMember(groupCopyId: "$his.group", memberId: "$guest") { groupMember { id } } | FORBIDDEN |
          clara | createGroupMember(groupCopyId: "$group", memberId: "$guest") { groupMember { id } } | NOT_FOUND |
          clara | createGroupMember(groupCopyId: "$no.group", memberId: "$guest") { groupMember { id } } | NOT_FOUND |
          alice | changeAdmin(groupCopyId: "$group", memberId: "$alice.member", isAdmin: false) { groupMember { id } } | CONFLICT |
          alice | changeAdmin(groupCopyId: "$group", memberId: "$boris", isAdmin: true) { groupMember { id } } | NOT_FOUND |
          alice | changeAdmin(groupCopyId: "$group", memberId: "$his.group", isAdmin: true) { groupMember { id } } | NOT_FOUND |
          alice | changeAdmin(groupCopyId: "$group", memberId: "$clara.member", isAdmin: true) { groupMember { id } } | NOT_FOUND |
          alice | changeAdmin(groupCopyId: "$group", memberId: "$no.member", isAdmin: true) { groupMember { id } } | NOT_FOUND |
          alice | changeAdmin(groupCopyId: "$claras", memberId: "$clara.member", isAdmin: false) { groupMember { id } } | FORBIDDEN |
          boris | changeAdmin(groupCopyId: "$his.group", memberId: "$boris.member", isAdmin: true) { groupMember { id } } | FORBIDDEN |
          clara | changeAdmin(groupCopyId: "$group", memberId: "$boris.member", isAdmin: true) { groupMember { id } } | NOT_FOUND |
          alice | updateGroup(groupCopyId: "$group", title: "T") { groupCopy { id } } | INVALID_INPUT | title
          alice | updateGroup(groupCopyId: "$group", title: "$x101") { groupCopy { id } } | INVALID_INPUT | title
          alice | updateGroup(groupCopyId: "$group", description: "Too short") { groupCopy { id } } | INVALID_INPUT | description
          alice | updateGroup(groupCopyId: "$group", description: "$x501") { groupCopy { id } } | INVALID_INPUT | description
          alice | updateGroup(groupCopyId: "$group", groupImage: "$x2049") { groupCopy { id } } | INVALID_INPUT | groupImage
          boris | updateGroup(groupCopyId: "$his.group", title: "Coffee") { groupCopy { id } } | FORBIDDEN |
          boris | updateGroup(groupCopyId: "$group", title: "Coffee") { groupCopy { id } } | NOT_FOUND |
          clara | updateGroup(groupCopyId: "$group", title: "Coffee") { groupCopy { id } } | NOT_FOUND |
          boris | removeGroupMember(groupCopyId: "$his.group", memberId: "$alice.member") { success } | FORBIDDEN |
          alice | removeGroupMember(groupCopyId: "$group", memberId: "$boris") { success } | NOT_FOUND |
          alice | removeGroupMember(groupCopyId: "$group", memberId: "$clara.member") { success } | NOT_FOUND |
          alice | removeGroupMember(groupCopyId: "$claras", memberId: "$clara.member") { success } | FORBIDDEN |
          clara | removeGroupMember(groupCopyId: "$group", memberId: "$boris.member") { success } | NOT_FOUND |
          alice | removeGroupMember(groupCopyId: "$go", memberId: "$clara.go") { success } | FORBIDDEN |
          alice | removeGroupPermanently(groupCopyId: "$go") { success } | FORBIDDEN |
          clara | leaveGroup(groupCopyId: "$group") { success } | NOT_FOUND |
          boris | leaveGroup(groupCopyId: "$group") { success } | NOT_FOUND |
          alice | leaveGroup(groupCopyId: "$chat") { success } | NOT_FOUND |
          boris | removeGroupPermanently(groupCopyId: "$his.group") { success } | FORBIDDEN |
          boris | removeGroupPermanently(groupCopyId: "$group") { success } | NOT_FOUND |
          clara | removeGroupPermanently(groupCopyId: "$group") { success } | NOT_FOUND |
          alice | createGroupMessage(groupCopyId: "$group", content: "") { duplicate } | INVALID_INPUT | content
          alice | createGroupMessage(groupCopyId: "$group", content: "$x10001") { duplicate } | INVALID_INPUT | content
          clara | createGroupMessage(groupCopyId: "$group", content: "x") { duplicate } | NOT_FOUND |
          boris | createGroupMessage(groupCopyId: "$group", content: "x") { duplicate } | NOT_FOUND |
          alice | createGroupMessage(groupCopyId: "$chat", content: "x") { duplicate } | NOT_FOUND |
          alice | createGroupMessage(groupCopyId: "$usergroup", content: "x") { duplicate } | NOT_FOUND |
          boris | updateGroupMessage(groupMessageId: "$his.said", content: "x") { groupMessage { id } } | FORBIDDEN |
          boris | updateGroupMessage(groupMessageId: "$said", content: "x") { groupMessage { id } } | NOT_FOUND |
          alice | updateGroupMessage(groupMessageId: "$said", content: " ") { groupMessage { id } } | INVALID_INPUT | content
          alice | updateGroupMessage(groupMessageId: "$sent", content: "x") { groupMessage { id } } | NOT_FOUND |
          boris | deleteGroupMessage(groupMessageId: "$said") { success } | NOT_FOUND |
          alice | deleteGroupMessage(groupMessageId: "$sent") { success } | NOT_FOUND |
          boris | unsendGroupMessage(groupMessageId: "$his.said") { success } | FORBIDDEN |
          clara | unsendGroupMessage(groupMessageId: "$said") { success } | NOT_FOUND |
          alice | setGroupMessageAsRead(groupMessageId: "$said") { groupMessage { id } } | FORBIDDEN |
          alice | setGroupMessageAsRead(groupMessageId: "$his.said") { groupMessage { id } } | NOT_FOUND |
          clara | deleteGroup(groupCopyId: "$group") { success } | NOT_FOUND |
          boris | deleteGroup(groupCopyId: "$group") { success } | NOT_FOUND |
          alice | deleteGroup(groupCopyId: "$chat") { success } | NOT_FOUND |
          boris | setArchiveGroup(groupCopyId: "$group", isArchived: true) { groupCopy { id } } | NOT_FOUND |
          """)
  void aboutGroups(String who, String mutation, String code, @Nullable String field) {
    refused(who, mutation, code, field);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          user(id: "$no.user") { id }
          user(id: "$chat") { id }
          user(id: "nonsense") { id }
          chat(id: "$his.chat") { id }
          chat(id: "$no.chat") { id }
          chat(id: "$group") { id }
          group(id: "$his.group") { id }
          group(id: "$no.group") { id }
          group(id: "$usergroup") { id }
          group(id: "$chat") { id }
          """)
  void aboutWhatIsNotThere(String query) {
    assertRefused(api.ask(alice, "{ " + meant(query) + " }"), query, "NOT_FOUND", null);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          groupPage(page: 0) { hasNext } | INVALID_INPUT | page
          groupPage(page: -2147483648) { hasNext } | INVALID_INPUT | page
          groupPage(page: 2147483647, limit: 100) { hasNext } | INVALID_INPUT | page
          groupPage(page: 101, limit: 100) { hasNext } | INVALID_INPUT | page
          groupPage(page: 834) { hasNext } | INVALID_INPUT | page
          groupPage(limit: 0) { hasNext } | INVALID_INPUT | limit
          groupPage(limit: 101) { hasNext } | INVALID_INPUT | limit
          groupPage(filter: {title: "$x101"}) { hasNext } | INVALID_INPUT | title
          groupPage(where: {title: "$x101"}) { hasNext } | INVALID_INPUT | title
          groupPage(where: {titel: "T"}) { hasNext } | INVALID_INPUT | titel
          groupPage(where: {title: 1}) { hasNext } | INVALID_INPUT | title
          groupPage(where: {title: {like: "%"}}) { hasNext } | INVALID_INPUT | title
          groupPage(where: {title: ["T"]}) { hasNext } | INVALID_INPUT | title
          groupPage(where: {isArchived: "true"}) { hasNext } | INVALID_INPUT | isArchived
          groupPage(where: {isAdmin: 1}) { hasNext } | INVALID_INPUT | isAdmin
          groupPage(where: {isUnread: TRUE}) { hasNext } | INVALID_INPUT | isUnread
          groupPage(where: {and: [{isAdmin: true}]}) { hasNext } | INVALID_INPUT | and
          groupPage(where: []) { hasNext } | INVALID_INPUT | where
          groupPage(where: [{isAdmin: true}]) { hasNext } | INVALID_INPUT | where
          groupPage(where: "isAdmin") { hasNext } | INVALID_INPUT | where
          groupPage(where: true) { hasNext } | INVALID_INPUT | where
          groupPage(filter: {isAdmin: true}, where: {isAdmin: true}) { hasNext } | INVALID_INPUT | where
          groupPage(filter: {}, where: {}) { hasNext } | INVALID_INPUT | where
          messagePage(page: 0) { hasNext } | INVALID_INPUT | page
          messagePage(page: 2, limit: 5001) { hasNext } | INVALID_INPUT | limit
          messagePage(where: {isArchived: true}) { hasNext } | INVALID_INPUT | isArchived
          messagePage(where: {isMine: null, isUnread: 0}) { hasNext } | INVALID_INPUT | isUnread
          messagePage(where: {conversationId: 5}) { hasNext } | INVALID_INPUT | conversationId
          messagePage(where: {conversationId: "$his.chat"}) { hasNext } | NOT_FOUND |
          messagePage(filter: {conversationId: "$his.chat"}) { hasNext } | NOT_FOUND |
          messagePage(filter: {conversationId: "$his.group"}) { hasNext } | NOT_FOUND |
          messagePage(filter: {conversationId: "$no.group"}) { hasNext } | NOT_FOUND |
          messagePage(filter: {conversationId: "$usergroup"}) { hasNext } | NOT_FOUND |
          messagePage(filter: {conversationId: "nonsense"}) { hasNext } | NOT_FOUND |
          """)
  void aboutPages(String query, String code, @Nullable String field) {
    JsonNode answer = api.ask(alice, "{ found: " + meant(query) + " }");
    assertRefused(answer, "found(", code, field, "/data");
  }

  /// What is no name is not told back.
  @Test
  void aMemberWithAnOddNameIsNotNamed() {
    for (String odd : List.of("", "a b", "<script>", "x".repeat(5_000), "title\u0000")) {
      JsonNode answer =
          api.ask(
              new Connection(Caller.of(alice.viewer()), "test"),
              new GraphQlRequest(
                  "query ($w: JSON) { found: groupPage(where: $w) { hasNext } }",
                  Optional.empty(),
                  Map.of("w", Map.of(odd, true)),
                  Map.of()));
      assertRefused(answer, "found(", "INVALID_INPUT", "where", "/data");
      assertThat(answer.toString().length()).isLessThan(500);
    }
  }

  @Test
  void nodesTakeAHundredIdsAtMost() {
    String hundred = "\"nonsense\", ".repeat(100);
    String query = "nodes(ids: [%s]) { id }";
    assertThat(api.ask(alice, "{ " + query.formatted(hundred) + " }").at("/data/nodes"))
        .hasSize(100);
    JsonNode answer = api.ask(alice, "{ " + query.formatted(hundred + "\"x\"") + " }");
    assertThat(answer.at("/errors/0/extensions/code").asText()).isEqualTo("INVALID_INPUT");
    assertThat(answer.at("/errors/0/extensions/field").asText()).isEqualTo("ids");
  }

  private void refused(String who, String mutation, String code, @Nullable String field) {
    Snapshot before = api.scene.everything();
    String document = "mutation { " + meant(mutation) + " }";
    JsonNode answer =
        who.equals("nobody")
            ? api.askAsNobody(document)
            : api.ask(Map.of("alice", alice, "boris", boris, "clara", clara).get(who), document);
    assertRefused(answer, mutation, code, field);
    assertThat(api.scene.everything()).isEqualTo(before);
  }

  private static void assertRefused(
      JsonNode answer, String what, String code, @Nullable String field) {
    String name = what.substring(0, what.indexOf('('));
    assertRefused(answer, what, code, field, "/data/" + name);
  }

  /// @param nothing what is null for it
  private static void assertRefused(
      JsonNode answer, String what, String code, @Nullable String field, String nothing) {
    assertThat(answer.at("/errors")).as(answer.toString()).hasSize(1);
    JsonNode error = answer.at("/errors/0");
    assertThat(error.at("/extensions/code").asText()).as(answer.toString()).isEqualTo(code);
    assertThat(error.at("/message").asText()).as("one sentence").matches("[A-Z].*\\.");
    JsonNode named = error.at("/extensions/field");
    assertThat(named.isMissingNode() ? null : named.asText()).isEqualTo(field);
    assertThat(answer.at(nothing).isNull()).as("%s: %s", what, answer).isTrue();
  }

  /// With the things in it that its names stand for.
  private String meant(String text) {
    String meant =
        LETTERS.matcher(text).replaceAll(found -> "x".repeat(Integer.parseInt(found.group(1))));
    for (Map.Entry<String, String> name : names.entrySet()) {
      meant = meant.replace("\"$" + name.getKey() + "\"", "\"" + name.getValue() + "\"");
    }
    assertThat(meant).doesNotContain("$");
    return meant;
  }
}
