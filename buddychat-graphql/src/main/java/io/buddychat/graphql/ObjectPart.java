package io.buddychat.graphql;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonSerializable;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.jsontype.TypeSerializer;
import java.io.IOException;
import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// An object in an answer, its members in the order they were asked for.
///
/// It is a map to whoever looks at the answer, and takes a fifth of the room of one that could be
/// changed: the keys are the plan's. Jackson has it write itself.
final class ObjectPart extends AbstractMap<String, @Nullable Object>
    implements Part, JsonSerializable {

  private final List<Plan.Step> steps;
  private final @Nullable Object[] values;
  private final @Nullable Part within;
  private final int place;
  private @Nullable Object source;

  /// @param source what is asked for its members; the types at the top of an operation have none
  ObjectPart(List<Plan.Step> steps, @Nullable Object source, @Nullable Part within, int place) {
    this.steps = steps;
    this.values = new Object[steps.size()];
    this.source = source;
    this.within = within;
    this.place = place;
  }

  List<Plan.Step> steps() {
    return steps;
  }

  @SuppressWarnings("NullAway") // whose type has no source does not look at it
  Object source() {
    return source;
  }

  /// All has been asked of the source: the answer keeps nothing but what is shown.
  void asked() {
    source = null;
  }

  @Nullable Object value(int slot) {
    return values[slot];
  }

  @Override
  public @Nullable Part within() {
    return within;
  }

  @Override
  public int place() {
    return place;
  }

  @Override
  public Shape shape(int slot) {
    return steps.get(slot).shape();
  }

  @Override
  public Object segment(int slot) {
    return steps.get(slot).key().getValue();
  }

  @Override
  public void put(int slot, @Nullable Object value) {
    values[slot] = value;
  }

  @Override
  public Set<Map.Entry<String, @Nullable Object>> entrySet() {
    return new Members();
  }

  @Override
  public void serialize(JsonGenerator out, SerializerProvider others) throws IOException {
    out.writeStartObject();
    for (int slot = 0; slot < values.length; slot++) {
      out.writeFieldName(steps.get(slot).key());
      Part.write(values[slot], out, others);
    }
    out.writeEndObject();
  }

  @Override
  public void serializeWithType(JsonGenerator out, SerializerProvider others, TypeSerializer unused)
      throws IOException {
    serialize(out, others);
  }

  private final class Members extends AbstractSet<Map.Entry<String, @Nullable Object>> {

    @Override
    public int size() {
      return values.length;
    }

    @Override
    public Iterator<Map.Entry<String, @Nullable Object>> iterator() {
      return new Iterator<>() {
        private int next;

        @Override
        public boolean hasNext() {
          return next < values.length;
        }

        @Override
        public Map.Entry<String, @Nullable Object> next() {
          if (next == values.length) {
            throw new NoSuchElementException();
          }
          String key = steps.get(next).key().getValue();
          return new SimpleImmutableEntry<>(key, values[next++]);
        }
      };
    }
  }
}
