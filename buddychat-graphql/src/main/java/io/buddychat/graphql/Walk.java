package io.buddychat.graphql;

import graphql.GraphQLError;
import graphql.schema.CoercingSerializeException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Answers an operation by its [plan][Plan], level by level: all objects of a level are asked for
/// their fields, and what they answer at once is the next level. When nothing is left but what is
/// wanted of the [loaders][Loading], that is read, all at once, and the walk goes on from there. So
/// a field is a call and a slot, and a statement reads for as many places as can be.
///
/// What is null where it may not be takes what is around it along; what lies beside it is answered
/// all the same, so that each error is told.
///
/// ## When its time is over
///
/// An operation that has run too long is given up before the next field that may have to read, and
/// before the loaders read. What runs already is not interrupted, for that would break the files of
/// an embedded database; a single slow statement is the database's to bound.
final class Walk {

  private final RequestContext context;
  private final List<GraphQLError> errors = new ArrayList<>(0);
  private Loading loading;
  private List<ObjectPart> level = new ArrayList<>();
  private boolean nothing;

  private Walk(RequestContext context, Loading loading) {
    this.context = context;
    this.loading = loading;
  }

  /// All fields at the top are answered together.
  static Response of(Plan plan, RequestContext context, Loading loading) {
    Walk walk = new Walk(context, loading);
    ObjectPart answer = new ObjectPart(plan.top(), null, null, 0);
    walk.level.add(answer);
    walk.toTheEnd();
    return walk.response(answer);
  }

  /// Each field at the top is answered, with all below it, before the next one is begun; each looks
  /// up anew what the one before it may have changed.
  static Response serially(Plan plan, RequestContext context, Loading loading) {
    Walk walk = new Walk(context, loading);
    ObjectPart answer = new ObjectPart(plan.top(), null, null, 0);
    List<ObjectPart> alone = List.of(answer);
    for (int slot = 0; slot < plan.top().size() && !walk.nothing; slot++) {
      walk.loading = loading.anew();
      if (walk.asksLater(alone, slot)) {
        walk.arrive(alone);
      }
      walk.toTheEnd();
    }
    return walk.response(answer);
  }

  private Response response(ObjectPart answer) {
    return new Response(nothing ? Optional.empty() : Optional.of(answer), errors);
  }

  private void toTheEnd() {
    List<ObjectPart> waiting = new ArrayList<>();
    while (!level.isEmpty()) {
      askLevel(waiting);
      if (level.isEmpty() && !waiting.isEmpty()) {
        List<ObjectPart> arrived = waiting;
        waiting = new ArrayList<>();
        arrive(arrived);
      }
    }
  }

  private void askLevel(List<ObjectPart> waiting) {
    List<ObjectPart> objects = level;
    level = new ArrayList<>();
    for (int from = 0; from < objects.size(); ) {
      int to = alike(objects, from);
      List<ObjectPart> some = objects.subList(from, to);
      if (ask(some)) {
        waiting.addAll(some);
      }
      from = to;
    }
  }

  /// How far those go of whom the same is asked.
  @SuppressWarnings("ReferenceEquality") // one place of the document, one type: one list of steps
  private static int alike(List<ObjectPart> objects, int from) {
    List<Plan.Step> steps = objects.get(from).steps();
    int to = from + 1;
    while (to < objects.size() && objects.get(to).steps() == steps) {
      to++;
    }
    return to;
  }

  /// Asks objects that are alike, field by field.
  ///
  /// @return whether something of it comes later
  private boolean ask(List<ObjectPart> objects) {
    boolean later = false;
    int fields = objects.getFirst().steps().size();
    for (int slot = 0; slot < fields; slot++) {
      later |= asksLater(objects, slot);
    }
    objects.forEach(ObjectPart::asked);
    return later;
  }

  private boolean asksLater(List<ObjectPart> objects, int slot) {
    Plan.Step step = objects.getFirst().steps().get(slot);
    Call call = step.call(context, loading);
    boolean later = false;
    for (int i = 0; i < objects.size(); i++) {
      ObjectPart object = objects.get(i);
      if (step.reads() || object.within() == null) {
        context.checkTime();
      }
      Object value;
      try {
        value = step.answer().of(object.source(), call);
      } catch (RuntimeException e) {
        fail(object, slot, e);
        continue;
      }
      if (value instanceof Later<?>) {
        object.put(slot, value);
        later = true;
      } else {
        complete(object, slot, step.shape(), value);
      }
    }
    return later;
  }

  /// Has read what is to come later, and takes it in.
  private void arrive(List<ObjectPart> waiting) {
    context.checkTime();
    loading.read();
    for (ObjectPart object : waiting) {
      for (int slot = 0; slot < object.steps().size(); slot++) {
        if (object.value(slot) instanceof Later<?> later) {
          arrive(object, slot, later);
        }
      }
    }
  }

  private void arrive(ObjectPart object, int slot, Later<?> later) {
    Object value;
    try {
      value = later.get();
    } catch (RuntimeException e) {
      fail(object, slot, e);
      return;
    }
    complete(object, slot, object.shape(slot), value);
  }

  private void complete(Part part, int slot, Shape shape, @Nullable Object given) {
    Object value = given instanceof Optional<?> perhaps ? perhaps.orElse(null) : given;
    if (value == null) {
      missing(part, slot, shape);
      return;
    }
    switch (shape) {
      case Shape.Leaf leaf -> write(part, slot, leaf, value);
      case Shape.Members members -> {
        ObjectPart object = new ObjectPart(members.of(value), value, part, slot);
        part.put(slot, object);
        level.add(object);
      }
      case Shape.Items items -> {
        List<?> values = (List<?>) value;
        ListPart list = new ListPart(values.size(), items.each(), part, slot);
        part.put(slot, list);
        for (int i = 0; i < values.size(); i++) {
          complete(list, i, items.each(), values.get(i));
        }
      }
    }
  }

  private void write(Part part, int slot, Shape.Leaf leaf, Object value) {
    Object written;
    try {
      written = leaf.written().apply(value);
    } catch (CoercingSerializeException e) {
      errors.add(Errors.unfit(e, part.path(slot)));
      putNothing(part, slot);
      return;
    }
    if (written == null) {
      missing(part, slot, leaf);
    } else {
      part.put(slot, written);
    }
  }

  private void missing(Part part, int slot, Shape shape) {
    if (!shape.nullable()) {
      errors.add(Errors.missing(part.path(slot)));
    }
    putNothing(part, slot);
  }

  private void fail(ObjectPart object, int slot, RuntimeException problem) {
    Plan.Step step = object.steps().get(slot);
    errors.add(Errors.of(problem, step.field().getSingleField(), object.path(slot)));
    putNothing(object, slot);
  }

  private void putNothing(Part part, int slot) {
    nothing |= !part.nothing(slot);
  }
}
