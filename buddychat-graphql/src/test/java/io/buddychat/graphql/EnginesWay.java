package io.buddychat.graphql;

import graphql.ExecutionInput;
import graphql.ExecutionResult;
import graphql.GraphQL;
import graphql.execution.AsyncExecutionStrategy;
import graphql.execution.AsyncSerialExecutionStrategy;
import graphql.execution.SubscriptionExecutionStrategy;
import graphql.schema.DataFetcher;
import graphql.schema.DataFetchingEnvironment;
import graphql.schema.FieldCoordinates;
import graphql.schema.GraphQLCodeRegistry;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLObjectType;
import graphql.schema.GraphQLSchema;
import io.buddychat.domain.BuddyChat;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.reactivestreams.Publisher;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;

/// The same fields over the same schema, answered by the engine's own strategies: a field at a
/// time, and everything looked up alone. What [Walk] answers is held against it.
final class EnginesWay {

  private final BuddyChat chat;
  private final GraphQL engine;

  EnginesWay(BuddyChat chat, Fields fields) {
    this.chat = chat;
    GraphQLSchema bare = ApiSchema.of(fields);
    GraphQLSchema schema = bare.transform(it -> it.codeRegistry(fetchers(bare, fields)));
    Errors errors = new Errors();
    this.engine =
        GraphQL.newGraphQL(schema)
            .queryExecutionStrategy(new AsyncExecutionStrategy(errors))
            .mutationExecutionStrategy(new AsyncSerialExecutionStrategy(errors))
            .subscriptionExecutionStrategy(new SubscriptionExecutionStrategy(errors))
            .build();
  }

  /// What comes of a document; of a subscription's, the answer for one event.
  Map<String, Object> answer(RandomDocuments.Asked asked, RequestContext context) {
    ExecutionResult result =
        engine.execute(
            ExecutionInput.newExecutionInput(asked.document())
                .variables(asked.variables())
                .graphQLContext(
                    Map.of(
                        RequestContext.class,
                        context,
                        Loading[].class,
                        new Loading[] {Loading.of(chat, context.connection())}))
                .build());
    if (result.getData() instanceof Publisher<?> events) {
      return toldOnce(Response.of((ExecutionResult) Only.itemOf(events)).shaped());
    }
    return Response.of(result).shaped();
  }

  /// Of a field of an event that failed where nothing may be null, the engine tells twice: that it
  /// failed, and that it is null. Of queries it tells only the first, and so does [Walk] of both.
  private static Map<String, Object> toldOnce(Map<String, Object> answer) {
    if (answer.get("errors") instanceof List<?> told) {
      Map<Object, Map<?, ?>> first = new LinkedHashMap<>();
      told.forEach(each -> first.putIfAbsent(((Map<?, ?>) each).get("path"), (Map<?, ?>) each));
      answer.put("errors", List.copyOf(first.values()));
    }
    return answer;
  }

  private static GraphQLCodeRegistry fetchers(GraphQLSchema schema, Fields fields) {
    return schema
        .getCodeRegistry()
        .transform(
            registry -> {
              for (var type : schema.getAllTypesAsList()) {
                if (type instanceof GraphQLObjectType object && !type.getName().startsWith("__")) {
                  for (GraphQLFieldDefinition field : object.getFieldDefinitions()) {
                    registry.dataFetcher(
                        FieldCoordinates.coordinates(object, field),
                        fetcher(
                            object.getName(), fields.answer(object.getName(), field.getName())));
                  }
                }
              }
            });
  }

  private static DataFetcher<?> fetcher(String type, Fields.Answer<Object> answer) {
    return environment -> {
      Object value = answer.of(environment.getSource(), call(type, environment));
      Object known = value instanceof Later<?> later ? later.get() : value;
      return type.equals("Subscription") && known != null ? new Only(known) : known;
    };
  }

  /// Each field at the top of a mutation looks up anew.
  private static Call call(String type, DataFetchingEnvironment environment) {
    var context = environment.getGraphQlContext();
    Loading[] loading = Objects.requireNonNull(context.get(Loading[].class));
    if (type.equals("Mutation")) {
      loading[0] = loading[0].anew();
    }
    return new Call(
        Objects.requireNonNull(context.get(RequestContext.class)),
        loading[0],
        environment::getArguments);
  }

  /// Gives one item to whoever asks.
  private record Only(Object item) implements Publisher<Object> {

    static <T> Object itemOf(Publisher<T> publisher) {
      List<Object> items = new ArrayList<>();
      publisher.subscribe(
          new Subscriber<T>() {
            @Override
            public void onSubscribe(Subscription subscription) {
              subscription.request(1);
            }

            @Override
            public void onNext(T next) {
              items.add(next);
            }

            @Override
            public void onError(Throwable thrown) {
              throw new AssertionError(thrown);
            }

            @Override
            public void onComplete() {}
          });
      return items.getFirst();
    }

    @Override
    public void subscribe(Subscriber<? super Object> subscriber) {
      subscriber.onSubscribe(
          new Subscription() {
            @Override
            public void request(long n) {
              subscriber.onNext(item);
              subscriber.onComplete();
            }

            @Override
            public void cancel() {}
          });
    }
  }
}
