package io.buddychat.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import graphql.schema.idl.SchemaParser;
import graphql.schema.idl.TypeDefinitionRegistry;
import io.buddychat.graphql.BuddyChatGraphQl;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// Nobody sees or changes what is not theirs: every line of `access.txt`, asked by everybody, over
/// the wire.
///
/// Whoever is refused gets the code of the line, has changed no row of the database, sees no text
/// that is not for them, and cannot tell what others have from what does not exist.
class AccessTest {

  /// What comes of it alike when the thing is not the asker's and when it does not exist.
  private static final Set<String> HIDDEN = Set.of("NOT_FOUND", "null", "UNAUTHENTICATED");

  private static Neighbourhood all;
  private static Tables.Content before;

  @BeforeAll
  static void begin() {
    all = new Neighbourhood();
    before = all.tables.content();
  }

  @AfterAll
  static void end() {
    all.close();
  }

  @Test
  void everyFieldOfTheSchemaHasARuleAndEveryRuleAField() {
    TypeDefinitionRegistry schema = new SchemaParser().parse(BuddyChatGraphQl.schema());
    Set<String> fields = new TreeSet<>();
    schema
        .types()
        .forEach(
            (name, type) ->
                type.getNamedChildren().getChildren().values().stream()
                    .flatMap(List::stream)
                    .filter(graphql.language.FieldDefinition.class::isInstance)
                    .map(graphql.language.FieldDefinition.class::cast)
                    .forEach(field -> fields.add(name + "." + field.getName())));
    schema
        .objectTypeExtensions()
        .forEach(
            (name, extensions) ->
                extensions.stream()
                    .flatMap(extension -> extension.getFieldDefinitions().stream())
                    .forEach(field -> fields.add(name + "." + field.getName())));
    assertThat(fields).hasSizeGreaterThan(200);
    Set<String> ruled =
        AccessRule.all().stream().map(AccessRule::field).collect(Collectors.toSet());
    assertThat(ruled).isEqualTo(fields);
  }

  @TestFactory
  Stream<DynamicTest> everybodyGetsWhatTheRuleSays() {
    return AccessRule.all().stream()
        .map(
            rule ->
                DynamicTest.dynamicTest(
                    rule.field() + " by " + rule.document(), () -> check(rule)));
  }

  private static void check(AccessRule rule) {
    List<String> wrong = new ArrayList<>();
    for (Asker asker : Asker.values()) {
      String expected = rule.outcomes().get(asker);
      String answer = answer(rule, all.meant(rule.document(), asker), asker);
      String outcome = outcome(rule, answer);
      String who = asker + " gets " + answer;
      if (!outcome.equals(expected)) {
        wrong.add("should be " + expected + ", but is " + outcome + ": " + who);
      }
      if (!all.leaked(answer, asker).isEmpty()) {
        wrong.add("shows " + all.leaked(answer, asker) + ": " + who);
      }
      boolean changes = outcome.equals("ok") && rule.document().startsWith("mutation");
      if (changes) {
        all.tables.restore(before);
      } else if (!all.tables.content().equals(before)) {
        wrong.add("changes something: " + who);
        all.tables.restore(before);
      }
      if (HIDDEN.contains(outcome)) {
        String nothing = answer(rule, all.aboutNothing(rule.document(), asker), asker);
        if (!nothing.equals(answer)) {
          wrong.add("can be told from what does not exist, " + nothing + ": " + who);
        }
      }
    }
    assertThat(wrong).isEmpty();
  }

  private static String answer(AccessRule rule, String document, Asker asker) {
    return rule.isSubscription()
        ? all.askBySocket(asker, document)
        : all.ask(asker, document).body();
  }

  private static String outcome(AccessRule rule, String answer) {
    JsonNode json = TestClient.json(answer);
    List<String> codes = json.findValuesAsText("code").stream().distinct().toList();
    if (!codes.isEmpty()) {
      return String.join("+", codes);
    }
    return json.findValue(rule.name()) == null ? "null" : "ok";
  }
}
