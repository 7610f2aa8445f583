package io.buddychat.graphql;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import com.fasterxml.jackson.core.io.SerializedString;
import io.buddychat.domain.conversation.HeldMessage;
import io.buddychat.domain.conversation.Message;
import io.buddychat.domain.conversation.MessageCopy;
import io.buddychat.domain.core.CopyId;
import io.buddychat.domain.core.MessageCopyId;
import io.buddychat.domain.inbox.Event;
import io.buddychat.domain.inbox.Operation;
import io.buddychat.domain.user.UserId;
import io.buddychat.graphql.Nodes.MessageCopyNode;
import io.buddychat.graphql.Nodes.NotificationNode;
import io.buddychat.graphql.ws.Utf8;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// How the arrival of a message looks to all who ask alike, as JSON with holes where each has
/// something of their own: the cursor, the ids of their copies, what they have read.
///
/// ## Why nothing of one owner comes into what another is shown
///
/// It is drawn of nobody's copy, by nobody: the entry, the copy and the caller are made up here,
/// and all it is given that is real is the message, the files sent with it, and whatever can be
/// looked up without a viewer. No owner's copy is within reach, so none can be drawn. What is real
/// of an owner is put in by [Drawn], for that owner alone.
///
/// Only fields that say of themselves that all are [answered alike][Fields.Whose#EVERYBODYS] are
/// asked, and only leaves that say that they are the owner's own are left as holes. Where a
/// document asks for anything else, or anything goes wrong, nothing is drawn, and each owner is
/// answered by the document itself.
final class Stencil {

  private static final JsonStringEncoder JSON = JsonStringEncoder.getInstance();
  private static final UserId NOBODY = new UserId(0);
  private static final MessageCopyId NOBODYS_COPY = new MessageCopyId(new CopyId(0), 0);

  /// How long what fills a hole is, mostly, and how much more room is needed to write it.
  private static final int HOLE = 56;

  private static final int ROOM = 40;

  private static final byte[] QUOTE = Utf8.of("\"");

  /// Around the holes: one more than there are of these. As UTF-8, for everybody's begins with it.
  private final List<byte[]> texts;

  private final List<Hole> holes;
  private final int length;

  private Stencil(List<byte[]> texts, List<Hole> holes) {
    this.texts = List.copyOf(texts);
    this.holes = List.copyOf(holes);
    this.length = texts.stream().mapToInt(text -> text.length).sum();
  }

  /// A leaf that each owner is answered alone.
  ///
  /// @param nobodys what it was drawn of, in whose place comes the owner's own
  /// @param id if it is an id, which is written as it is
  private record Hole(
      Plan.Step step,
      Call call,
      Shape.Leaf leaf,
      Object nobodys,
      @Nullable Function<Object, Opaque> id) {

    void fill(InboxEvent event, HeldMessage held, Utf8 out) {
      Object own =
          switch (nobodys) {
            case InboxEvent _ -> event;
            case Event _ -> event.payload().orElseThrow();
            case MessageCopyNode(var wording, _) -> new MessageCopyNode(wording, held);
            case NotificationNode _ -> new NotificationNode(held);
            default -> throw new IllegalStateException("nothing of an owner's: " + nobodys);
          };
      if (id == null) {
        StringBuilder text = new StringBuilder();
        Stencil.append(written(leaf, step.answer().of(own, call)), text);
        out.append(text);
      } else {
        out.append(QUOTE).append(id.apply(own)).append(QUOTE);
      }
    }
  }

  /// The document asks for what is a viewer's.
  private static final class Personal extends RuntimeException {

    private static final long serialVersionUID = 1L;

    Personal() {
      super("", null, false, false);
    }
  }

  /// Draws the event of this message's arrival, if it looks alike to all but for what is their own.
  ///
  /// @param arrival as what it is told
  /// @param loading looks up nothing in anybody's name, but knows what was sent with the message
  static Optional<Stencil> of(Plan plan, Operation arrival, Message message, Loading loading) {
    InboxEvent event =
        new InboxEvent(
            new InboxCursor(NOBODY, 0),
            arrival.name(),
            message.sentAt(),
            Optional.of(
                new Event.OfMessage(arrival, NOBODYS_COPY, message.id(), message.sender())));
    loading.tell(
        Loaders.MESSAGE_COPIES, NOBODYS_COPY, Optional.of(new HeldMessage(copy(message), message)));
    Connection nobody = new Connection(Caller.ANONYMOUS, "");
    try {
      return Optional.of(
          new Drawing(RequestContext.delivering(event, nobody), loading).of(plan.top()));
    } catch (Personal e) {
      plan.notePersonal(arrival);
      return Optional.empty();
    } catch (RuntimeException e) {
      return Optional.empty(); // whoever is answered alone is told what went wrong
    }
  }

  private static MessageCopy copy(Message message) {
    return new MessageCopy(
        NOBODYS_COPY, NOBODY, message.id(), false, 0, Optional.empty(), Optional.empty());
  }

  /// How many bytes it has, filled, about; rather more than fewer.
  int length() {
    return length + HOLE * holes.size() + ROOM;
  }

  /// Writes it with what is this owner's own.
  void fill(InboxEvent event, HeldMessage held, Utf8 out) {
    for (int i = 0; i < holes.size(); i++) {
      out.append(texts.get(i));
      holes.get(i).fill(event, held, out);
    }
    out.append(texts.getLast());
  }

  /// Null where the type allows it; anything else that may not be written is no drawing.
  private static @Nullable Object written(Shape.Leaf leaf, @Nullable Object given) {
    Object value = present(given);
    Object written = value == null ? null : leaf.written().apply(value);
    if (written == null && !leaf.nullable()) {
      throw new IllegalStateException("null where it may not be");
    }
    return written;
  }

  private static @Nullable Object present(@Nullable Object given) {
    Object known = given instanceof Later<?> later ? later.get() : given;
    return known instanceof Optional<?> perhaps ? perhaps.orElse(null) : known;
  }

  private static void append(@Nullable Object value, StringBuilder out) {
    switch (value) {
      case null -> out.append("null");
      case String text -> {
        out.append('"');
        JSON.quoteAsString(text, out);
        out.append('"');
      }
      case Boolean yes -> out.append(yes.booleanValue());
      case Integer number -> out.append(number.intValue());
      default -> throw new IllegalStateException("no plain leaf: " + value.getClass());
    }
  }

  /// A stencil while it is being drawn.
  private static final class Drawing {

    private final RequestContext context;
    private final Loading loading;
    private final List<byte[]> texts = new ArrayList<>();
    private final List<Hole> holes = new ArrayList<>();
    private StringBuilder text = new StringBuilder();

    Drawing(RequestContext context, Loading loading) {
      this.context = context;
      this.loading = loading;
    }

    Stencil of(List<Plan.Step> top) {
      text.append("{\"data\":");
      object(top, null);
      text.append('}');
      texts.add(Utf8.of(text));
      return new Stencil(texts, holes);
    }

    private void object(List<Plan.Step> steps, @Nullable Object source) {
      text.append('{');
      String before = "";
      for (Plan.Step step : steps) {
        text.append(before);
        key(step.key());
        member(step, source);
        before = ",";
      }
      text.append('}');
    }

    private void key(SerializedString key) {
      text.append('"').append(key.asQuotedChars()).append("\":");
    }

    @SuppressWarnings("NullAway") // whose type has no source does not look at it
    private void member(Plan.Step step, @Nullable Object source) {
      Call call = step.call(context, loading);
      switch (step.line().whose()) {
        case EVERYBODYS -> value(step.shape(), step.answer().of(source, call));
        case OWNERS -> hole(step, call, source);
        case VIEWERS -> throw new Personal();
      }
    }

    private void hole(Plan.Step step, Call call, @Nullable Object source) {
      if (source == null || !(step.shape() instanceof Shape.Leaf leaf)) {
        throw new Personal();
      }
      holes.add(new Hole(step, call, leaf, source, step.line().id().orElse(null)));
      texts.add(Utf8.of(text));
      text = new StringBuilder();
    }

    private void value(Shape shape, @Nullable Object given) {
      Object value = present(given);
      if (value == null && !shape.nullable()) {
        throw new IllegalStateException("null where it may not be");
      }
      if (value == null) {
        append(null, text);
        return;
      }
      switch (shape) {
        case Shape.Leaf leaf -> append(written(leaf, value), text);
        case Shape.Members members -> object(members.of(value), value);
        case Shape.Items items -> items(items, (List<?>) value);
      }
    }

    private void items(Shape.Items items, List<?> values) {
      text.append('[');
      String before = "";
      for (Object value : values) {
        text.append(before);
        value(items.each(), value);
        before = ",";
      }
      text.append(']');
    }
  }
}
