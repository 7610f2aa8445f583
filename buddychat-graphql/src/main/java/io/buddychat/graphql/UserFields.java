package io.buddychat.graphql;

import io.buddychat.domain.BuddyChat;
import io.buddychat.domain.core.Failure;
import io.buddychat.domain.core.Position;
import io.buddychat.domain.user.Accounts;
import io.buddychat.domain.user.PhoneId;
import io.buddychat.domain.user.ProfileChange;
import io.buddychat.domain.user.User;
import io.buddychat.domain.user.UserFilter;
import io.buddychat.domain.user.UserId;
import io.buddychat.graphql.Nodes.PhoneNode;
import io.buddychat.graphql.Nodes.UserNode;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// People: their profiles and phone numbers.
final class UserFields {

  private static final int LONGEST_NAME = 150;

  private final BuddyChat chat;
  private final ChatFields chats;
  private final ConversationFields conversations;

  UserFields(BuddyChat chat, ChatFields chats, ConversationFields conversations) {
    this.chat = chat;
    this.chats = chats;
    this.conversations = conversations;
  }

  void addTo(Fields fields) {
    fields
        .root("Query")
        .field("me", (root, call) -> user(call.viewer().user()))
        .field("user", (root, call) -> userNamed(call))
        .field("userByUsername", (root, call) -> named(call))
        .field("users", (root, call) -> search(call))
        .field(
            "notifications",
            (root, call) -> conversations.notifications(call.viewer().user(), call));
    fields
        .root("Mutation")
        .field("createUser", (root, call) -> register(call))
        .field("updateUser", (root, call) -> update(call))
        .field("changePassword", (root, call) -> changePassword(call))
        .field("deleteUser", (root, call) -> delete(call))
        .field("addPhoneNumber", (root, call) -> addPhoneNumber(call))
        .field("removePhoneNumber", (root, call) -> removePhoneNumber(call));
    fields
        .type("CustomUser", UserNode.class)
        .shared("id", (node, call) -> node.id())
        .shared("username", (node, call) -> node.user().username())
        .shared("firstName", (node, call) -> node.user().firstName())
        .shared("lastName", (node, call) -> node.user().lastName())
        .field("email", (node, call) -> own(node, call).email())
        .field("phoneNumbers", (node, call) -> phoneNumbers(own(node, call), call))
        .field("chats", (node, call) -> chats.page(own(node, call).id(), call))
        .field(
            "notifications",
            (node, call) -> conversations.notifications(own(node, call).id(), call))
        .shared("bio", (node, call) -> orNull(node.user().bio()))
        .shared("profilePicture", (node, call) -> orNull(node.user().profilePicture()))
        .shared("profilePic", (node, call) -> orNull(node.user().profilePicture()))
        .shared("dateJoined", (node, call) -> Scalars.dateTime(node.user().dateJoined()))
        .shared("updatedAt", (node, call) -> Scalars.dateTime(node.user().updatedAt()))
        .shared("isDeleted", (node, call) -> node.user().isDeleted());
    fields
        .type("PhoneNumber", PhoneNode.class)
        .field("id", (node, call) -> node.id())
        .field("number", (node, call) -> node.phone().number())
        .field("countryCode", (node, call) -> node.phone().countryCode());
    fields.connectionOf("CustomUser");
    fields.payload("CreateUser", List.of("user", "phoneNumber"));
    fields.payload("UpdateUser", List.of("user"));
    fields.payload("ChangePassword", List.of("user"));
    fields.payload("DeleteUser", List.of("userId"));
    fields.payload("AddPhoneNumber", List.of("phoneNumber"));
    fields.payload("RemovePhoneNumber", List.of("success"));
  }

  private UserNode user(UserId id) {
    User user = chat.users().byId(List.of(id)).get(id);
    if (user == null) {
      throw Failure.notFound(NodeType.CUSTOM_USER.noun()).asException();
    }
    return new UserNode(user);
  }

  private UserNode userNamed(Call call) {
    call.viewer();
    return user(call.user("id"));
  }

  private @Nullable UserNode named(Call call) {
    call.viewer();
    return chat.users().named(call.text("username")).map(UserNode::new).orElse(null);
  }

  private Connections.Connection search(Call call) {
    call.viewer();
    UserFilter filter =
        new UserFilter(
            beginning(call, "username"), beginning(call, "firstName"), beginning(call, "lastName"));
    return Connections.connection(
        chat.users().search(filter, call.page()),
        user -> Position.of(user.id().value()),
        UserNode::new);
  }

  /// How a name begins. No name is longer than this, so what is longer need not be searched for.
  private static Optional<String> beginning(Call call, String field) {
    Optional<String> text = call.optionalText(field);
    if (text.filter(it -> it.codePointCount(0, it.length()) > LONGEST_NAME).isPresent()) {
      throw new Failure.InvalidInput(field, "A name has " + LONGEST_NAME + " characters at most.")
          .asException();
    }
    return text;
  }

  private Map<String, Object> register(Call call) {
    Map<String, String> phone = call.input("phoneNumber");
    Accounts.Registered registered =
        chat.accounts()
            .register(
                new Accounts.Registration(
                    call.text("username"),
                    call.text("email"),
                    call.text("password"),
                    call.text("firstName"),
                    call.text("lastName"),
                    Objects.requireNonNull(phone.get("countryCode")),
                    Objects.requireNonNull(phone.get("number"))));
    return Map.of(
        "user",
        new UserNode(registered.user()),
        "phoneNumber",
        new PhoneNode(registered.phoneNumber()));
  }

  private Map<String, Object> update(Call call) {
    ProfileChange change =
        new ProfileChange(
            call.optionalText("firstName"),
            call.optionalText("lastName"),
            call.optionalText("bio"),
            call.optionalText("profilePicture"));
    return Map.of("user", new UserNode(chat.profiles().update(call.viewer(), change)));
  }

  private Map<String, Object> changePassword(Call call) {
    User user =
        chat.accounts()
            .changePassword(call.viewer(), call.text("oldPassword"), call.text("newPassword"));
    return Map.of("user", new UserNode(user));
  }

  private Map<String, Object> delete(Call call) {
    UserId user = call.viewer().user();
    chat.profiles().delete(call.viewer(), call.text("password"));
    return Map.of("userId", GlobalId.of(NodeType.CUSTOM_USER, user.value()));
  }

  private Map<String, Object> addPhoneNumber(Call call) {
    return Map.of(
        "phoneNumber",
        new PhoneNode(
            chat.accounts()
                .addPhoneNumber(call.viewer(), call.text("countryCode"), call.text("number"))));
  }

  private Map<String, Object> removePhoneNumber(Call call) {
    chat.accounts()
        .removePhoneNumber(
            call.viewer(), new PhoneId(call.argument("phoneId", NodeType.PHONE_NUMBER).major()));
    return Map.of("success", true);
  }

  private Object phoneNumbers(User user, Call call) {
    return call.load(Loaders.PHONE_NUMBERS, user.id())
        .thenApply(numbers -> numbers.stream().map(PhoneNode::new).toList());
  }

  /// The person, if it is the viewer: for the fields that are theirs alone.
  private static User own(UserNode node, Call call) {
    Optional<UserId> viewer = call.context().caller().viewer().map(v -> v.user());
    if (!viewer.equals(Optional.of(node.user().id()))) {
      throw new Failure.Forbidden("Only the person themself may see this.").asException();
    }
    return node.user();
  }

  /// A person whom something else names.
  static Object loaded(UserId id, Call call) {
    return call.load(Loaders.USERS, id)
        .thenApply(
            user ->
                new UserNode(
                    user.orElseThrow(
                        () -> Failure.notFound(NodeType.CUSTOM_USER.noun()).asException())));
  }

  static @Nullable String orNull(String text) {
    return text.isEmpty() ? null : text;
  }
}
