package io.buddychat.graphql;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonSerializable;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.jsontype.TypeSerializer;
import java.io.IOException;
import java.util.AbstractList;
import org.jspecify.annotations.Nullable;

/// A list in an answer.
final class ListPart extends AbstractList<@Nullable Object> implements Part, JsonSerializable {

  private final @Nullable Object[] items;
  private final Shape each;
  private final Part within;
  private final int place;

  ListPart(int size, Shape each, Part within, int place) {
    this.items = new Object[size];
    this.each = each;
    this.within = within;
    this.place = place;
  }

  @Override
  public Part within() {
    return within;
  }

  @Override
  public int place() {
    return place;
  }

  @Override
  public Shape shape(int slot) {
    return each;
  }

  @Override
  public Object segment(int slot) {
    return slot;
  }

  @Override
  public void put(int slot, @Nullable Object value) {
    items[slot] = value;
  }

  @Override
  public @Nullable Object get(int index) {
    return items[index];
  }

  @Override
  public int size() {
    return items.length;
  }

  @Override
  public void serialize(JsonGenerator out, SerializerProvider others) throws IOException {
    out.writeStartArray();
    for (Object item : items) {
      Part.write(item, out, others);
    }
    out.writeEndArray();
  }

  @Override
  public void serializeWithType(JsonGenerator out, SerializerProvider others, TypeSerializer unused)
      throws IOException {
    serialize(out, others);
  }
}
