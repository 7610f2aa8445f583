package io.buddychat.graphql;

import io.buddychat.domain.core.CopyId;
import io.buddychat.domain.core.Failure;
import io.buddychat.domain.core.MessageCopyId;
import io.buddychat.domain.core.PageRequest;
import io.buddychat.domain.user.UserId;
import io.buddychat.domain.user.Viewer;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// One field being answered: its arguments in the domain's words, who asks, and the loaders.
final class Call {

  private final RequestContext context;
  private final Loading loading;
  private final Supplier<Map<String, @Nullable Object>> arguments;

  /// @param arguments fail if what was given cannot be read
  Call(RequestContext context, Loading loading, Supplier<Map<String, @Nullable Object>> arguments) {
    this.context = context;
    this.loading = loading;
    this.arguments = arguments;
  }

  RequestContext context() {
    return context;
  }

  Viewer viewer() {
    return context.viewer();
  }

  // The schema says of what type an argument is.
  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
  private <T> @Nullable T argument(String name) {
    return (T) arguments.get().get(name);
  }

  @SuppressWarnings("TypeParameterUnusedInFormals")
  private <T> T required(String name) {
    return Objects.requireNonNull(argument(name));
  }

  /// An argument that the schema requires.
  String text(String name) {
    return required(name);
  }

  boolean flag(String name) {
    return required(name);
  }

  List<String> texts(String name) {
    return required(name);
  }

  /// An input object whose members are all texts the schema requires.
  Map<String, String> input(String name) {
    return required(name);
  }

  /// Several input objects: each as if its members were the field's arguments.
  List<Call> inputs(String name) {
    List<Map<String, @Nullable Object>> inputs = required(name);
    return inputs.stream().map(input -> new Call(context, loading, () -> input)).toList();
  }

  /// An argument of any type.
  Optional<Object> optional(String name) {
    return Optional.ofNullable(argument(name));
  }

  Optional<List<String>> optionalTexts(String name) {
    return Optional.ofNullable(argument(name));
  }

  Optional<String> optionalText(String name) {
    return Optional.ofNullable(argument(name));
  }

  Optional<Boolean> optionalFlag(String name) {
    return Optional.ofNullable(argument(name));
  }

  Optional<Integer> optionalNumber(String name) {
    return Optional.ofNullable(argument(name));
  }

  /// How many items a page is to have, by the argument of this name.
  int pageSize(String name) {
    return Connections.pageSize(name, argument(name));
  }

  PageRequest page() {
    return Connections.pageRequest(
        argument("first"), argument("after"), argument("last"), argument("before"));
  }

  UserId user(String name) {
    return new UserId(argument(name, NodeType.CUSTOM_USER).major());
  }

  CopyId copy(String name, NodeType type) {
    return new CopyId(argument(name, type).major());
  }

  MessageCopyId messageCopy(String name, NodeType type) {
    return argument(name, type).messageCopy();
  }

  /// An id of one type. Anything else names nothing.
  GlobalId argument(String name, NodeType type) {
    return id(text(name), type);
  }

  static GlobalId id(String text, NodeType type) {
    return GlobalId.parse(text)
        .filter(id -> id.type() == type)
        .orElseThrow(() -> Failure.notFound(type.noun()).asException());
  }

  <K, V> Later<V> load(Loaders.Name<K, V> loader, K key) {
    return loading.load(loader, key);
  }
}
