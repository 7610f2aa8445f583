package io.buddychat.domain.user;

import java.text.Normalizer;
import java.util.Locale;

/// Tells when two names are the same name: without regard to case, and to how Unicode happens to
/// spell a letter.
public final class Identity {

  private Identity() {}

  /// The form in which names are compared, searched and kept unique.
  ///
  /// Some letters become several in upper case, and some come apart: hence down, up and down again,
  /// and one spelling before and after.
  public static String of(String name) {
    return spelled(
        spelled(name).toLowerCase(Locale.ROOT).toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT));
  }

  private static String spelled(String name) {
    return Normalizer.normalize(name, Normalizer.Form.NFKC);
  }
}
