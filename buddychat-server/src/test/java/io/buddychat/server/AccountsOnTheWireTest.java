package io.buddychat.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.buddychat.testkit.ws.WsClient;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Accounts and sessions, as a client meets them.
class AccountsOnTheWireTest extends OnTheWire {

  private static final String TOKENS = "{ token payload refreshToken refreshExpiresIn }";

  private final TestClient nobody = server.client();

  @Test
  void createUserAnswersWithTheUserAndTheFirstPhoneNumber() {
    JsonNode made =
        nobody
            .post(
                """
                mutation { createUser(username: "david", email: "david@example.org",
                    password: "Secret123", firstName: "David", lastName: "Dorn",
                    phoneNumber: {countryCode: "49", number: "15550004"}) {
                  user { username firstName lastName isDeleted bio profilePicture }
                  phoneNumber { number countryCode } } }
                """)
            .json();
    assertAnswer(
        made,
        """
        {'data':{'createUser':{'user':{'username':'david','firstName':'David','lastName':'Dorn',
          'isDeleted':false,'bio':null,'profilePicture':null},
          'phoneNumber':{'number':'15550004','countryCode':'49'}}}}
        """);
  }

  @Test
  void loginGivesAPairOfTokensAndSaysWhatIsInThem() {
    JsonNode login =
        nobody
            .post(
                "mutation { login(username: \"alice\", password: \"Secret123\") %s }"
                    .formatted(TOKENS))
            .json()
            .at("/data/login");
    Instant now = server.clock().instant();
    assertThat(login.at("/payload/username").asText()).isEqualTo("alice");
    assertThat(login.at("/payload/origIat").asLong()).isEqualTo(now.getEpochSecond());
    assertThat(login.at("/payload/exp").asLong())
        .isEqualTo(now.plus(Duration.ofMinutes(50)).getEpochSecond());
    assertThat(login.at("/refreshExpiresIn").asLong())
        .isEqualTo(now.plus(Duration.ofDays(7)).getEpochSecond());
    assertThat(login.at("/refreshToken").asText()).isNotEmpty();
    assertThat(me(login.at("/token").asText())).isEqualTo("alice");
  }

  @Test
  void refreshTokenGivesTheNextPairAndUsesTheOldOneUp() {
    String first = alice.login().refreshToken();
    JsonNode second = nobody.post(refresh(first)).json().at("/data/refreshToken");
    assertThat(me(second.at("/token").asText())).isEqualTo("alice");
    assertThat(second.at("/payload/username").asText()).isEqualTo("alice");
    assertThat(second.at("/refreshExpiresIn").isInt()).isTrue();
    assertThat(nobody.post(refresh(first)).at("/errors/0/extensions/code"))
        .isEqualTo("UNAUTHENTICATED");
    assertThat(nobody.post(refresh(second.at("/refreshToken").asText())).at("/errors/0/message"))
        .as("shown twice, it ended the session")
        .isNotEmpty();
    assertThat(me(second.at("/token").asText())).isEmpty();
  }

  private static String refresh(String token) {
    return "mutation { refreshToken(refreshToken: \"%s\") %s }".formatted(token, TOKENS);
  }

  private String me(String token) {
    return nobody.post("{ me { username } }", token).at("/data/me/username");
  }

  @Test
  void verifyTokenSaysWhatAGoodTokenSaysAndRefusesOthers() {
    String verify = "mutation ($t: String!) { verifyToken(token: $t) { payload } }";
    TestClient.Reply good = nobody.post(verify, Map.of("t", alice.token()), Map.of());
    assertThat(good.at("/data/verifyToken/payload/username")).isEqualTo("alice");
    assertThat(good.json().at("/data/verifyToken/payload/exp").isNumber()).isTrue();
    assertThat(good.json().at("/data/verifyToken/payload/origIat").isNumber()).isTrue();
    assertThat(good.at("/data/verifyToken/payload/userId")).isEqualTo(alice.id());
    for (String bad : new String[] {"", "nonsense", alice.token() + "x"}) {
      assertThat(nobody.post(verify, Map.of("t", bad), Map.of()).at("/errors/0/extensions/code"))
          .as(bad)
          .isEqualTo("UNAUTHENTICATED");
    }
    var _ = nobody.revoke(alice.login());
    assertThat(nobody.post(verify, Map.of("t", alice.token()), Map.of()).at("/errors/0/message"))
        .isEqualTo("The session has ended.");
    server.clock().advance(Duration.ofHours(1));
    assertThat(nobody.post(verify, Map.of("t", boris.token()), Map.of()).at("/errors/0/message"))
        .isEqualTo("The token has expired.");
  }

  @Test
  void revokeTokenSaysWhenTheSessionEnded() {
    JsonNode revoked = nobody.revoke(alice.login()).json().at("/data/revokeToken/revoked");
    assertThat(revoked.isInt()).isTrue();
    assertThat(revoked.asLong()).isEqualTo(server.clock().instant().getEpochSecond());
    assertThat(me(alice.token())).isEmpty();
  }

  @Test
  void updateUserChangesWhatIsGivenAndNothingElse() {
    String update = "updateUser(%s) { user { firstName lastName bio profilePicture profilePic } }";
    assertAnswer(
        alice.does(update.formatted("bio: \"I bake.\", profilePicture: \"/a.png\"")),
        """
        {'updateUser':{'user':{'firstName':'Some','lastName':'Body','bio':'I bake.',
          'profilePicture':'/a.png','profilePic':'/a.png'}}}
        """);
    assertAnswer(
        alice.does(update.formatted("firstName: \"Alicia\", lastName: \"Archer\"")),
        """
        {'updateUser':{'user':{'firstName':'Alicia','lastName':'Archer','bio':'I bake.',
          'profilePicture':'/a.png','profilePic':'/a.png'}}}
        """);
    assertAnswer(
        alice.does(update.formatted("bio: \"\"")),
        """
        {'updateUser':{'user':{'firstName':'Alicia','lastName':'Archer','bio':null,
          'profilePicture':'/a.png','profilePic':'/a.png'}}}
        """);
  }

  @Test
  void changePasswordEndsEveryOtherSessionAndItsSockets() {
    TestClient.Login elsewhere = nobody.logIn("alice");
    try (WsClient there = nobody.socketOf(elsewhere);
        WsClient here = alice.listens()) {
      assertThat(
              alice
                  .does(
                      "changePassword(oldPassword: \"Secret123\", newPassword: \"Secret456\") { user"
                          + " { username } }")
                  .at("/changePassword/user/username")
                  .asText())
          .isEqualTo("alice");
      assertThat(there.closed().code()).isEqualTo(4403);
      here.send("{\"type\":\"ping\"}");
      assertThat(here.next()).contains("pong");
    }
    assertThat(me(elsewhere.token())).isEmpty();
    assertThat(me(alice.token())).isEqualTo("alice");
    assertThat(nobody.logIn("alice").token()).as("by the old password").isEmpty();
  }

  @Test
  void deleteUserAnswersWithTheIdAndLeavesAPlaceholderWithTheOthers() {
    String borises = boris.chatWith(alice);
    alice.sends(alice.chatWith(boris), "Goodbye");
    String id = alice.id();
    try (WsClient socket = alice.listens()) {
      assertThat(
              alice
                  .does("deleteUser(password: \"Secret123\") { userId }")
                  .at("/deleteUser/userId")
                  .asText())
          .isEqualTo(id);
      assertThat(socket.closed().code()).isEqualTo(4403);
    }
    JsonNode chat =
        boris
            .asks(
                """
                { chat(id: "%s") { otherUser { id isDeleted username firstName lastName }
                  lastMessage { message { content sender { id } } } } }
                """
                    .formatted(borises))
            .at("/chat");
    assertThat(chat.at("/otherUser/username").asText()).startsWith("deleted-");
    assertThat(chat.at("/otherUser/firstName").asText()).isEqualTo("Deleted");
    assertThat(chat.at("/otherUser/lastName").asText()).isEqualTo("account");
    assertThat(chat.at("/otherUser/isDeleted").asBoolean()).isTrue();
    assertThat(chat.at("/otherUser/id").asText()).isEqualTo(id);
    assertThat(chat.at("/lastMessage/message/content").asText()).isEqualTo("Goodbye");
    assertThat(chat.at("/lastMessage/message/sender/id").asText()).isEqualTo(id);
    assertRefused(
        boris,
        "mutation { createChatMessage(chatId: \"%s\", content: \"Hello?\") { duplicate } }"
            .formatted(borises),
        "CONFLICT");
    assertThat(me(alice.token())).isEmpty();
    assertThat(nobody.logIn("alice").token()).isEmpty();
  }

  @Test
  void phoneNumbersAreAddedAndRemovedByTheirOwner() {
    JsonNode added =
        alice
            .does(
                "addPhoneNumber(countryCode: \"351\", number: \"912345678\") { phoneNumber { id"
                    + " number countryCode } }")
            .at("/addPhoneNumber/phoneNumber");
    assertThat(added.at("/number").asText()).isEqualTo("912345678");
    assertThat(added.at("/countryCode").asText()).isEqualTo("351");
    String remove =
        "mutation { removePhoneNumber(phoneId: \"%s\") { success } }"
            .formatted(added.at("/id").asText());
    assertRefused(boris, remove, "NOT_FOUND");
    assertRefused(
        boris,
        "mutation { addPhoneNumber(countryCode: \"351\", number: \"912345678\") { phoneNumber { id"
            + " } } }",
        "CONFLICT");
    assertThat(alice.asks("{ me { phoneNumbers { number } } }").at("/me/phoneNumbers")).hasSize(2);
    assertAnswer(alice.asks(remove), "{'removePhoneNumber':{'success':true}}");
    assertThat(alice.asks("{ me { phoneNumbers { number } } }").at("/me/phoneNumbers")).hasSize(1);
  }

  @Test
  void aPersonShowsAllOfThemselfToThemselfAndTheirNameToOthers() {
    alice.chatWith(boris);
    boris.sends(boris.chatWith(alice), "Hello");
    String joined = server.clock().instant().toString().replace("Z", ".000Z");
    assertAnswer(
        alice.asks(
            """
            { me { username firstName lastName email phoneNumbers { number countryCode }
              chats { edges { node { otherUser { username } } } }
              notifications(isRead: false) { edges { node { message { content } } } }
              bio profilePicture dateJoined updatedAt isDeleted } }
            """),
        """
        {'me':{'username':'alice','firstName':'Some','lastName':'Body','email':'alice@example.org',
          'phoneNumbers':[{'number':'10000001','countryCode':'1'}],
          'chats':{'edges':[{'node':{'otherUser':{'username':'boris'}}}]},
          'notifications':{'edges':[{'node':{'message':{'content':'Hello'}}}]},
          'bio':null,'profilePicture':null,'dateJoined':'%1$s','updatedAt':'%1$s',
          'isDeleted':false}}
        """
            .formatted(joined));
    TestClient.Reply seen =
        boris.tries(
            "{ user(id: \"%s\") { username email phoneNumbers { number } } }"
                .formatted(alice.id()));
    assertThat(seen.at("/data/user/username")).isEqualTo("alice");
    assertThat(seen.json().at("/data/user/email").isNull()).isTrue();
    assertThat(seen.json().at("/data/user/phoneNumbers").isNull()).isTrue();
    assertThat(seen.at("/errors/0/extensions/code")).isEqualTo("FORBIDDEN");
    assertThat(seen.json().at("/errors")).hasSize(2);
  }

  @Test
  void usersAreFoundByHowTheirNamesBegin() {
    var _ = alice.does("updateUser(firstName: \"Alicia\", lastName: \"Archer\") { user { id } }");
    for (String filter :
        new String[] {
          "username: \"ALI\"",
          "firstName: \"alic\"",
          "lastName: \"arch\"",
          "username: \"alice\", firstName: \"Alicia\", lastName: \"Archer\""
        }) {
      assertAnswer(
          boris.asks("{ users(%s) { edges { node { username } } } }".formatted(filter)),
          "{'users':{'edges':[{'node':{'username':'alice'}}]}}");
    }
    assertAnswer(
        boris.asks("{ users { edges { node { username } } } }"),
        """
        {'users':{'edges':[{'node':{'username':'clara'}},{'node':{'username':'boris'}},
          {'node':{'username':'alice'}}]}}
        """);
  }
}
