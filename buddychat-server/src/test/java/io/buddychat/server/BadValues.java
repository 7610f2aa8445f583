package io.buddychat.server;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// Values that no argument should get, as JSON.
final class BadValues {

  /// Texts that have broken something somewhere.
  static final List<String> TEXTS =
      List.of(
          "",
          " ",
          "\t\n\r",
          "\u0000",
          "a\u0000b",
          "\u0007\u001b[31m",
          "\u007f\u0085",
          "\u202eevil",
          "\u2066a\u2069\u200b",
          "\ufeff",
          "\uffff",
          "' or '1'='1",
          "'; drop table users; --",
          "\" or \"\"=\"",
          "1; select pg_sleep(9)",
          "x' union select password_hash from users --",
          "%",
          "_%\\",
          "${jndi:ldap://127.0.0.1:1/a}",
          "{{7*7}}",
          "<script>alert(1)</script>",
          "<img src=x onerror=alert(1)>",
          "&#x3c;svg/onload=alert(1)&#x3e;",
          "]]><!--",
          "../../../../etc/passwd",
          "C:\\windows\\system32",
          "file:///etc/passwd",
          "javascript:alert(1)",
          "null",
          "undefined",
          "NaN",
          "-1",
          "9223372036854775808",
          "a".repeat(5_000),
          "a".repeat(20_000),
          "\ud83d\udca9".repeat(3_000),
          "a\u0301".repeat(6_000),
          "\u0130stanbul\u212a",
          "{\"a\":1}",
          "0x41",
          "\\u0000",
          "%00",
          "%s%n%d");

  /// Texts as JSON, those included that are no proper Unicode.
  static List<String> texts() {
    List<String> json = new ArrayList<>(TEXTS.stream().map(TestClient::text).toList());
    json.add("\"\\ud800\"");
    json.add("\"\\udfff\\ud800\"");
    json.add("\"a\\ud83d\"");
    return json;
  }

  /// What is of no single kind.
  static final List<String> OTHERS =
      List.of(
          "null",
          "true",
          "0",
          "-1",
          "101",
          "2147483648",
          "9223372036854775808",
          "1e400",
          "-1e-400",
          "1.5",
          "123456789012345678901234567890",
          "[]",
          "[null]",
          "[[[[[[]]]]]]",
          "[\"a\",1,true]",
          "{}",
          "{\"number\":\"1\"}",
          "{\"__proto__\":{\"a\":1}}");

  /// What is none, but looks much like this id.
  static List<String> idsLike(String id, int count, Random random) {
    List<String> ids =
        new ArrayList<>(
            List.of(
                id + "=",
                id + " ",
                " " + id,
                id.toLowerCase(java.util.Locale.ROOT),
                id.substring(1),
                id.substring(0, id.length() - 1),
                id.replace('=', '-'),
                id + id,
                id + "\u0000",
                id.replaceAll("=+$", ""),
                "\n" + id));
    for (String text :
        new String[] {
          "Chat:",
          "Chat:0",
          "Chat:-1",
          "Chat:01",
          "Chat:1.1",
          "Chat: 1",
          "Chat:1 ",
          "Chat:+1",
          "chat:1",
          "Chat:1:1",
          ":1",
          "Chat",
          "Chat:9223372036854775807",
          "Chat:9223372036854775808",
          "Chat:1e3",
          "Chat:0x1",
          "Chat:\u0661",
          "Chat:1\u0000",
          "Chat:1'",
          "Chat:1 or 1=1",
          "Nothing:1",
          "Query:1",
          "ChatMessage:1",
          "ChatMessage:1.",
          "ChatMessage:.1",
          "ChatMessage:1.0",
          "ChatMessage:1.-1",
          "ChatMessage:1.1.1",
          "ChatMessage:1.9223372036854775808",
          "Class:java.lang.Runtime",
          "Message:1;",
          "User:1",
          "Admin:1",
          "CustomUser:1/../2",
          "CustomUser:99999999999"
        }) {
      ids.add(Neighbourhood.base64(text));
    }
    while (ids.size() < count) {
      ids.add(mutated(id, random));
    }
    return List.copyOf(ids.subList(0, count));
  }

  private static final String PIECES = "\"\\{}[]():!@$&|.,=#\u0000\t\né\u202e0Aa-_+/'<>";

  /// A text with one to four small changes.
  static String mutated(String text, Random random) {
    StringBuilder changed = new StringBuilder(text);
    int changes = 1 + random.nextInt(4);
    for (int i = 0; i < changes && !changed.isEmpty(); i++) {
      int at = random.nextInt(changed.length());
      switch (random.nextInt(6)) {
        case 0 -> changed.deleteCharAt(at);
        case 1 -> changed.setCharAt(at, PIECES.charAt(random.nextInt(PIECES.length())));
        case 2 -> changed.insert(at, PIECES.charAt(random.nextInt(PIECES.length())));
        case 3 -> changed.setLength(Math.max(1, at));
        case 4 -> changed.insert(at, changed.substring(at, Math.min(changed.length(), at + 12)));
        default -> changed.setCharAt(at, (char) (changed.charAt(at) ^ 1 << random.nextInt(7)));
      }
    }
    return changed.toString();
  }

  private BadValues() {}
}
