package io.buddychat.server;

import com.auth0.jwt.JWT;
import com.auth0.jwt.JWTCreator;
import com.auth0.jwt.algorithms.Algorithm;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.RSAPrivateKey;
import java.security.interfaces.RSAPublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Tokens that nobody was given: what people with bad intentions make of a genuine one, each by a
/// name that says how.
final class ForgedTokens {

  private final String key;
  private final String genuine;
  private final Instant now;
  private final Map<String, String> all = new LinkedHashMap<>();

  private ForgedTokens(String key, String genuine, Instant now) {
    this.key = key;
    this.genuine = genuine;
    this.now = now;
  }

  /// @param key what the server signs with: some of them are signed as well as its own
  static Map<String, String> of(String key, String genuine, String refreshToken, Instant now) {
    ForgedTokens forged = new ForgedTokens(key, genuine, now);
    forged.algorithms();
    forged.signatures();
    forged.headers();
    forged.claims();
    forged.texts();
    forged.all.put("a refresh token", refreshToken);
    return forged.all;
  }

  private String part(int number) {
    return genuine.split("\\.", -1)[number];
  }

  private String payload() {
    return new String(Base64.getUrlDecoder().decode(part(1)), StandardCharsets.UTF_8);
  }

  private static String base64(String text) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  /// Signed with the server's own key.
  private String signed(String header, String payload) {
    String content = base64(header) + "." + base64(payload);
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      return content
          + "."
          + Base64.getUrlEncoder()
              .withoutPadding()
              .encodeToString(mac.doFinal(content.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String header(String algorithm) {
    return "{\"typ\":\"JWT\",\"alg\":\"" + algorithm + "\"}";
  }

  private void algorithms() {
    for (String none : new String[] {"none", "None", "NONE", "nOnE", "", "null"}) {
      all.put("alg " + none + ", no signature", base64(header(none)) + "." + part(1) + ".");
      all.put(
          "alg " + none + ", the old one", base64(header(none)) + "." + part(1) + "." + part(2));
    }
    for (String other :
        new String[] {"HS384", "HS512", "RS256", "ES256", "PS256", "hs256", "EdDSA"}) {
      all.put("alg " + other + ", our signature", signed(header(other), payload()));
    }
    all.put("alg twice", signed("{\"alg\":\"none\",\"typ\":\"JWT\",\"alg\":\"none\"}", payload()));
    all.put("no alg", signed("{\"typ\":\"JWT\"}", payload()));
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(2048);
      KeyPair pair = generator.generateKeyPair();
      all.put(
          "RS256 by a key of one's own",
          claimed()
              .sign(
                  Algorithm.RSA256(
                      (RSAPublicKey) pair.getPublic(), (RSAPrivateKey) pair.getPrivate())));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
    all.put("HS384 of our key", claimed().sign(Algorithm.HMAC384(key)));
    all.put("HS512 of our key", claimed().sign(Algorithm.HMAC512(key)));
  }

  private void signatures() {
    String start = part(0) + "." + part(1) + ".";
    all.put("no signature", start);
    all.put("no last part", part(0) + "." + part(1));
    all.put("half a signature", start + part(2).substring(0, 20));
    all.put("a longer signature", start + part(2) + "A");
    all.put("a signature of zeros", start + base64("\0".repeat(32)));
    all.put("the signature twice", genuine + "." + part(2));
    all.put("another signature", start + part(1));
    char first = part(2).charAt(0) == 'A' ? 'B' : 'A';
    all.put("one letter of the signature", start + first + part(2).substring(1));
    for (String guess : new String[] {"secret", "changeme", "buddychat", "", "null", "0"}) {
      String long32 = guess + "\0".repeat(32);
      all.put("signed with " + guess, claimed().sign(Algorithm.HMAC256(long32)));
    }
  }

  private void headers() {
    for (String kid :
        new String[] {
          "../../../../dev/null",
          "/dev/null",
          "' or '1'='1",
          "x' union select 'key",
          "| sleep 9",
          "http://127.0.0.1:1/key"
        }) {
      String header = "{\"alg\":\"HS256\",\"kid\":\"" + kid + "\"}";
      all.put("kid " + kid, base64(header) + "." + part(1) + "." + part(2));
    }
    for (String member : new String[] {"jku", "x5u"}) {
      String header = "{\"alg\":\"HS256\",\"" + member + "\":\"http://127.0.0.1:1/keys\"}";
      all.put(member, base64(header) + "." + part(1) + "." + part(2));
    }
    all.put(
        "a key brought along",
        base64("{\"alg\":\"HS256\",\"jwk\":{\"kty\":\"oct\",\"k\":\"AAAA\"}}")
            + "."
            + part(1)
            + "."
            + part(2));
    all.put("a header that is no JSON", base64("HS256") + "." + part(1) + "." + part(2));
    all.put("a header that is a list", base64("[]") + "." + part(1) + "." + part(2));
  }

  private void claims() {
    all.put("another person", changed("\"sub\":\"", "\"sub\":\"9"));
    all.put("another session", changed("\"sid\":\"", "\"sid\":\"9"));
    all.put("a later end", changed("\"exp\":[0-9]+", "\"exp\":9999999999"));
    all.put("no end", changed("\"exp\":[0-9]+,?", ""));
    // From here on they are signed as well as ours.
    all.put("of another issuer", claimed().withIssuer("else").sign(ours()));
    all.put("for another audience", claimed().withAudience("else").sign(ours()));
    all.put("for refreshing", claimed().withAudience("buddychat:refresh").sign(ours()));
    all.put("not yet", claimed().withNotBefore(now.plus(Duration.ofHours(1))).sign(ours()));
    all.put("without an end", claimed().withNullClaim("exp").sign(ours()));
    all.put("an end that is a text", claimed().withClaim("exp", "never").sign(ours()));
    all.put("of nobody", claimed().withSubject("").sign(ours()));
    all.put("of somebody by name", claimed().withSubject("alice").sign(ours()));
    all.put("of a number too large", claimed().withSubject("99999999999999999999").sign(ours()));
    all.put("a list of people", signed(header("HS256"), "{\"sub\":[1,2]}"));
    all.put("nothing in it", signed(header("HS256"), "{}"));
    all.put("a payload that is a list", signed(header("HS256"), "[]"));
    all.put("a payload that is no JSON", signed(header("HS256"), "alice"));
    all.put("8,000 letters", claimed().withClaim("more", "x".repeat(8_000)).sign(ours()));
  }

  private Algorithm ours() {
    return Algorithm.HMAC256(key);
  }

  private String changed(String pattern, String replacement) {
    return part(0) + "." + base64(payload().replaceFirst(pattern, replacement)) + "." + part(2);
  }

  /// With all the claims a genuine one has.
  private JWTCreator.Builder claimed() {
    var decoded = JWT.decode(genuine);
    return JWT.create()
        .withIssuer("buddychat")
        .withAudience("buddychat:access")
        .withSubject(decoded.getSubject())
        .withClaim("sid", decoded.getClaim("sid").asString())
        .withClaim("username", decoded.getClaim("username").asString())
        .withClaim("origIat", now.getEpochSecond())
        .withIssuedAt(now)
        .withExpiresAt(now.plus(Duration.ofMinutes(50)));
  }

  private void texts() {
    for (String text :
        new String[] {
          "null",
          "undefined",
          "true",
          "[object Object]",
          ".",
          "..",
          "...",
          "a.b.c",
          "e30.e30.",
          "eyJ",
          "' or 1=1 --",
          "<script>",
          "../../etc/passwd"
        }) {
      all.put("the text " + text, text);
    }
    all.put("a space inside", part(0) + ". " + part(1) + "." + part(2));
    all.put("another alphabet", genuine.replace('.', '+'));
    all.put("padded", genuine + "==");
    all.put("upper case", genuine.toUpperCase(java.util.Locale.ROOT));
    all.put("twice", genuine + " " + genuine);
    all.put("with a comma", genuine + "," + genuine);
    all.put("the scheme twice", "Bearer " + genuine);
  }
}
