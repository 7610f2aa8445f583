package io.buddychat.server;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/// What came of a hostile input.
///
/// @param texts all bodies, messages and reasons that came back
/// @param wrong what the server must not do, in words; empty if it behaved
record HostileAnswer(boolean refused, List<String> texts, List<String> wrong) {

  /// The codes that a client may be refused with. INTERNAL is not among them: it is our fault.
  static final Set<String> CODES =
      Set.of(
          "UNAUTHENTICATED",
          "FORBIDDEN",
          "NOT_FOUND",
          "INVALID_INPUT",
          "CONFLICT",
          "RATE_LIMITED",
          "TOO_COMPLEX",
          "PERSISTED_QUERY_NOT_FOUND",
          "RESYNC_REQUIRED");

  /// How a server of ours closes a socket on somebody who misbehaves.
  static final Set<Integer> CLOSINGS =
      Set.of(1000, 1002, 1003, 1007, 1009, 4400, 4401, 4403, 4406, 4408, 4409, 4429);

  private static final int LONGEST_REFUSAL = 64 << 10;
  private static final int LONGEST_ANSWER = 1 << 20;

  private static final Pattern INSIDE =
      Pattern.compile(
          "(LinkedHashMap|ArrayList|[A-Z]\\w+Value\\b|Exception\\b|\\bat [a-z]+\\.[a-z]+\\.|\\bjava[.x]|\\.java:|io\\.buddychat|com\\.fasterxml|org\\.eclipse"
              + "|graphql\\.(?:language|parser|execution|schema|validation|GraphQL)|(?i:jetty|jackson|hikari|jdbi|\\bh2\\b)"
              + "|(?i:\\bselect\\b.+\\bfrom\\b)|password_hash|token_hash|pbkdf2|/home/|/tmp/|/usr/|/root/)");

  /// Judges an HTTP answer.
  static HostileAnswer ofHttp(String input, int status, String body) {
    List<String> wrong = new ArrayList<>();
    // Jetty opens sockets for any key; what is no socket's protocol is closed then. 505 is HTTP's
    // own.
    boolean right = status == 101 || status == 505 || status / 100 == 2 || status / 100 == 4;
    if (!right) {
      wrong.add("status " + status);
    }
    boolean errors = false;
    if (!body.isBlank() && status != 101) {
      errors = codes(body, wrong, status == 200);
    }
    boolean refused = status >= 400 || errors;
    look(input, body, refused, wrong);
    return new HostileAnswer(refused, List.of(body), wrong);
  }

  /// Judges what came over a socket.
  ///
  /// @param closing how it was closed; 0 if it was not
  static HostileAnswer ofSocket(String input, List<String> messages, int closing, String reason) {
    List<String> wrong = new ArrayList<>();
    boolean refused = closing != 0;
    if (refused && !CLOSINGS.contains(closing)) {
      wrong.add("closed with " + closing + " " + reason);
    }
    for (String message : messages) {
      refused |= codes(message, wrong, true);
      look(input, message, true, wrong);
    }
    look(input, reason, true, wrong);
    return new HostileAnswer(refused, messages, wrong);
  }

  /// Looks for codes that are none.
  ///
  /// @return whether there were errors
  private static boolean codes(String text, List<String> wrong, boolean json) {
    JsonNode answer;
    try {
      answer = TestClient.json(text);
    } catch (RuntimeException e) {
      if (json) {
        wrong.add("no JSON");
      }
      return false;
    }
    List<String> codes = answer.findValuesAsText("code");
    codes.stream().filter(code -> !CODES.contains(code)).forEach(code -> wrong.add("code " + code));
    boolean errors = answer.has("errors");
    if (errors && codes.isEmpty()) {
      wrong.add("an error without a code");
    }
    return errors || !codes.isEmpty() || answer.path("type").asText().equals("connection_error");
  }

  /// Looks for what tells of the inside, unless the input itself had it.
  private static void look(String input, String text, boolean refused, List<String> wrong) {
    if (text.length() > (refused ? LONGEST_REFUSAL : LONGEST_ANSWER)) {
      wrong.add("an answer of " + text.length() + " characters");
    }
    var found = INSIDE.matcher(text);
    while (found.find()) {
      if (!input.contains(found.group())) {
        wrong.add("tells of the inside: " + found.group());
      }
    }
  }
}
