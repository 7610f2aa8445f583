package io.buddychat.domain.user;

import java.text.Normalizer;
import java.util.Locale;

/// Tells when two names are the same name: without regard to case, and to how Unicode happens to
/// spell a letter.
public final class Identity {

  private Identity() {}

  /// The form in which names are compared, searched and kept unique.
  public static String of(String name) {
    String folded = Normalizer.normalize(name, Normalizer.Form.NFKC);
    return folded.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
  }
}
