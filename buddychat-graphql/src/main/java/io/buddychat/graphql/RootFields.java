package io.buddychat.graphql;

import graphql.execution.CoercedVariables;
import graphql.language.Field;
import graphql.language.FragmentDefinition;
import graphql.language.FragmentSpread;
import graphql.language.InlineFragment;
import graphql.language.Selection;
import graphql.language.SelectionSet;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The fields at the top of an operation, as they are run: a fragment counts once, however often it
/// is spread.
record RootFields(List<Field> fields) {

  /// Those that compute the hash of a password, which is dear by design, or let one be guessed.
  private static final Set<String> GUARDED =
      Set.of("login", "createUser", "changePassword", "deleteUser");

  private static final Set<String> INTROSPECTION = Set.of("__schema", "__type");

  static RootFields of(SelectionSet set, Map<String, FragmentDefinition> fragments) {
    List<Field> fields = new ArrayList<>();
    collect(set, fragments, new HashSet<>(), fields);
    return new RootFields(fields);
  }

  private static void collect(
      SelectionSet set,
      Map<String, FragmentDefinition> fragments,
      Set<String> spread,
      List<Field> fields) {
    for (Selection<?> selection : set.getSelections()) {
      switch (selection) {
        case Field field -> fields.add(field);
        case InlineFragment inline -> collect(inline.getSelectionSet(), fragments, spread, fields);
        case FragmentSpread once -> {
          FragmentDefinition fragment = fragments.get(once.getName());
          if (fragment != null && spread.add(once.getName())) {
            collect(fragment.getSelectionSet(), fragments, spread, fields);
          }
        }
        default -> throw new IllegalStateException("an unknown selection: " + selection);
      }
    }
  }

  int count() {
    return fields.size();
  }

  /// How many operations they are: one that does the same for several inputs is as many.
  int operations(CoercedVariables variables) {
    return fields.stream().mapToInt(field -> Inputs.count(field, variables)).sum();
  }

  /// How many of them take a password.
  int guarded() {
    return (int) fields.stream().filter(field -> GUARDED.contains(field.getName())).count();
  }

  /// Whether a field asks about the schema.
  static boolean introspects(Field field) {
    return INTROSPECTION.contains(field.getName());
  }
}
