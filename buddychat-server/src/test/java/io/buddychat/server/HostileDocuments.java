package io.buddychat.server;

import graphql.language.Argument;
import graphql.language.AstPrinter;
import graphql.language.Document;
import graphql.language.Field;
import graphql.language.FieldDefinition;
import graphql.language.InputValueDefinition;
import graphql.language.OperationDefinition;
import graphql.language.SelectionSet;
import graphql.language.VariableDefinition;
import graphql.language.VariableReference;
import graphql.parser.Parser;
import graphql.schema.idl.SchemaParser;
import graphql.schema.idl.TypeDefinitionRegistry;
import io.buddychat.graphql.BuddyChatGraphQl;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Documents and variables: bad values for every argument of the schema, documents that are no
/// documents, and good ones with something changed.
final class HostileDocuments {

  private final Neighbourhood place;
  private final Random random;
  private final List<HostileInput> all = new ArrayList<>();

  HostileDocuments(Neighbourhood place, Random random) {
    this.place = place;
    this.random = random;
  }

  /// @param values how many bad values of arguments to take, of all there are
  /// @param mutations how many good documents to change
  List<HostileInput> all(int values, int mutations) {
    values(values);
    writtenByHand();
    mutated(mutations);
    ids();
    return all;
  }

  /// What works, one document for each query and mutation.
  private Map<String, String> good() {
    Map<String, String> documents = new LinkedHashMap<>();
    for (AccessRule rule : AccessRule.all()) {
      boolean root = rule.field().startsWith("Query.") || rule.field().startsWith("Mutation.");
      if (root && rule.outcomes().get(Asker.OWNER).equals("ok")) {
        documents.putIfAbsent(rule.field(), place.meant(rule.document(), Asker.OWNER));
      }
    }
    return documents;
  }

  private void values(int count) {
    List<HostileInput> found = new ArrayList<>();
    List<HostileInput> wrongKinds = new ArrayList<>();
    Map<String, FieldDefinition> fields = fields();
    good()
        .forEach(
            (name, document) -> {
              FieldDefinition field = Optional.ofNullable(fields.get(name)).orElseThrow();
              for (InputValueDefinition argument : field.getInputValueDefinitions()) {
                String asking = asking(document, argument);
                for (String bad : BadValues.texts()) {
                  found.add(asked("texts in arguments", asking, bad));
                }
                for (String bad : BadValues.OTHERS) {
                  wrongKinds.add(asked("values of another kind", asking, bad));
                }
              }
            });
    found.addAll(wrongKinds);
    Collections.shuffle(found, random);
    all.addAll(found.subList(0, Math.min(count, found.size())));
  }

  private static HostileInput asked(String kind, String document, String value) {
    return HostileInput.body(
        kind,
        "{\"query\":%s,\"variables\":{\"bad\":%s}}".formatted(TestClient.text(document), value));
  }

  /// The same document with a variable in the place of one argument.
  private static String asking(String document, InputValueDefinition argument) {
    Document parsed = Parser.parse(document);
    OperationDefinition operation = (OperationDefinition) parsed.getDefinitions().getFirst();
    Field field = (Field) operation.getSelectionSet().getSelections().getFirst();
    List<Argument> arguments = new ArrayList<>(field.getArguments());
    arguments.removeIf(each -> each.getName().equals(argument.getName()));
    arguments.add(new Argument(argument.getName(), new VariableReference("bad")));
    Field changed = field.transform(builder -> builder.arguments(arguments));
    return AstPrinter.printAstCompact(
        operation.transform(
            builder ->
                builder
                    .selectionSet(SelectionSet.newSelectionSet().selection(changed).build())
                    .variableDefinition(
                        VariableDefinition.newVariableDefinition()
                            .name("bad")
                            .type(argument.getType())
                            .build())));
  }

  private static Map<String, FieldDefinition> fields() {
    TypeDefinitionRegistry schema = new SchemaParser().parse(BuddyChatGraphQl.schema());
    Map<String, FieldDefinition> fields = new LinkedHashMap<>();
    for (String root : List.of("Query", "Mutation")) {
      Stream.concat(
              schema
                  .getTypeOrNull(root, graphql.language.ObjectTypeDefinition.class)
                  .getFieldDefinitions()
                  .stream(),
              schema.objectTypeExtensions().getOrDefault(root, List.of()).stream()
                  .flatMap(extension -> extension.getFieldDefinitions().stream()))
          .forEach(field -> fields.put(root + "." + field.getName(), field));
    }
    return fields;
  }

  private static String nested(String open, String middle, String close, int times) {
    return open.repeat(times) + middle + close.repeat(times);
  }

  private void writtenByHand() {
    Stream.of(
            // No documents.
            "",
            " ",
            "\u0000",
            "{",
            "}",
            "{}",
            "{ }",
            "(",
            "query",
            "query {",
            "query { me",
            "mutation",
            "subscription",
            "fragment",
            "{ me { id }",
            "{ me { id } } }",
            "{ me { } }",
            "{ me() { id } }",
            "{ me { id } } extra",
            "\ufeff{",
            "{ \u202e }",
            "{ \ud83d\udca9 }",
            "\"text\"",
            "[]",
            "{\"query\":\"{me{id}}\"}",
            "select * from users",
            "#",
            "# only",
            "\"\"\"",
            "{ a: }",
            "{ : a }",
            "{ ...}",
            "{ ... }",
            "{ ...on }",
            "{ @skip }",
            "{ me @ { id } }",
            "{ me { id(: 1) } }",
            "{ user(id: ) { id } }",
            "{ user(id: \"\\u12\") { id } }",
            "{ user(id: \"\\x\") { id } }",
            "{ user(id: \"unclosed) { id } }",
            "{ user(id: \"\n\") { id } }",
            "{ user(id: 'x') { id } }",
            "{ user(id: 1e999) { id } }",
            "{ user(id: 00) { id } }",
            "{ user(id: -) { id } }",
            "{ user(id: 0x1) { id } }",
            "{ user(id: $) { id } }",
            "{ user(id: [\"x\"]) { id } }",
            "{ user(id: {a: 1}) { id } }",
            "{ user(id: ENUM) { id } }",
            "{ user(id: null) { id } }",
            "{ user { id } }",
            "{ user(id: \"x\", id: \"y\") { id } }",
            "{ user(id: \"x\", more: 1) { id } }",
            // Unknown and wrong.
            "{ nothing }",
            "{ me { nothing } }",
            "{ me }",
            "{ inboxHead { id } }",
            "{ me { id { x } } }",
            "{ users(first: \"1\") { pageInfo { hasNextPage } } }",
            "{ users(first: 1.5) { pageInfo { hasNextPage } } }",
            "{ users(first: 99999999999) { pageInfo { hasNextPage } } }",
            "{ users(first: true) { pageInfo { hasNextPage } } }",
            "{ users(first: -1) { pageInfo { hasNextPage } } }",
            "{ users(first: 101) { pageInfo { hasNextPage } } }",
            "{ users(first: 1, last: 1) { pageInfo { hasNextPage } } }",
            "{ chats(archived: \"no\") { pageInfo { hasNextPage } } }",
            "query A { me { id } } query B { me { id } }",
            "query A { me { id } } query A { me { id } }",
            "query A { me { id } } { me { id } }",
            "query ($x: Nothing) { me { id } }",
            "query ($x: ID!, $x: ID!) { user(id: $x) { id } }",
            "query ($x: ID!) { user(id: $y) { id } }",
            "query ($x: CustomUser) { me { id } }",
            "query ($x: ID!) { user(id: $x) { id } }",
            "query ($x: Int = \"a\") { users(first: $x) { pageInfo { hasNextPage } } }",
            "{ a: me { id } a: users { pageInfo { hasNextPage } } }",
            "type A { a: Int }",
            "schema { query: A }",
            "extend type Query { a: Int } { me { id } }",
            "scalar A",
            "directive @a on FIELD { me { id } }",
            "enum A { B }",
            // Directives.
            "{ me @nothing { id } }",
            "{ me @skip { id } }",
            "{ me @skip(if: \"a\") { id } }",
            "{ me @skip(if: true, if: false) { id } }",
            "{ me @skip(if: $x) { id } }",
            "{ me @deprecated { id } }",
            "query @skip(if: true) { me { id } }",
            "{ me @include(if: null) { id } }",
            "{ me @specifiedBy(url: \"x\") { id } }",
            "{ me @skip(if: true) @skip(if: true) { id } }",
            // Fragments.
            "{ ...A }",
            "{ ...A } fragment A on Query { ...A }",
            "{ ...A } fragment A on Query { ...B } fragment B on Query { ...A }",
            "{ ...A } fragment A on Nothing { id }",
            "{ ...A } fragment A on ID { id }",
            "{ me { ...A } } fragment A on Chat { id }",
            "fragment A on Query { me { id } }",
            "{ me { id } } fragment A on CustomUser { id }",
            "{ ...A } fragment A on Query { me { id } } fragment A on Query { me { id } }",
            "{ ... on Mutation { createSelfChat { chat { id } } } }",
            "{ ...on on Query { me { id } } }",
            "{ me { ... on Node { ... on Chat { nothing } } } }",
            // Operations where they do not belong.
            "subscription { subscribe { success } }",
            "subscription { inbox { cursor } }",
            "subscription { subscribe { success } inbox { cursor } }",
            "subscription { a: subscribe { success } b: subscribe { success } }",
            "subscription { __typename }",
            "mutation { me { id } }",
            "query { createSelfChat { chat { id } } }",
            "{ __type { name } }",
            "{ __schema { nothing } }",
            "{ __nothing }",
            "{ me { __schema { types { name } } } }")
        .map(text -> HostileInput.document("documents", text))
        .forEach(all::add);
    Stream.of(
            nested("{ me ", "{ id }", "}", 50),
            nested("{ me ", "{ id }", "}", 5_000),
            nested("{", "", "}", 10_000),
            nested("[", "", "]", 10_000),
            "{ user(id: " + nested("[", "\"x\"", "]", 3_000) + ") { id } }",
            "{ user(id: " + nested("{a: ", "1", "}", 3_000) + ") { id } }",
            "query ($x: " + nested("[", "ID", "]", 3_000) + ") { me { id } }",
            "{ chats { edges { node { otherUser "
                + nested("{ chats { edges { node { otherUser ", "{ id }", "} } } }", 30)
                + " } } } }",
            "{ chat(id: \"$chat\") { lastMessage "
                + nested("{ chat { lastMessage ", "{ id }", "} }", 25)
                + " } }",
            "{ " + "me { id } ".repeat(20_000) + "}",
            "{ " + aliases("me { nothing }", 3_000) + "}",
            "{ me { " + "x".repeat(200_000) + " } }",
            "{ me { id } } # " + "x".repeat(500_000),
            "{ me { id } " + ",".repeat(300_000) + "}",
            "{ user(id: \"" + "A".repeat(500_000) + "\") { id } }",
            "{ me " + "@skip(if: true) ".repeat(5_000) + "{ id } }",
            "{ me " + "@nothing ".repeat(5_000) + "{ id } }",
            "{ user(" + "id: \"x\" ".repeat(5_000) + ") { id } }",
            "{ nodes(ids: [" + "\"x\" ".repeat(20_000) + "]) { id } }",
            "query ("
                + IntStream.range(0, 5_000)
                    .mapToObj(i -> "$v" + i + ": ID")
                    .collect(Collectors.joining(" "))
                + ") { me { id } }",
            "{ ...F0 } "
                + IntStream.range(0, 2_000)
                    .mapToObj(i -> "fragment F" + i + " on Query { ...F" + (i + 1) + " } ")
                    .collect(Collectors.joining())
                + "fragment F2000 on Query { me { id } }",
            "{ ...F0 } "
                + IntStream.range(0, 30)
                    .mapToObj(
                        i ->
                            "fragment F"
                                + i
                                + " on Query { ...F"
                                + (i + 1)
                                + " ...F"
                                + (i + 1)
                                + " } ")
                    .collect(Collectors.joining())
                + "fragment F30 on Query { nothing }",
            "{ ...on Query ".repeat(3_000) + "{ me { id } }" + "}".repeat(3_000),
            "{ "
                + aliases("__type(name: \"Query\") { fields { type { fields { nothing } } } }", 500)
                + "}")
        .map(text -> HostileInput.document("bombs", place.meant(text, Asker.OWNER)))
        .forEach(all::add);
  }

  private static String aliases(String field, int times) {
    return IntStream.range(0, times)
        .mapToObj(i -> "a" + i + ": " + field)
        .collect(Collectors.joining(" "));
  }

  private void mutated(int count) {
    // What the server made up itself is another text each time: changing it would not be
    // repeatable.
    List<String> madeUp =
        Stream.of("refresh", "token", "attachment", "unsentFile").map(place.names()::get).toList();
    List<String> documents =
        good().values().stream().filter(text -> madeUp.stream().noneMatch(text::contains)).toList();
    for (int i = 0; i < count; i++) {
      all.add(
          HostileInput.document(
              "changed documents",
              BadValues.mutated(documents.get(random.nextInt(documents.size())), random)));
    }
  }

  private void ids() {
    for (String id : BadValues.idsLike(place.names().get("chat"), 100, random)) {
      all.add(HostileInput.document("ids", "{ chat(id: " + TestClient.text(id) + ") { id } }"));
    }
    for (String id : BadValues.idsLike(place.names().get("sent"), 80, random)) {
      all.add(
          HostileInput.document(
              "ids",
              "mutation { unsendChatMessage(chatMessageId: %s) { success } }"
                  .formatted(TestClient.text(id))));
    }
    for (String cursor : BadValues.idsLike(place.names().get("page"), 80, random)) {
      all.add(
          HostileInput.document(
              "cursors",
              "{ chats(after: %s) { pageInfo { endCursor } } }"
                  .formatted(TestClient.text(cursor))));
    }
    for (String cursor : BadValues.idsLike(place.names().get("cursor"), 80, random)) {
      all.add(
          HostileInput.document(
              "cursors",
              "{ inboxEvents(after: %s) { pageInfo { endCursor } } }"
                  .formatted(TestClient.text(cursor))));
    }
  }
}
