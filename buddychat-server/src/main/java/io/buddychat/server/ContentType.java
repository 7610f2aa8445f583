package io.buddychat.server;

import java.util.Locale;
import java.util.Optional;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.MultiPart;
import org.eclipse.jetty.server.Request;

/// What a request says its body is. Strangers write it: what cannot be read, such as a quote that
/// does not end, is no type.
///
/// @param text the header as it came
record ContentType(String text) {

  static ContentType of(Request request) {
    return new ContentType(
        Optional.ofNullable(request.getHeaders().get(HttpHeader.CONTENT_TYPE)).orElse(""));
  }

  /// Whether it is this type, whatever its parameters are.
  boolean is(String type) {
    try {
      String bare = HttpField.getValueParameters(text, null);
      return bare != null && bare.strip().toLowerCase(Locale.ROOT).equals(type);
    } catch (IllegalArgumentException unreadable) {
      return false;
    }
  }

  /// What divides the parts of a form.
  Optional<String> boundary() {
    try {
      return Optional.ofNullable(MultiPart.extractBoundary(text)).filter(it -> !it.isEmpty());
    } catch (IllegalArgumentException unreadable) {
      return Optional.empty();
    }
  }
}
