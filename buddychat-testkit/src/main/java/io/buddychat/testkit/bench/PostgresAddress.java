package io.buddychat.testkit.bench;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Where the tables of a PostgreSQL are, for who does not connect by JDBC. There is no password.
record PostgresAddress(String host, String port, String database, String user) {

  private static final Pattern URL =
      Pattern.compile("jdbc:postgresql://(?<host>[^:/]+):(?<port>\\d+)/(?<name>\\w+)(?<rest>.*)");
  private static final Pattern USER = Pattern.compile("[?&]user=(\\w+)");

  /// @throws IllegalArgumentException for another URL
  static PostgresAddress of(String url) {
    Matcher parts = matching(URL, url);
    String user = matching(USER, parts.group("rest")).group(1);
    return new PostgresAddress(parts.group("host"), parts.group("port"), parts.group("name"), user);
  }

  private static Matcher matching(Pattern pattern, String text) {
    Matcher matcher = pattern.matcher(text);
    if (!matcher.find()) {
      throw new IllegalArgumentException("not as expected: " + text);
    }
    return matcher;
  }
}
