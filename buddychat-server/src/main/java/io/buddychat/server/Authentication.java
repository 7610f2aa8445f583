package io.buddychat.server;

import io.buddychat.domain.user.SignIn;
import io.buddychat.domain.user.Viewer;
import io.buddychat.graphql.AccessTokens;
import io.buddychat.graphql.Caller;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Finds out who sends a request, from the token that came with it.
///
/// A token is good as long as it has not expired *and* the session it belongs to is alive: logging
/// out ends the tokens that are still around.
final class Authentication {

  private static final String INVALID = "The token is not valid.";

  private final AccessTokens tokens;
  private final SignIn signIn;

  Authentication(AccessTokens tokens, SignIn signIn) {
    this.tokens = tokens;
    this.signIn = signIn;
  }

  /// What a token turned out to be.
  sealed interface Result {

    /// There was none.
    record Nobody() implements Result {}

    /// It is good, until then.
    record Somebody(Viewer viewer, Instant until) implements Result {}

    /// It is not, and this sentence says why.
    record Refused(String problem) implements Result {}
  }

  /// By the values of the header `Authorization`, none if it was not sent.
  Result byHeader(List<String> values) {
    return switch (values.size()) {
      case 0 -> new Result.Nobody();
      case 1 -> byHeader(values.getFirst());
      default -> new Result.Refused("There is more than one Authorization header.");
    };
  }

  private Result byHeader(String value) {
    String text = value.strip();
    if (text.isEmpty()) {
      return new Result.Nobody();
    }
    return withoutScheme(text)
        .map(this::byToken)
        .orElseGet(
            () ->
                new Result.Refused(
                    "The Authorization header must be `Bearer <token>` or `JWT <token>`."));
  }

  /// By what a socket's client said when it introduced itself, where the scheme may be left out.
  Result byPayload(Map<String, @Nullable Object> payload) {
    for (String key : List.of("authorization", "Authorization", "token")) {
      Object value = payload.get(key);
      if (value instanceof String text) {
        String token = text.strip();
        if (!token.isEmpty()) {
          return byToken(withoutScheme(token).orElse(token));
        }
      } else if (value != null) {
        return new Result.Refused(INVALID);
      }
    }
    return new Result.Nobody();
  }

  /// The token behind `Bearer` or `JWT`, if one of them is there.
  private static Optional<String> withoutScheme(String text) {
    int space = text.indexOf(' ');
    String scheme = space < 0 ? "" : text.substring(0, space);
    return scheme.equalsIgnoreCase("Bearer") || scheme.equalsIgnoreCase("JWT")
        ? Optional.of(text.substring(space + 1).strip())
        : Optional.empty();
  }

  private Result byToken(String token) {
    return switch (tokens.verify(token)) {
      case AccessTokens.Verdict.Valid(var claims) -> bySession(claims);
      case AccessTokens.Verdict.Expired _ -> new Result.Refused("The token has expired.");
      case AccessTokens.Verdict.Forged _ -> new Result.Refused(INVALID);
    };
  }

  private Result bySession(AccessTokens.Claims claims) {
    return signIn
        .viewer(claims.session())
        .filter(viewer -> viewer.user().equals(claims.user()))
        .<Result>map(viewer -> new Result.Somebody(viewer, claims.expiresAt()))
        .orElseGet(() -> new Result.Refused("The session has ended."));
  }

  /// Whether somebody's session still lasts.
  boolean isAlive(Viewer viewer) {
    return signIn.viewer(viewer.session()).isPresent();
  }

  /// Who that is for fields which need somebody. A bad token is nobody, with a reason.
  static Caller caller(Result result) {
    return switch (result) {
      case Result.Nobody _ -> Caller.ANONYMOUS;
      case Result.Somebody(var viewer, _) -> Caller.of(viewer);
      case Result.Refused(var problem) -> Caller.refused(problem);
    };
  }
}
