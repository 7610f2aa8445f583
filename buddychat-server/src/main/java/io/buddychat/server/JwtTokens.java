package io.buddychat.server;

import com.auth0.jwt.JWT;
import com.auth0.jwt.JWTVerifier;
import com.auth0.jwt.algorithms.Algorithm;
import com.auth0.jwt.exceptions.TokenExpiredException;
import com.auth0.jwt.interfaces.DecodedJWT;
import io.buddychat.domain.user.SessionId;
import io.buddychat.domain.user.UserId;
import io.buddychat.graphql.AccessTokens;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;

/// Access tokens as JSON Web Tokens, signed with HMAC-SHA-256.
///
/// A token says who (`sub`), by which session (`sid`), and until when (`exp`). Only the one
/// algorithm is taken: what a token itself says of its algorithm is never believed, which is how
/// forged tokens got in elsewhere. Refresh tokens are no JSON Web Tokens at all, so none can pass
/// for the other.
final class JwtTokens implements AccessTokens {

  private static final String ISSUER = "buddychat";
  private static final String AUDIENCE = "buddychat:access";
  private static final String SESSION = "sid";
  private static final String USERNAME = "username";
  private static final String ORIGINALLY_ISSUED = "origIat";

  /// Far longer than any of ours; nothing longer is worth the work of reading it.
  private static final int LONGEST = 8 << 10;

  private final Algorithm algorithm;
  private final JWTVerifier verifier;
  private final Clock clock;
  private final Duration lifetime;

  JwtTokens(Secret secret, Clock clock, Duration lifetime) {
    this.algorithm = Algorithm.HMAC256(secret.bytes());
    this.clock = clock;
    this.lifetime = lifetime;
    JWTVerifier.BaseVerification rules =
        (JWTVerifier.BaseVerification)
            JWT.require(algorithm)
                .withIssuer(ISSUER)
                .withAudience(AUDIENCE)
                .withClaimPresence("sub")
                .withClaimPresence(SESSION)
                .withClaimPresence(USERNAME)
                .withClaimPresence("iat")
                .withClaimPresence("exp")
                // Two of our servers may be a second apart; the signature says that one of them
                // made it.
                .ignoreIssuedAt();
    this.verifier = rules.build(clock);
  }

  @Override
  public Issued issue(UserId user, SessionId session, String username) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
    Claims claims = new Claims(user, session, username, now, now.plus(lifetime));
    String token =
        JWT.create()
            .withIssuer(ISSUER)
            .withAudience(AUDIENCE)
            .withSubject(Long.toString(user.value()))
            .withClaim(SESSION, Long.toString(session.value()))
            .withClaim(USERNAME, username)
            .withClaim(ORIGINALLY_ISSUED, now.getEpochSecond())
            .withIssuedAt(claims.issuedAt())
            .withExpiresAt(claims.expiresAt())
            .sign(algorithm);
    return new Issued(token, claims);
  }

  @Override
  public Verdict verify(String token) {
    if (token.length() > LONGEST) {
      return new Verdict.Forged();
    }
    try {
      Claims claims = claims(verifier.verify(token));
      return clock.instant().isBefore(claims.expiresAt())
          ? new Verdict.Valid(claims)
          : new Verdict.Expired();
    } catch (TokenExpiredException e) {
      return new Verdict.Expired();
    } catch (RuntimeException e) {
      // Strangers write these texts: whatever a library makes of them, it is no token of ours.
      return new Verdict.Forged();
    }
  }

  private static Claims claims(DecodedJWT token) {
    return new Claims(
        new UserId(Long.parseLong(token.getSubject())),
        new SessionId(Long.parseLong(token.getClaim(SESSION).asString())),
        Objects.requireNonNull(token.getClaim(USERNAME).asString()),
        Objects.requireNonNull(token.getIssuedAtAsInstant()),
        Objects.requireNonNull(token.getExpiresAtAsInstant()));
  }
}
