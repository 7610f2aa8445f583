package io.buddychat.server;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;

/// Where a page comes from, as its browser tells: scheme, host and port, and nothing else.
///
/// @param scheme `http` or `https`
/// @param host in lower case
/// @param port always there, the scheme's own if none was written
record Origin(String scheme, String host, int port) {

  private static final int LONGEST = 300;

  /// Reads the header `Origin`. Anything but a plain origin is none: `null`, lists, paths, users.
  static Optional<Origin> parse(String text) {
    if (text.length() > LONGEST) {
      return Optional.empty();
    }
    try {
      URI uri = new URI(text.toLowerCase(Locale.ROOT)).parseServerAuthority();
      boolean bare =
          uri.getUserInfo() == null
              && uri.getQuery() == null
              && uri.getFragment() == null
              && uri.getPath() != null
              && uri.getPath().isEmpty();
      String scheme = uri.getScheme();
      String host = uri.getHost();
      if (!bare || scheme == null || host == null) {
        return Optional.empty();
      }
      return switch (scheme) {
        case "http", "https" -> Optional.of(new Origin(scheme, host, port(scheme, uri.getPort())));
        default -> Optional.empty();
      };
    } catch (URISyntaxException e) {
      return Optional.empty();
    }
  }

  /// Whether this is the address the request itself was sent to. The scheme is not compared: behind
  /// a proxy that does the encryption, the server sees `http` where the browser sees `https`.
  ///
  /// @param authority host and perhaps port, as in the header `Host`
  boolean isAt(String authority) {
    return parse(scheme + "://" + authority).filter(this::equals).isPresent();
  }

  private static int port(String scheme, int written) {
    if (written >= 0) {
      return written;
    }
    return scheme.equals("https") ? 443 : 80;
  }

  @Override
  public String toString() {
    return scheme + "://" + host + (port == port(scheme, -1) ? "" : ":" + port);
  }
}
