package io.buddychat.testkit.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;

/// Whose a client is. When a token has expired it is replaced by a new one, once for all who wait
/// for it, and what was refused is asked again.
final class Session {

  private static final String REFRESH =
      """
      mutation ($refreshToken: String!) {
        refreshToken(refreshToken: $refreshToken) { token refreshToken }
      }
      """;

  private final Transport transport;
  private volatile Optional<Tokens> tokens = Optional.empty();
  private Optional<CompletableFuture<Tokens>> renewing = Optional.empty(); // guarded by this

  Session(Transport transport) {
    this.transport = transport;
  }

  Optional<Tokens> tokens() {
    return tokens;
  }

  Optional<String> token() {
    return tokens.map(Tokens::token);
  }

  synchronized void become(Optional<Tokens> theirs) {
    tokens = theirs;
  }

  /// Logs in: whoever the client was before, it is this person now.
  void open(String document, Map<String, ?> variables) {
    Tokens theirs = tokens(askAsNobody(document, variables).path("login"));
    transport.signedIn(theirs.token());
    become(Optional.of(theirs));
  }

  /// What was asked for, whoever asks.
  JsonNode askAsNobody(String document, Map<String, ?> variables) {
    return data(transport.ask(Json.request(document, variables), Optional.empty()));
  }

  /// What was asked for.
  JsonNode ask(String document, Map<String, ?> variables) {
    JsonNode request = Json.request(document, variables);
    return asMyself(token -> data(transport.ask(request, token)));
  }

  /// Does something with the token, and once more with a new one if that one has expired.
  <T> T asMyself(Function<Optional<String>, T> work) {
    Optional<String> shown = token();
    try {
      return work.apply(shown);
    } catch (RefusedException e) {
      if (!e.nothingWasDoneForNobody()) {
        throw e;
      }
      renew(shown, e);
      return work.apply(token());
    }
  }

  /// Gets a new token, unless somebody else just has. Who comes while that goes on waits for it,
  /// and hears the same.
  ///
  /// They wait for a future, not for a lock: a pool which the JDK's client needs as well then knows
  /// that they do.
  ///
  /// @param refused the token that is no good any more
  /// @param why told to the caller when there is nothing to renew it with
  /// @throws RefusedException if the session is over
  void renew(Optional<String> refused, RefusedException why) {
    CompletableFuture<Tokens> own = new CompletableFuture<>();
    CompletableFuture<Tokens> first;
    boolean isFirst;
    Tokens old;
    synchronized (this) {
      if (!token().equals(refused)) {
        return;
      }
      old = tokens.orElseThrow(() -> why);
      isFirst = renewing.isEmpty();
      first = renewing.orElse(own);
      renewing = Optional.of(first);
    }
    if (isFirst) {
      renew(old, own);
    } else {
      await(first);
    }
  }

  private void renew(Tokens old, CompletableFuture<Tokens> done) {
    try {
      JsonNode answer = askAsNobody(REFRESH, Map.of("refreshToken", old.refreshToken()));
      Tokens next = tokens(answer.path("refreshToken"));
      replace(old, Optional.of(next));
      done.complete(next);
    } catch (RuntimeException e) {
      boolean over =
          e instanceof RefusedException refused && refused.code() == ErrorCode.UNAUTHENTICATED;
      replace(old, over ? Optional.empty() : Optional.of(old));
      done.completeExceptionally(e);
      throw e;
    }
  }

  /// Unless the client has become somebody else meanwhile.
  private synchronized void replace(Tokens old, Optional<Tokens> next) {
    renewing = Optional.empty();
    if (tokens.equals(Optional.of(old))) {
      tokens = next;
    }
  }

  private static void await(CompletableFuture<Tokens> renewed) {
    try {
      renewed.join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    }
  }

  private static Tokens tokens(JsonNode answer) {
    return new Tokens(Json.text(answer, "token"), Json.text(answer, "refreshToken"));
  }

  private static JsonNode data(JsonNode answer) {
    if (answer.has("errors")) {
      throw RefusedException.of(answer.get("errors"), answer.path("data"));
    }
    return answer.path("data");
  }
}
