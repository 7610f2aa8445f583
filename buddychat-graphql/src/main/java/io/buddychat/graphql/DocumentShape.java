package io.buddychat.graphql;

import graphql.language.Argument;
import graphql.language.ArrayValue;
import graphql.language.Directive;
import graphql.language.DirectivesContainer;
import graphql.language.Document;
import graphql.language.Field;
import graphql.language.FragmentDefinition;
import graphql.language.FragmentSpread;
import graphql.language.InlineFragment;
import graphql.language.ObjectField;
import graphql.language.ObjectValue;
import graphql.language.OperationDefinition;
import graphql.language.Selection;
import graphql.language.SelectionSet;
import graphql.language.TypeName;
import graphql.language.Value;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What a document is like, measured before it is known whether it is valid: in one pass over its
/// text, each fragment once, however often it is spread. So the measuring is always cheap, and the
/// check for validity, which is not, gets no document that would make it dear.
final class DocumentShape {

  /// Of a selection set with its fragments written out.
  ///
  /// @param size selections, values of arguments and directives in it
  /// @param depth how many fields it nests
  /// @param spreads how many fragments it nests
  private record Extent(long size, int depth, int spreads) {

    static final Extent NOTHING = new Extent(0, 0, 0);

    Extent and(Extent other) {
      return new Extent(
          Cost.sum(size, other.size),
          Math.max(depth, other.depth),
          Math.max(spreads, other.spreads));
    }
  }

  private final Map<String, FragmentDefinition> fragments = new HashMap<>();
  private final Map<String, Extent> extents = new HashMap<>();
  private Extent whole = Extent.NOTHING;
  private int definedFragments;
  private int rootFields;
  private int repetitions;
  private int directives;
  private int values;
  private boolean introspection;

  private DocumentShape() {}

  static DocumentShape of(Document document) {
    DocumentShape shape = new DocumentShape();
    List<FragmentDefinition> definitions = document.getDefinitionsOfType(FragmentDefinition.class);
    shape.definedFragments = definitions.size();
    definitions.forEach(fragment -> shape.fragments.put(fragment.getName(), fragment));
    definitions.forEach(fragment -> shape.extent(fragment));
    for (OperationDefinition operation : document.getDefinitionsOfType(OperationDefinition.class)) {
      shape.add(operation);
    }
    return shape;
  }

  /// The first limit that the document goes over, in a sentence.
  Optional<String> excess(DocumentLimits limits) {
    if (definedFragments > limits.fragments()) {
      return over("defines more than %,d fragments", limits.fragments());
    }
    if (directives > limits.directives()) {
      return over("has more than %,d directives", limits.directives());
    }
    if (repetitions > limits.repetitions()) {
      return over(
          "asks more than %,d times again for a field that it asks for already at the same place,"
              + " by aliases or without",
          limits.repetitions());
    }
    if (rootFields > limits.rootFields()) {
      return over("has more than %,d fields at the top of an operation", limits.rootFields());
    }
    if (values > limits.values()) {
      return over("has more than %,d values in its arguments", limits.values());
    }
    if (whole.depth > limits.depth()) {
      return over("is nested more than %,d levels deep", limits.depth());
    }
    if (whole.spreads > limits.depth()) {
      return over("nests fragments more than %,d levels deep", limits.depth());
    }
    if (whole.size > limits.cost()) {
      return over("costs more than %,d", limits.cost());
    }
    return Optional.empty();
  }

  private static Optional<String> over(String what, int limit) {
    return Optional.of(("The document " + what + ".").formatted(limit));
  }

  /// Whether it asks about the schema.
  boolean introspects() {
    return introspection;
  }

  private void add(OperationDefinition operation) {
    rootFields =
        Math.max(rootFields, RootFields.of(operation.getSelectionSet(), fragments).count());
    Extent extent = extent(operation.getSelectionSet(), new HashSet<>(), "");
    whole = whole.and(sized(extent, attached(operation)));
  }

  private Extent extent(@Nullable SelectionSet set) {
    return extent(set, new HashSet<>(), "");
  }

  /// @param seen the fields asked for so far at this place, each behind the type it is asked of
  /// @param type the type that an inline fragment is for, else nothing
  private Extent extent(@Nullable SelectionSet set, Set<String> seen, String type) {
    Extent extent = Extent.NOTHING;
    if (set != null) {
      for (Selection<?> selection : set.getSelections()) {
        extent =
            extent.and(
                switch (selection) {
                  case Field field -> extent(field, seen, type);
                  case InlineFragment inline ->
                      sized(
                          extent(inline.getSelectionSet(), seen, condition(inline, type)),
                          1 + attached(inline));
                  case FragmentSpread spread -> sized(spread(spread), 1 + attached(spread));
                  default -> throw new IllegalStateException("an unknown selection: " + selection);
                });
      }
    }
    return extent;
  }

  private Extent extent(Field field, Set<String> seen, String type) {
    if (!seen.add(type + "." + field.getName())) {
      repetitions++;
    }
    introspection |= RootFields.introspects(field);
    long own = 1L + attached(field) + values(field.getArguments());
    Extent below = extent(field.getSelectionSet());
    return new Extent(Cost.sum(own, below.size), 1 + below.depth, below.spreads);
  }

  private static String condition(InlineFragment inline, String outer) {
    TypeName type = inline.getTypeCondition();
    return type == null ? outer : type.getName();
  }

  private Extent spread(FragmentSpread spread) {
    FragmentDefinition fragment = fragments.get(spread.getName());
    if (fragment == null) {
      return Extent.NOTHING;
    }
    Extent extent = extent(fragment);
    return new Extent(extent.size, extent.depth, 1 + extent.spreads);
  }

  /// Each fragment is measured once. One that leads back to itself measures nothing there: that it
  /// does so is for the check of validity to say.
  private Extent extent(FragmentDefinition fragment) {
    Extent known = extents.get(fragment.getName());
    if (known == null) {
      extents.put(fragment.getName(), Extent.NOTHING);
      known = sized(extent(fragment.getSelectionSet()), attached(fragment));
      extents.put(fragment.getName(), known);
    }
    return known;
  }

  private static Extent sized(Extent extent, int more) {
    return new Extent(Cost.sum(extent.size, more), extent.depth, extent.spreads);
  }

  /// The directives here, with the values they are given.
  private int attached(DirectivesContainer<?> place) {
    int attached = 0;
    for (Directive directive : place.getDirectives()) {
      directives++;
      attached += 1 + values(directive.getArguments());
    }
    return attached;
  }

  private int values(List<Argument> arguments) {
    int here = 0;
    for (Argument argument : arguments) {
      here += values(argument.getValue());
    }
    values += here;
    return here;
  }

  private static int values(Value<?> value) {
    return switch (value) {
      case ArrayValue array -> 1 + array.getValues().stream().mapToInt(DocumentShape::values).sum();
      case ObjectValue object ->
          1
              + object.getObjectFields().stream()
                  .map(ObjectField::getValue)
                  .mapToInt(DocumentShape::values)
                  .sum();
      default -> 1;
    };
  }
}
