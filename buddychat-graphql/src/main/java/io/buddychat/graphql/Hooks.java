package io.buddychat.graphql;

import io.buddychat.graphql.ws.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// What whoever embeds BuddyChat adds to it: at the beginning of each socket, and around each
/// operation.
///
/// ```java
/// Hooks hooks = Hooks.NONE
///     .onConnect((connection, payload) -> Map.of("motd", "Hello"))
///     .around((operation, rest) -> {
///       long begun = System.nanoTime();
///       Outcome outcome = rest.get();
///       log.info("{} took {} ns", operation.kind(), System.nanoTime() - begun);
///       return outcome;
///     });
/// ```
///
/// A hook may block as long as its client is to wait, and is called by many threads. What it throws
/// is told as everything is: a [io.buddychat.domain.core.BuddyChatException] with its sentence and
/// code, anything else as INTERNAL with an id that is in the log, and nothing of the cause.
///
/// @param onConnect asked one after another
/// @param around the first is outermost
public record Hooks(List<OnConnect> onConnect, List<AroundOperation> around) {

  public static final Hooks NONE = new Hooks(List.of(), List.of());

  public Hooks {
    onConnect = List.copyOf(onConnect);
    around = List.copyOf(around);
  }

  /// With one more at the end.
  public Hooks onConnect(OnConnect hook) {
    return new Hooks(with(onConnect, hook), around);
  }

  /// With one more, inside the others.
  public Hooks around(AroundOperation hook) {
    return new Hooks(onConnect, with(around, hook));
  }

  private static <T> List<T> with(List<T> hooks, T hook) {
    List<T> more = new ArrayList<>(hooks);
    more.add(hook);
    return more;
  }

  /// Asked when a socket has introduced itself and its token, if it showed one, is good. Requests
  /// by HTTP and event streams introduce themselves with every operation: see [AroundOperation].
  @FunctionalInterface
  public interface OnConnect {

    /// A [io.buddychat.domain.core.BuddyChatException] refuses the socket: it closes with 4403 and
    /// that sentence. Anything else that is thrown closes it with 1013, as it says nothing about
    /// the client.
    ///
    /// @param payload what the client said of itself
    /// @return what to tell it in the acknowledgement, in JSON of Java's own types; wins over what
    ///   hooks before it say
    Map<String, ? extends @Nullable Object> connected(
        Connection connection, Map<String, @Nullable Object> payload);
  }

  /// Stands around the whole of each operation whose document is good, whether it came by HTTP, by
  /// a socket or as an event stream. A subscription is over for it when its stream is made; the
  /// events are not its business.
  @FunctionalInterface
  public interface AroundOperation {

    /// Runs the operation, or answers in its place: then it counts as one operation of the rate
    /// limit.
    ///
    /// @param rest runs it; may be called once, on this thread. A request that fails gives an
    ///   outcome that says so
    Outcome around(Operation operation, Supplier<Outcome> rest);
  }

  /// An operation that is about to run.
  public record Operation(Kind kind, GraphQlRequest request, Connection connection) {}

  /// What an operation does.
  public enum Kind {
    QUERY,
    MUTATION,
    SUBSCRIPTION
  }
}
