package io.buddychat.server;

import java.util.List;
import java.util.Set;

/// Says which pages may call this server: its own, and those of a list.
///
/// A browser sends the header `Origin` with whatever a page asks for. Programs that are no browsers
/// send none, and could send any, so without one there is nothing to protect.
///
/// @param allowed origins in the form of [Origin#toString], or [#ANY]
record Origins(Set<String> allowed) {

  /// Stands for all pages there are.
  static final String ANY = "*";

  /// @param origins the values of the header `Origin`, none if it was not sent
  /// @param authority what the request was sent to, as in the header `Host`
  boolean allow(List<String> origins, String authority) {
    return switch (origins.size()) {
      case 0 -> true;
      case 1 -> allows(origins.getFirst(), authority);
      default -> false;
    };
  }

  private boolean allows(String text, String authority) {
    return isListed(text)
        || Origin.parse(text).filter(origin -> origin.isAt(authority)).isPresent();
  }

  /// Whether the list has this page.
  boolean isListed(String text) {
    return allowed.contains(ANY)
        || Origin.parse(text).filter(origin -> allowed.contains(origin.toString())).isPresent();
  }
}
