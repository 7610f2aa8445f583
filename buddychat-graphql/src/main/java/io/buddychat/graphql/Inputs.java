package io.buddychat.graphql;

import graphql.execution.CoercedVariables;
import graphql.language.Argument;
import graphql.language.ArrayValue;
import graphql.language.Field;
import graphql.language.VariableReference;
import java.util.Collection;

/// Fields that do the same for each of several inputs: they count as often as they do it.
final class Inputs {

  /// How many inputs one field takes.
  static final int MOST = 20;

  static final String ARGUMENT = "inputs";

  private Inputs() {}

  /// How many inputs a field is given, known before it runs. More than it takes are refused where
  /// they are given, so they count no more than the most.
  static int count(Field field, CoercedVariables variables) {
    int given = 1;
    for (Argument argument : field.getArguments()) {
      if (argument.getName().equals(ARGUMENT)) {
        given =
            switch (argument.getValue()) {
              case ArrayValue array -> array.getValues().size();
              case VariableReference variable ->
                  variables.get(variable.getName()) instanceof Collection<?> many ? many.size() : 1;
              default -> 1;
            };
      }
    }
    return Math.clamp(given, 1, MOST);
  }
}
