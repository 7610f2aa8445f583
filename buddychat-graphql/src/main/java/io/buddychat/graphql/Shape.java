package io.buddychat.graphql;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// What may lie in a place of an answer, and so what a field's value becomes there.
sealed interface Shape {

  /// Whether it may be null. Where it may not, null takes what is around it along.
  boolean nullable();

  /// A scalar or an enum.
  ///
  /// @param written the value as JSON has it; fails with a `CoercingSerializeException` if it is
  ///   none of the type
  record Leaf(boolean nullable, Function<Object, @Nullable Object> written) implements Shape {}

  /// A list of what has one shape.
  record Items(boolean nullable, Shape each) implements Shape {}

  /// An object, of one type or of several.
  final class Members implements Shape {

    private final boolean nullable;
    private final Function<Object, String> typeName;
    private final Function<String, List<Plan.Step>> asked;
    private volatile Map<String, List<Plan.Step>> known = Map.of();

    /// @param typeName the name of the type that a value is of
    /// @param asked what is asked for of a type of that name
    Members(
        boolean nullable,
        Function<Object, String> typeName,
        Function<String, List<Plan.Step>> asked) {
      this.nullable = nullable;
      this.typeName = typeName;
      this.asked = asked;
    }

    @Override
    public boolean nullable() {
      return nullable;
    }

    /// What is asked for of this object. It is found out once for each type that occurs, and most
    /// often there is one.
    List<Plan.Step> of(Object value) {
      String name = typeName.apply(value);
      List<Plan.Step> steps = known.get(name);
      return steps == null ? learn(name) : steps;
    }

    private List<Plan.Step> learn(String name) {
      List<Plan.Step> steps = asked.apply(name);
      Map<String, List<Plan.Step>> more = new HashMap<>(known);
      more.put(name, steps);
      known = Map.copyOf(more);
      return steps;
    }
  }
}
