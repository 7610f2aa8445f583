package io.buddychat.graphql;

import graphql.schema.DataFetchingEnvironment;
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
import java.util.concurrent.CompletionStage;

/// One field being answered: its arguments in the domain's words, who asks, and the loaders.
final class Call {

  private final DataFetchingEnvironment environment;

  Call(DataFetchingEnvironment environment) {
    this.environment = environment;
  }

  RequestContext context() {
    return Objects.requireNonNull(environment.getGraphQlContext().get(RequestContext.class));
  }

  Viewer viewer() {
    return context().viewer();
  }

  /// An argument that the schema requires.
  String text(String name) {
    return Objects.requireNonNull(environment.getArgument(name));
  }

  boolean flag(String name) {
    return Objects.requireNonNull(environment.<Boolean>getArgument(name));
  }

  List<String> texts(String name) {
    return Objects.requireNonNull(environment.<List<String>>getArgument(name));
  }

  /// An input object whose members are all texts the schema requires.
  Map<String, String> input(String name) {
    return Objects.requireNonNull(environment.<Map<String, String>>getArgument(name));
  }

  /// An input object whose members are all flags; empty when it is left out.
  Map<String, Boolean> flags(String name) {
    return Optional.<Map<String, Boolean>>ofNullable(environment.getArgument(name))
        .orElse(Map.of());
  }

  Optional<List<String>> optionalTexts(String name) {
    return Optional.ofNullable(environment.getArgument(name));
  }

  Optional<String> optionalText(String name) {
    return Optional.ofNullable(environment.getArgument(name));
  }

  Optional<Boolean> optionalFlag(String name) {
    return Optional.ofNullable(environment.getArgument(name));
  }

  Optional<Integer> optionalNumber(String name) {
    return Optional.ofNullable(environment.getArgument(name));
  }

  /// How many items a page is to have, by the argument of this name.
  int pageSize(String name) {
    return Connections.pageSize(name, environment.getArgument(name));
  }

  PageRequest page() {
    return Connections.pageRequest(
        environment.getArgument("first"),
        environment.getArgument("after"),
        environment.getArgument("last"),
        environment.getArgument("before"));
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

  <K, V> CompletionStage<V> load(Loaders.Name<K, V> loader, K key) {
    return loader.load(environment, key);
  }
}
