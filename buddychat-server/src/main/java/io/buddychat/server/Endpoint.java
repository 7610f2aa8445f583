package io.buddychat.server;

import io.buddychat.graphql.AttachmentPaths;
import java.util.Set;

/// Where the API is: at `/graphql`, or under another path. The pages to try it on ask for `graphql`
/// beside themselves; so they stand beside a path that ends so, and beside no other.
///
/// @param path begins with a slash and does not end with one
record Endpoint(String path) {

  /// Any number of plain words.
  private static final String PATH = "(/[A-Za-z0-9._~-]+)+";

  /// What stands there already, whatever the path of the API is.
  private static final Set<String> TAKEN =
      Set.of("/healthz", "/readyz", "/metrics", "/schema.graphqls", AttachmentPaths.UPLOAD);

  static boolean isPath(String text) {
    return text.matches(PATH) && !text.contains("/.") && !TAKEN.contains(text);
  }

  private boolean isStandard() {
    return path.equals(Entrance.PATH);
  }

  boolean hasPages() {
    return path.endsWith(Entrance.PATH);
  }

  /// The folder in which the API is; begins and ends with a slash.
  String folder() {
    return path.substring(0, path.lastIndexOf('/') + 1);
  }

  /// By which path a request is known inside, where there is only the standard one; empty if it is
  /// for nothing that there is.
  String inside(String asked) {
    if (isStandard()) {
      return asked;
    }
    if (asked.equals(path) || asked.equals(path + "/")) {
      return Entrance.PATH;
    }
    for (String page : PageHandler.PAGES) {
      if (hasPages() && isUnder(asked, folder() + page)) {
        return "/" + page + asked.substring(folder().length() + page.length());
      }
      if (isUnder(asked, "/" + page)) {
        return "";
      }
    }
    return isUnder(asked, Entrance.PATH) ? "" : asked;
  }

  private static boolean isUnder(String asked, String place) {
    return asked.equals(place) || asked.startsWith(place + "/");
  }
}
