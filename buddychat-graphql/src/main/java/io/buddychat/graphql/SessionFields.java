package io.buddychat.graphql;

import io.buddychat.domain.BuddyChat;
import io.buddychat.domain.core.Failure;
import io.buddychat.domain.user.SignIn;
import io.buddychat.domain.user.Viewer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Logging in, staying in, and leaving.
final class SessionFields {

  private static final List<String> TOKENS =
      List.of("token", "payload", "refreshToken", "refreshExpiresIn");

  private final BuddyChat chat;
  private final AccessTokens tokens;

  SessionFields(BuddyChat chat, AccessTokens tokens) {
    this.chat = chat;
    this.tokens = tokens;
  }

  void addTo(Fields fields) {
    fields
        .root("Mutation")
        .field("login", (root, call) -> logIn(call))
        .field("refreshToken", (root, call) -> refresh(call))
        .field("verifyToken", (root, call) -> verify(call.text("token")))
        .field(
            "revokeToken",
            (root, call) ->
                Map.of(
                    "revoked", chat.signIn().revoke(call.text("refreshToken")).getEpochSecond()));
    fields.payload("ObtainJSONWebToken", TOKENS);
    fields.payload("RefreshToken", TOKENS);
    fields.payload("VerifyToken", List.of("payload"));
    fields.payload("RevokeToken", List.of("revoked"));
  }

  private Map<String, Object> logIn(Call call) {
    SignIn.Opened opened = chat.signIn().logIn(call.text("username"), call.text("password"));
    call.context().signIn(viewer(opened));
    return opened(opened);
  }

  /// A connection of the same session lives on with the new token.
  private Map<String, Object> refresh(Call call) {
    SignIn.Opened opened = chat.signIn().refresh(call.text("refreshToken"));
    Connection connection = call.context().connection();
    if (connection.caller().viewer().equals(Optional.of(viewer(opened)))) {
      connection.signIn(viewer(opened));
    }
    return opened(opened);
  }

  private static Viewer viewer(SignIn.Opened opened) {
    return new Viewer(opened.user().id(), opened.session().id());
  }

  private Map<String, Object> opened(SignIn.Opened opened) {
    AccessTokens.Issued issued =
        tokens.issue(opened.user().id(), opened.session().id(), opened.user().username());
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("token", issued.token());
    answer.put("payload", payload(issued.claims()));
    answer.put("refreshToken", opened.refreshToken());
    answer.put("refreshExpiresIn", opened.session().expiresAt().getEpochSecond());
    return answer;
  }

  private Map<String, Object> verify(String token) {
    return switch (tokens.verify(token)) {
      case AccessTokens.Verdict.Valid(var claims) -> {
        boolean alive =
            chat.signIn()
                .viewer(claims.session())
                .filter(viewer -> viewer.user().equals(claims.user()))
                .isPresent();
        if (!alive) {
          throw new Failure.Unauthenticated("The session has ended.").asException();
        }
        yield Map.of("payload", payload(claims));
      }
      case AccessTokens.Verdict.Expired() ->
          throw new Failure.Unauthenticated("The token has expired.").asException();
      case AccessTokens.Verdict.Forged() ->
          throw new Failure.Unauthenticated("The token is not valid.").asException();
    };
  }

  private static Map<String, Object> payload(AccessTokens.Claims claims) {
    Map<String, Object> payload = new LinkedHashMap<>();
    payload.put("username", claims.username());
    payload.put("userId", GlobalId.of(NodeType.CUSTOM_USER, claims.user().value()));
    payload.put("exp", claims.expiresAt().getEpochSecond());
    payload.put("origIat", claims.issuedAt().getEpochSecond());
    return payload;
  }
}
