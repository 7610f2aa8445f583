package io.buddychat.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.auth0.jwt.JWT;
import com.auth0.jwt.JWTCreator;
import com.auth0.jwt.algorithms.Algorithm;
import io.buddychat.domain.user.SessionId;
import io.buddychat.domain.user.UserId;
import io.buddychat.graphql.AccessTokens.Claims;
import io.buddychat.graphql.AccessTokens.Issued;
import io.buddychat.graphql.AccessTokens.Verdict;
import io.buddychat.testkit.MutableClock;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JwtTokensTest {

  private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");
  private static final String KEY = "the key of these tests, long enough";
  private static final Duration LIFETIME = Duration.ofMinutes(50);

  private final MutableClock clock = new MutableClock(NOW);
  private final JwtTokens tokens = new JwtTokens(new Secret(KEY), clock, LIFETIME);

  private Issued issued() {
    return tokens.issue(new UserId(7), new SessionId(8), "ann");
  }

  /// What a genuine token says, to be changed and signed by somebody else.
  private static JWTCreator.Builder genuine() {
    return JWT.create()
        .withIssuer("buddychat")
        .withAudience("buddychat:access")
        .withSubject("7")
        .withClaim("sid", "8")
        .withClaim("username", "ann")
        .withClaim("origIat", NOW.getEpochSecond())
        .withIssuedAt(NOW)
        .withExpiresAt(NOW.plus(LIFETIME));
  }

  private static Algorithm key() {
    return Algorithm.HMAC256(KEY);
  }

  @Test
  void aTokenSaysWhatItWasIssuedFor() {
    Claims claims = new Claims(new UserId(7), new SessionId(8), "ann", NOW, NOW.plus(LIFETIME));
    assertThat(issued().claims()).isEqualTo(claims);
    assertThat(tokens.verify(issued().token())).isEqualTo(new Verdict.Valid(claims));
  }

  @Test
  void theTestsOwnGenuineTokenIsTaken() {
    assertThat(tokens.verify(genuine().sign(key()))).isInstanceOf(Verdict.Valid.class);
  }

  @Test
  void aTokenIsGoodUntilItsLastSecond() {
    String token = issued().token();
    clock.advance(LIFETIME.minusMillis(1));
    assertThat(tokens.verify(token)).isInstanceOf(Verdict.Valid.class);
    clock.advance(Duration.ofMillis(1));
    assertThat(tokens.verify(token)).isEqualTo(new Verdict.Expired());
    clock.advance(Duration.ofDays(1000));
    assertThat(tokens.verify(token)).isEqualTo(new Verdict.Expired());
  }

  @Test
  void anotherKeyIsForged() {
    String token = genuine().sign(Algorithm.HMAC256("another key, which is long enough too"));
    assertThat(tokens.verify(token)).isEqualTo(new Verdict.Forged());
  }

  @Test
  void anotherKeyIsForgedAndNotMerelyExpired() {
    String token =
        genuine()
            .withExpiresAt(NOW.minusSeconds(5))
            .sign(Algorithm.HMAC256("another key, which is long enough too"));
    assertThat(tokens.verify(token)).isEqualTo(new Verdict.Forged());
  }

  @Test
  void noSignatureIsForged() {
    assertThat(tokens.verify(genuine().sign(Algorithm.none()))).isEqualTo(new Verdict.Forged());
  }

  @Test
  void aSignatureCutOffIsForged() {
    String token = issued().token();
    assertThat(tokens.verify(token.substring(0, token.lastIndexOf('.') + 1)))
        .isEqualTo(new Verdict.Forged());
  }

  @Test
  void theSameKeyByAnotherAlgorithmIsForged() {
    assertThat(tokens.verify(genuine().sign(Algorithm.HMAC512(KEY))))
        .isEqualTo(new Verdict.Forged());
    assertThat(tokens.verify(genuine().sign(Algorithm.HMAC384(KEY))))
        .isEqualTo(new Verdict.Forged());
  }

  @Test
  void changedClaimsAreForged() {
    String[] parts = issued().token().split("\\.", -1);
    String payload =
        new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8)
            .replace("\"sub\":\"7\"", "\"sub\":\"9\"");
    String changed =
        Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString(payload.getBytes(StandardCharsets.UTF_8));
    assertThat(changed).isNotEqualTo(parts[1]);
    assertThat(tokens.verify(parts[0] + "." + changed + "." + parts[2]))
        .isEqualTo(new Verdict.Forged());
  }

  @ParameterizedTest
  @ValueSource(strings = {"iss", "aud", "sub", "sid", "username", "iat", "exp"})
  void aMissingClaimIsForged(String claim) {
    assertThat(tokens.verify(genuine().withNullClaim(claim).sign(key())))
        .isEqualTo(new Verdict.Forged());
  }

  @Test
  void aClaimOfAnotherKindIsForged() {
    assertThat(tokens.verify(genuine().withSubject("ann").sign(key())))
        .isEqualTo(new Verdict.Forged());
    assertThat(tokens.verify(genuine().withClaim("sid", 8).sign(key())))
        .isEqualTo(new Verdict.Forged());
    assertThat(tokens.verify(genuine().withClaim("username", true).sign(key())))
        .isEqualTo(new Verdict.Forged());
    assertThat(tokens.verify(genuine().withClaim("exp", "never").sign(key())))
        .isEqualTo(new Verdict.Forged());
  }

  @Test
  void aTokenForSomethingElseIsForged() {
    assertThat(tokens.verify(genuine().withAudience("buddychat:other").sign(key())))
        .isEqualTo(new Verdict.Forged());
    assertThat(tokens.verify(genuine().withIssuer("other").sign(key())))
        .isEqualTo(new Verdict.Forged());
  }

  @Test
  void anOversizedTokenIsForgedEvenWhenSigned() {
    String token = genuine().withClaim("more", "x".repeat(9000)).sign(key());
    assertThat(tokens.verify(token)).isEqualTo(new Verdict.Forged());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", ".", "..", "...", "a.b.c", "null", "{}", "\u0000", "é.é.é", "e30.e30."})
  void whatIsNoTokenIsForged(String text) {
    assertThat(tokens.verify(text)).isEqualTo(new Verdict.Forged());
  }
}
