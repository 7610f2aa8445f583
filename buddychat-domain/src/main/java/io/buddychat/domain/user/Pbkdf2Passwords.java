package io.buddychat.domain.user;

import io.buddychat.domain.core.Failure;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/// PBKDF2 with HMAC-SHA-256 from the JDK, written as `pbkdf2_sha256$iterations$salt$hash`.
///
/// The format is Django's, so accounts of a Django chat can be taken over with their passwords. The
/// default of 600,000 iterations is what OWASP's Password Storage Cheat Sheet asks of PBKDF2. The
/// iterations stand in each hash: raising them later keeps old hashes valid, and a login makes the
/// hash anew.
///
/// At most `parallel` hashes are computed at once (half of the processors, at least one); a few
/// dozen more may wait their turn, and what comes beyond is refused at once.
public final class Pbkdf2Passwords implements Passwords {

  /// What OWASP asks of PBKDF2-HMAC-SHA256.
  public static final int ITERATIONS = 600_000;

  private static final String ALGORITHM = "pbkdf2_sha256";
  private static final int SALT_BYTES = 16;
  private static final int HASH_BITS = 256;
  private static final int WAITING_PER_PERMIT = 32;
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(20);

  private final SecureRandom random = new SecureRandom();
  private final int iterations;
  private final Semaphore permits;
  private final AtomicInteger waiting = new AtomicInteger();
  private final int mostWaiting;

  /// What a password is compared with when there is no account: no password has it. It is made up,
  /// not computed, for that would cost each start as much as a login.
  private final String nobodysHash;

  public Pbkdf2Passwords() {
    this(ITERATIONS, Math.max(1, Runtime.getRuntime().availableProcessors() / 2));
  }

  /// @param iterations rounds a hash takes; fewer than [#ITERATIONS] only in tests
  /// @param parallel hashes computed at the same time
  public Pbkdf2Passwords(int iterations, int parallel) {
    this.iterations = iterations;
    this.permits = new Semaphore(parallel, true);
    this.mostWaiting = parallel * WAITING_PER_PERMIT;
    this.nobodysHash = written(iterations, newSalt(), random(HASH_BITS / 8));
  }

  @Override
  public String hash(String password) {
    return bounded(() -> compute(password, newSalt(), iterations));
  }

  @Override
  public boolean matches(String password, Optional<String> hash) {
    String expected = hash.orElse(nobodysHash);
    String[] parts = expected.split("\\$", -1);
    if (parts.length != 4 || !parts[0].equals(ALGORITHM)) {
      throw new IllegalStateException("a password hash of an unknown form is stored");
    }
    String actual = bounded(() -> compute(password, parts[2], Integer.parseInt(parts[1])));
    boolean same =
        MessageDigest.isEqual(
            actual.getBytes(StandardCharsets.UTF_8), expected.getBytes(StandardCharsets.UTF_8));
    return same && hash.isPresent();
  }

  @Override
  public boolean isOutdated(String hash) {
    String[] parts = hash.split("\\$", -1);
    return parts.length != 4
        || !parts[0].equals(ALGORITHM)
        || Integer.parseInt(parts[1]) < iterations;
  }

  private <T> T bounded(Supplier<T> work) {
    if (waiting.incrementAndGet() > mostWaiting) {
      waiting.decrementAndGet();
      throw busy();
    }
    try {
      if (!permits.tryAcquire(LONGEST_WAIT.toMillis(), TimeUnit.MILLISECONDS)) {
        throw busy();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw busy();
    } finally {
      waiting.decrementAndGet();
    }
    try {
      return work.get();
    } finally {
      permits.release();
    }
  }

  private static RuntimeException busy() {
    return new Failure.RateLimited(
            "Too many logins at once; try again in a moment.", Duration.ofSeconds(2))
        .asException();
  }

  private String newSalt() {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(random(SALT_BYTES));
  }

  private byte[] random(int bytes) {
    byte[] some = new byte[bytes];
    random.nextBytes(some);
    return some;
  }

  private static String compute(String password, String salt, int iterations) {
    PBEKeySpec spec =
        new PBEKeySpec(
            password.toCharArray(), salt.getBytes(StandardCharsets.UTF_8), iterations, HASH_BITS);
    try {
      byte[] hash =
          SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256").generateSecret(spec).getEncoded();
      return written(iterations, salt, hash);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this JDK cannot compute PBKDF2WithHmacSHA256", e);
    } finally {
      spec.clearPassword();
    }
  }

  private static String written(int iterations, String salt, byte[] hash) {
    return String.join(
        "$",
        ALGORITHM,
        Integer.toString(iterations),
        salt,
        Base64.getEncoder().encodeToString(hash));
  }
}
