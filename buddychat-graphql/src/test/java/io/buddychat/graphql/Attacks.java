package io.buddychat.graphql;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Requests that try to cost more than they look, each in any size.
final class Attacks {

  /// A request of an attack.
  record Request(String document, Map<String, @Nullable Object> variables) {}

  private final Map<String, IntFunction<Request>> all = new LinkedHashMap<>();
  private final String chat;

  /// @param chat the id of a chat with a long history
  Attacks(String chat) {
    this.chat = chat;
    repeating();
    nesting();
    writing();
    defining();
    spreading();
    spellingOut();
    varying();
    asking();
    mistaking();
    introspecting();
  }

  /// The attacks by their names; each makes a request of about so many characters.
  Map<String, IntFunction<Request>> all() {
    return all;
  }

  private void add(String name, IntFunction<String> document) {
    all.put(name, size -> new Request(document.apply(size), Map.of()));
  }

  /// As often as fits into the size.
  private static String fill(int size, String text) {
    return text.repeat(Math.max(1, size / text.length()));
  }

  /// As many as fit into the size, each with its number instead of `#`.
  private static String count(int size, String text) {
    int many = Math.max(1, size / (text.length() + 3));
    return IntStream.range(0, many)
        .mapToObj(i -> text.replace("#", String.valueOf(i)))
        .collect(Collectors.joining(" "));
  }

  private static int levels(int size, String text) {
    return Math.max(1, size / text.length());
  }

  private void repeating() {
    add("one field again and again", size -> "{ " + fill(size, "__typename ") + "}");
    add("a field of a person again and again", size -> "{ me { " + fill(size, "id ") + "} }");
    add("aliases at the top", size -> "{ " + count(size, "a#: __typename") + " }");
    add("aliases of a person", size -> "{ me { " + count(size, "a#: username") + " } }");
    add(
        "aliases in a page",
        size -> "{ users(first: 100) { edges { node { " + count(size, "a#: id") + " } } } }");
    add("pages beside each other", size -> "{ " + count(size, page("a#", "cursor")) + " }");
    add(
        "pages of one chat beside each other",
        size ->
            "{ chat(id: \"%s\") { ".formatted(chat)
                + count(size, "a#: chatMessages(first: 100) { edges { node { id } } }")
                + " } }");
    add(
        "inline fragments around the same field",
        size -> "{ " + fill(size, "... { __typename } ") + "}");
    add(
        "inline fragments around aliases",
        size -> "{ me { " + count(size, "... { a#: id }") + " } }");
  }

  private static String page(String alias, String of) {
    return alias + ": users(first: 100) { edges { " + of + " } }";
  }

  private void nesting() {
    String around = "chat { chatMessages { edges { node { ";
    add(
        "in circles",
        size -> {
          int rounds = levels(size, around + "} } } } ");
          return "{ chat(id: \"%s\") { chatMessages { edges { node { ".formatted(chat)
              + around.repeat(rounds)
              + "id "
              + "} ".repeat(4 * rounds + 5);
        });
    add(
        "twice around in large pages",
        size ->
            "{ chats(first: 100) { edges { node { chatMessages(first: 100) { edges { node { "
                + fill(size, "id ")
                + "} } } } } } }");
    add("braces", size -> fill(size, "{"));
    add("fields in fields", size -> fill(size / 2, "{a") + fill(size / 2, "}"));
    add("lists in lists", size -> nodes(fill(size / 2, "[") + fill(size / 2, "]")));
    add("objects in objects", size -> nodes(fill(size / 2, "{a:") + "1" + fill(size / 6, "}")));
    add("variable types in lists", size -> "query ($a: " + fill(size, "[") + ") { me { id } }");
    add(
        "inline fragments in inline fragments",
        size -> "{ " + fill(size * 4 / 6, "... {") + "__typename" + fill(size / 6, "}") + " }");
  }

  private static String nodes(String ids) {
    return "{ nodes(ids: " + ids + ") { id } }";
  }

  private void writing() {
    add("spaces", size -> "{ __typename " + fill(size, " ") + "}");
    add("new lines", size -> "{ __typename " + fill(size, "\n") + "}");
    add("commas", size -> "{ __typename " + fill(size, ",") + "}");
    add("byte order marks", size -> "{ __typename " + fill(size, "\uFEFF") + "}");
    add("a long comment", size -> "{ __typename #" + fill(size, "x") + "\n}");
    add("many comments", size -> "{ __typename " + fill(size, "#\n") + "}");
    add("a long name", size -> "{ " + fill(size, "x") + " }");
    add("a long alias over many mistakes", size -> longPath(size));
    add("a long text", size -> "{ user(id: \"" + fill(size, "x") + "\") { id } }");
    add("a text of escapes", size -> "{ user(id: \"" + fill(size, "\\u0041") + "\") { id } }");
    add("a block text", size -> "{ user(id: \"\"\"" + fill(size, "  x\n") + "\"\"\") { id } }");
    add("an endless text", size -> "{ user(id: \"" + fill(size, "x"));
    add("a long number", size -> "{ users(first: " + fill(size, "9") + ") { edges { cursor } } }");
    add("many long numbers", size -> nodes("[" + fill(size, "9".repeat(90) + " ") + "]"));
    add("long fractions", size -> nodes("[" + fill(size, "1." + "9".repeat(900) + "e9 ") + "]"));
    add("digits in texts", size -> nodes("\"" + fill(size, "9") + "\""));
    add("signs of no language", size -> fill(size, "\u0000\u0007\uD83D\uDE00"));
  }

  private static String longPath(int size) {
    return "{ " + fill(size * 3 / 4, "x") + ": me { " + count(size / 4, "y#") + " } }";
  }

  private void defining() {
    add("operations", size -> count(size, "query q# { __typename }"));
    add("operations without a name", size -> fill(size, "{ __typename } "));
    add("variables", size -> "query (" + count(size, "$v#: ID") + ") { __typename }");
    add(
        "variables with standard values",
        size -> "query (" + count(size, "$v#: [ID] = [1, 2, 3]") + ") { __typename }");
    add("directives", size -> "{ __typename " + fill(size, "@skip(if: false) ") + "}");
    add("unknown directives", size -> "{ __typename " + count(size, "@d#") + " }");
    add("types", size -> count(size, "type T# { a: Int }"));
  }

  private void spreading() {
    add(
        "a chain of fragments",
        size -> {
          int many = levels(size, "fragment f1000 on Query { ...f1000 } ");
          return "{ ...f0 } "
              + IntStream.range(0, many)
                  .mapToObj(i -> "fragment f" + i + " on Query { ...f" + (i + 1) + " } ")
                  .collect(Collectors.joining())
              + "fragment f"
              + many
              + " on Query { __typename }";
        });
    add("doubling fragments", size -> doubling(size, "... on Query { __typename }", "Query", ""));
    add("fragments that double fields", size -> doubling(size, "id", "CustomUser", "me"));
    add("a circle of fragments", size -> "{ ...f0 } " + circle(levels(size, CIRCLE)));
    add("fragments that nobody uses", size -> "{ __typename } " + count(size, UNUSED));
    add(
        "a large fragment in many operations",
        size ->
            count(size / 2, "query q# { ...f }")
                + " fragment f on Query { "
                + fill(size / 2, "... { __typename } ")
                + "}");
    add(
        "a fragment with a large list in many operations",
        size ->
            count(size / 2, "query q# { ...f }")
                + " fragment f on Query { nodes(ids: ["
                + fill(size / 2, "1 ")
                + "]) { id } }");
    add("one fragment spread often", size -> "{ " + fill(size, "...f ") + "} " + ONE);
    add("a fragment that is not there", size -> "{ " + fill(size, "...f ") + "}");
    add(
        "fragments of which each spreads all of the next level",
        size -> {
          int each = 5;
          int deep = Math.max(2, Math.min(20, size / 200));
          return "{ ...a0x0 } "
              + IntStream.range(0, deep)
                  .boxed()
                  .flatMap(
                      level ->
                          IntStream.range(0, each)
                              .mapToObj(i -> wide(level, i, level == deep - 1 ? 0 : each)))
                  .collect(Collectors.joining(" "));
        });
  }

  private static final String CIRCLE = "fragment f1000 on Query { ...f1000 } ";
  private static final String UNUSED = "fragment f# on Query { __typename }";
  private static final String ONE = "fragment f on Query { __typename }";

  private static String wide(int level, int number, int spreads) {
    String within =
        IntStream.range(0, spreads)
            .mapToObj(i -> "...a" + (level + 1) + "x" + i)
            .collect(Collectors.joining(" "));
    return "fragment a%dx%d on Query { __typename %s }".formatted(level, number, within);
  }

  private static String circle(int many) {
    return IntStream.range(0, many)
        .mapToObj(i -> "fragment f" + i + " on Query { ...f" + (i + 1) % many + " } ")
        .collect(Collectors.joining());
  }

  private static String doubling(int size, String inmost, String type, String within) {
    int many = Math.min(60, levels(size, "fragment f10 on Query { ...f10 ...f10 } "));
    String top = within.isEmpty() ? "{ ...f0 } " : "{ " + within + " { ...f0 } } ";
    return top
        + IntStream.range(0, many)
            .mapToObj(i -> "fragment f%d on %s { ...f%d ...f%d } ".formatted(i, type, i + 1, i + 1))
            .collect(Collectors.joining())
        + "fragment f%d on %s { %s }".formatted(many, type, inmost);
  }

  private void spellingOut() {
    add("a list of numbers", size -> nodes("[" + fill(size, "1 ") + "]"));
    add("a list of texts", size -> nodes("[" + fill(size, "\"\" ") + "]"));
    add("a list of objects", size -> nodes("[" + fill(size, "{a:1} ") + "]"));
    add("an object of many members", size -> nodes("{" + count(size, "a#: 1") + "}"));
    add("arguments", size -> "{ users(" + count(size, "a#: 1") + ") { edges { cursor } } }");
    add("one argument often", size -> "{ users(" + fill(size, "first: 1 ") + ") { __typename } }");
  }

  private void varying() {
    String document = "query ($ids: [ID!]!) { nodes(ids: $ids) { id } }";
    all.put(
        "a variable with a large list",
        size -> new Request(document, Map.of("ids", List.of(fill(size, "1 ").split(" ")))));
    all.put(
        "a variable with a long text",
        size -> new Request(document, Map.of("ids", List.of(fill(size, "QUJD")))));
    all.put(
        "many variables that nobody asked for",
        size ->
            new Request(
                "{ __typename }",
                IntStream.range(0, size / 10)
                    .boxed()
                    .collect(Collectors.toMap(i -> "v" + i, i -> (Object) i))));
    all.put(
        "a variable of lists in lists",
        size -> {
          Object value = "1";
          for (int i = 0; i < Math.min(90, size / 2); i++) {
            value = List.of(value);
          }
          return new Request(document, Map.of("ids", value));
        });
  }

  private void asking() {
    add(
        "groups with all their members",
        size ->
            "{ groups(first: 100) { edges { node { member { group { members(first: 100) { edges {"
                + " node { "
                + fill(size, "joinedAt ")
                + "} } } } } } } } }");
    add(
        "as many objects as the cost admits",
        size ->
            "{ groups(first: 100) { edges { node { member { group { members(first: 20) { edges {"
                + " node { user { id } } } } } } } } } "
                + fill(Math.min(size, 500), "__typename ")
                + "}");
    add(
        "as many pages as the cost admits",
        size ->
            "{ "
                + count(
                    Math.min(size, 2_700),
                    "a#: chat(id: \"%s\") { chatMessages(first: 100) { edges { node { id } } } }"
                        .formatted(chat))
                + " }");
    add(
        "people by a long name",
        size -> "{ users(username: \"" + fill(size, "x") + "\") { edges { cursor } } }");
    add(
        "a long cursor",
        size -> "{ users(after: \"" + fill(size, "QUJD") + "\") { edges { cursor } } }");
    add(
        "a long cursor of the inbox",
        size -> "{ inboxEvents(after: \"" + fill(size, "QUJD") + "\") { edges { cursor } } }");
    add(
        "a message that is too long",
        size ->
            "mutation { createChatMessage(chatId: \"%s\", content: \"%s\") { duplicate } }"
                .formatted(chat, fill(size, "x").length() > 10_000 ? fill(size, "x") : ""));
    add(
        "logins",
        size ->
            "mutation { "
                + count(size, "a#: login(username: \"\", password: \"\") { token }")
                + "}");
  }

  private void mistaking() {
    add("unknown fields", size -> "{ me { " + count(size, "x#") + " } }");
    add("conflicting fields", size -> "{ me { " + fill(size, "a: id a: username ") + "} }");
    add("fields without their fields", size -> "{ " + count(size, "a#: me") + " }");
    add("leaves with fields", size -> "{ me { " + fill(size, "id { a } ") + "} }");
    add("types that are not there", size -> "{ " + count(size, "... on T# { a }") + " }");
  }

  private void introspecting() {
    String all = "kind name description specifiedByURL isOneOf ";
    add("the schema often", size -> "{ " + count(size, "a#: __schema { types { name } }") + " }");
    add(
        "the schema in circles",
        size -> {
          int rounds = levels(size, "fields { type { } } ");
          return "{ __schema { types { "
              + "fields { type { ".repeat(rounds)
              + "name "
              + "} } ".repeat(rounds)
              + "} } }";
        });
    add(
        "the schema with aliases",
        size -> "{ __schema { types { fields { " + count(size, "a#: description") + " } } } }");
    add(
        "the schema as wide as it goes",
        size -> {
          int deep = Math.min(10, levels(size, all + "ofType { } "));
          String type = ("ofType { " + all).repeat(deep) + "} ".repeat(deep);
          return "{ __schema { types { fields { name type { %s %s } args { name type { %s %s } } } } } }"
              .formatted(all, type, all, type);
        });
    add("a type often", size -> "{ " + count(size, "a#: __type(name: \"Chat\") { name }") + " }");
  }
}
