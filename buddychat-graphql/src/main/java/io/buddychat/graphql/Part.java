package io.buddychat.graphql;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.SerializerProvider;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A part of an answer that other values lie in, each in its slot: an object or a list. It knows
/// where it lies itself, so that a value which may not be null can take it along.
sealed interface Part permits ObjectPart, ListPart {

  /// Where this lies; the answer itself lies nowhere.
  @Nullable Part within();

  /// The slot it has there.
  int place();

  /// What may lie in a slot.
  Shape shape(int slot);

  /// A slot's key or index.
  Object segment(int slot);

  void put(int slot, @Nullable Object value);

  /// The way from the answer to a slot, as errors tell it.
  default List<Object> path(int slot) {
    Deque<Object> path = new ArrayDeque<>();
    path.addFirst(segment(slot));
    Part part = this;
    for (Part outer = within(); outer != null; outer = outer.within()) {
      path.addFirst(outer.segment(part.place()));
      part = outer;
    }
    return List.copyOf(path);
  }

  /// Puts null into a slot, or where this lies if none may be there.
  ///
  /// @return whether there was a place for it
  default boolean nothing(int slot) {
    if (shape(slot).nullable()) {
      put(slot, null);
      return true;
    }
    Part outer = within();
    return outer != null && outer.nothing(place());
  }

  /// @param others writes what is no part of an answer: JSON that a field has as its value
  static void write(@Nullable Object value, JsonGenerator out, SerializerProvider others)
      throws IOException {
    switch (value) {
      case null -> out.writeNull();
      case String text -> out.writeString(text);
      case ObjectPart object -> object.serialize(out, others);
      case ListPart list -> list.serialize(out, others);
      case Boolean yes -> out.writeBoolean(yes);
      case Integer number -> out.writeNumber(number);
      default -> others.defaultSerializeValue(value, out);
    }
  }
}
