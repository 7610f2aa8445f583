package io.buddychat.graphql;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import graphql.ExecutionInput;
import graphql.GraphQL;
import graphql.schema.GraphQLInterfaceType;
import graphql.schema.GraphQLNamedType;
import graphql.schema.GraphQLObjectType;
import graphql.schema.GraphQLSchema;
import graphql.schema.GraphQLType;
import graphql.schema.GraphQLTypeUtil;
import graphql.schema.GraphQLUnionType;
import io.buddychat.domain.core.CopyId;
import io.buddychat.domain.core.Failure;
import io.buddychat.domain.inbox.Entry;
import io.buddychat.testkit.GroupActs;
import io.buddychat.testkit.Person;
import io.buddychat.testkit.Scene;
import io.buddychat.testkit.memory.InMemoryStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiPredicate;
import org.junit.jupiter.api.Test;

/// What [Walk] answers to any document is what the engine's own way of answering gives: the same
/// data in the same order, and the same errors, whatever goes wrong in which field.
class SameAsTheEngineTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int DOCUMENTS = 200;

  /// Their answers have something random in them, or take what the other way needs.
  private static final Set<String> LEFT_OUT =
      Set.of("Mutation.login", "Mutation.refreshToken", "Mutation.createUser");

  /// A scene, and both ways to answer what is asked in it.
  private static final class Both {

    final Person alice;
    final GraphQLSchema schema;
    final EnginesWay engines;
    private final GraphQL walking;
    private final Scene scene;

    /// @param faulty whether fields go wrong
    Both(boolean faulty) {
      scene = Scene.on(new InMemoryStore());
      alice = scene.alice();
      fill(scene);
      Fields sound = ApiSchema.fields(scene.buddyChat(), Api.tokens(), Meter.NONE);
      schema = ApiSchema.of(sound);
      Fields fields = faulty ? Faults.in(sound, schema) : sound;
      engines = new EnginesWay(scene.buddyChat(), fields);
      Walking ours = new Walking(scene.buddyChat(), fields, new Errors());
      walking =
          GraphQL.newGraphQL(schema)
              .queryExecutionStrategy(ours)
              .mutationExecutionStrategy(ours)
              .subscriptionExecutionStrategy(ours)
              .build();
    }

    Connection connection() {
      return new Connection(Caller.of(alice.viewer()), "test");
    }

    Map<String, Object> walked(RandomDocuments.Asked asked, RequestContext context) {
      return Response.of(
              walking.execute(
                  ExecutionInput.newExecutionInput(asked.document())
                      .variables(asked.variables())
                      .graphQLContext(Map.of(RequestContext.class, context))
                      .build()))
          .shaped();
    }

    RandomDocuments documents(long seed) {
      List<String> ids = new ArrayList<>(List.of("", "nothing", "Q2hhdDo5OTk5OQ=="));
      List<String> cursors = new ArrayList<>(List.of("", "no cursor"));
      Map<String, Object> all =
          walked(
              new RandomDocuments.Asked(
                  """
                  { me { id phoneNumbers { id } } users { edges { cursor node { id } } }
                    chats { edges { cursor node { id chatMessages { edges { cursor node { id
                      message { id attachments { id } } } } } } } }
                    groups { edges { cursor node { id member { id group { id
                      members { edges { cursor node { id } } } } }
                      groupMessages { edges { cursor node { id } } } } } }
                    notifications { edges { cursor node { id } } } }
                  """,
                  Map.of()),
              RequestContext.of(connection()));
      var found = JSON.valueToTree(all);
      ids.addAll(found.findValuesAsText("id"));
      cursors.addAll(found.findValuesAsText("cursor"));
      alice.log().stream()
          .limit(3)
          .forEach(entry -> cursors.add(new InboxCursor(entry.owner(), entry.seq()).text()));
      return new RandomDocuments(schema, ids, cursors, LEFT_OUT, seed);
    }

    private static void fill(Scene scene) {
      Person alice = scene.alice();
      Person boris = scene.boris();
      CopyId chat = alice.chatWith(boris);
      CopyId his = boris.chatWith(alice);
      alice.chatWith(alice);
      for (int i = 0; i < 4; i++) {
        scene.later();
        alice.sends(chat, "Hello " + i);
        scene.later();
        boris.sends(his, "Good day " + i);
      }
      alice.sends(chat, "See this", alice.uploads("list.txt", "tea"));
      alice.reads(alice.messages(chat).get(3).copy().id());
      alice.edits(alice.messages(chat).get(2).copy().id(), "Hello again");
      scene.later();
      Person admin = alice.inGroups();
      CopyId group = admin.groups().creates("Tea", List.of(boris.id()));
      admin.sends(group, "Welcome");
      boris.inGroups().sends(boris.inGroups().conversations().getLast().copy().id(), "Thanks");
      new GroupActs(admin).renames(group, "Tea and cake");
    }
  }

  /// What an answer says, with the ids of internal errors left out and errors in an order.
  private static String said(Map<String, Object> answer) {
    List<String> errors = new ArrayList<>();
    if (answer.get("errors") instanceof List<?> told) {
      for (Object error : told) {
        Map<String, Object> copy = new HashMap<>();
        ((Map<?, ?>) error).forEach((key, value) -> copy.put((String) key, value));
        Map<String, Object> extensions = new HashMap<>();
        ((Map<?, ?>) copy.get("extensions")).forEach((key, v) -> extensions.put((String) key, v));
        extensions.remove("errorId");
        copy.put("extensions", extensions);
        errors.add(json(copy));
      }
    }
    Collections.sort(errors);
    return json(answer.get("data")) + "\n" + String.join("\n", errors);
  }

  private static String json(Object value) {
    try {
      return JSON.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new AssertionError(e);
    }
  }

  private static void assertManyWereAnswered(int answered, int documents) {
    assertThat(answered).as("documents with data").isGreaterThan(documents / 5);
  }

  @Test
  void queriesAreAnsweredAlike() {
    Both both = new Both(false);
    Set<String> used = alike(both, 1);
    assertThat(used).containsAll(fieldsOf(both.schema, SameAsTheEngineTest::isRead));
  }

  @Test
  void queriesWhoseFieldsGoWrongAreAnsweredAlike() {
    alike(new Both(true), 2);
  }

  /// @return the fields that occurred
  private static Set<String> alike(Both both, long seed) {
    RandomDocuments documents = both.documents(seed);
    int answered = 0;
    for (int i = 0; i < DOCUMENTS; i++) {
      RandomDocuments.Asked asked = documents.query();
      Map<String, Object> engines =
          both.engines.answer(asked, RequestContext.of(both.connection()));
      assertThat(said(both.walked(asked, RequestContext.of(both.connection()))))
          .as("%s%n%s", asked.document(), asked.variables())
          .isEqualTo(said(engines));
      answered += engines.get("data") == null ? 0 : 1;
    }
    assertManyWereAnswered(answered, DOCUMENTS);
    return documents.used();
  }

  /// Whether it is a type of what an event tells, or of an event that only a subscription has.
  private static boolean isOfEvents(GraphQLSchema schema, GraphQLObjectType type) {
    return Set.of("Change", "GroupChange").contains(type.getName())
        || schema.isPossibleType(
            (GraphQLNamedType) Objects.requireNonNull(schema.getType("EventPayload")), type);
  }

  /// Whether it is a type of what can be read and is no event's. Whether queries lead to it, and
  /// not only mutations.
  private static boolean isRead(GraphQLSchema schema, GraphQLObjectType type) {
    Set<GraphQLType> reached = new HashSet<>();
    reach(schema, schema.getQueryType(), reached);
    return reached.contains(type) && !isOfEvents(schema, type);
  }

  private static void reach(GraphQLSchema schema, GraphQLType type, Set<GraphQLType> reached) {
    if (reached.add(type)) {
      switch (type) {
        case GraphQLObjectType object ->
            object
                .getFieldDefinitions()
                .forEach(
                    field -> reach(schema, GraphQLTypeUtil.unwrapAll(field.getType()), reached));
        case GraphQLInterfaceType one ->
            schema.getImplementations(one).forEach(each -> reach(schema, each, reached));
        case GraphQLUnionType one -> one.getTypes().forEach(each -> reach(schema, each, reached));
        default -> {}
      }
    }
  }

  private static Set<String> fieldsOf(
      GraphQLSchema schema, BiPredicate<GraphQLSchema, GraphQLObjectType> of) {
    Set<String> fields = new TreeSet<>();
    for (var type : schema.getAllTypesAsList()) {
      if (type instanceof GraphQLObjectType object
          && !type.getName().startsWith("__")
          && of.test(schema, object)) {
        object
            .getFieldDefinitions()
            .forEach(field -> fields.add(object.getName() + "." + field.getName()));
      }
    }
    return fields;
  }

  /// Each way has a scene of its own, for what is asked changes it.
  @Test
  void mutationsAreAnsweredAlike() {
    for (boolean faulty : new boolean[] {false, true}) {
      Both ours = new Both(faulty);
      Both engines = new Both(faulty);
      RandomDocuments documents = ours.documents(3);
      int answered = 0;
      for (int i = 0; i < DOCUMENTS / 3; i++) {
        RandomDocuments.Asked asked = documents.mutation();
        Map<String, Object> answer =
            engines.engines.answer(asked, RequestContext.of(engines.connection()));
        assertThat(said(ours.walked(asked, RequestContext.of(ours.connection()))))
            .as("%s%n%s", asked.document(), asked.variables())
            .isEqualTo(said(answer));
        answered += answer.get("data") == null ? 0 : 1;
      }
      assertManyWereAnswered(answered, DOCUMENTS / 3);
    }
  }

  @Test
  void eventsAreAnsweredAlike() {
    for (boolean faulty : new boolean[] {false, true}) {
      Both both = new Both(faulty);
      RandomDocuments documents = both.documents(4);
      for (String field : List.of("inbox", "changes", "groupChanged")) {
        eventsAreAnsweredAlike(both, documents, field);
      }
      assertThat(documents.used())
          .containsAll(fieldsOf(both.schema, SameAsTheEngineTest::isOfEvents));
    }
  }

  private static void eventsAreAnsweredAlike(Both both, RandomDocuments documents, String field) {
    boolean all = !field.equals("groupChanged");
    List<Entry> entries =
        both.alice.log().stream()
            .filter(entry -> all ? entry.seq() % 3 == 0 : isOfGroups(entry))
            .toList();
    assertThat(entries).isNotEmpty();
    int planned = 0;
    for (int i = 0; i < DOCUMENTS / 4; i++) {
      RandomDocuments.Asked asked = documents.subscription(field);
      RequestContext first = delivery(both, entries.getFirst());
      both.walked(asked, first);
      if (first.plan().isEmpty()) {
        continue; // the document is not valid, or its variables are not
      }
      planned++;
      Deliveries deliveries =
          new Deliveries(both.scene.buddyChat(), first.plan().get(), both.alice.viewer(), "test");
      List<Map<String, Object>> ours = deliveries.answers(entries, Optional.empty());
      for (int e = 0; e < entries.size(); e++) {
        assertThat(said(ours.get(e)))
            .as("%s%n%s%n%s", asked.document(), asked.variables(), entries.get(e))
            .isEqualTo(said(both.engines.answer(asked, delivery(both, entries.get(e)))));
      }
    }
    assertManyWereAnswered(planned, DOCUMENTS / 4);
  }

  private static boolean isOfGroups(Entry entry) {
    ChangeKind kind = ChangeKind.of(entry.event().operation());
    return kind == ChangeKind.GROUP || kind == ChangeKind.MEMBER;
  }

  private static RequestContext delivery(Both both, Entry entry) {
    return RequestContext.delivering(InboxEvent.of(entry), both.connection());
  }

  /// Fields that go wrong, the same ones whoever asks: they throw, they are null, their values are
  /// none of their type.
  private static final class Faults {

    /// When an event as a whole is null, the engine's own way breaks the stream off, where ours
    /// tells the error.
    private static final Set<String> SPARED =
        Set.of(
            "Subscription.inbox",
            "Subscription.changes",
            "Subscription.groupChanged",
            "InboxEvent.cursor",
            "InboxEvent.operation",
            "InboxEvent.at",
            "Change.cursor",
            "Change.operation",
            "Change.at",
            "GroupChange.cursor",
            "GroupChange.operation",
            "GroupChange.at");

    static Fields in(Fields sound, GraphQLSchema schema) {
      Fields faulty = new Fields(Meter.NONE);
      for (var type : schema.getAllTypesAsList()) {
        if (type instanceof GraphQLObjectType object && !type.getName().startsWith("__")) {
          var fields = faulty.type(object.getName(), Object.class);
          object
              .getFieldDefinitions()
              .forEach(field -> fields.field(field.getName(), at(sound, object, field.getName())));
        }
      }
      for (var type : schema.getAllTypesAsList()) {
        if (type instanceof GraphQLInterfaceType || type instanceof GraphQLUnionType) {
          String oneOf = type.getName();
          faulty.oneOf(oneOf, Object.class, value -> sound.typeName(oneOf, value));
        }
      }
      return faulty;
    }

    private static Fields.Answer<Object> at(Fields sound, GraphQLObjectType type, String field) {
      Fields.Answer<Object> answer = sound.answer(type.getName(), field);
      if (SPARED.contains(type.getName() + "." + field)) {
        return answer;
      }
      return (source, call) -> {
        int chance = Math.floorMod((type.getName() + field + source).hashCode(), 200);
        Object value = answer.of(source, call);
        return value instanceof Later<?> later
            ? later.thenApply(known -> wrong(known, chance))
            : wrong(value, chance);
      };
    }

    private static Object wrong(Object value, int chance) {
      return switch (chance) {
        case 0, 1, 2 -> throw Failure.notFound("fault").asException();
        case 3, 4 -> throw new IllegalStateException("a fault");
        case 5, 6, 7, 8, 9 -> null;
        case 10, 11, 12 -> Optional.ofNullable(value);
        case 13, 14, 15, 16, 17 ->
            switch (value) {
              case List<?> list when !list.isEmpty() -> {
                List<Object> holey = new ArrayList<>(list);
                holey.set(chance % list.size(), null);
                yield holey;
              }
              case Number number -> "no number";
              case Boolean yes -> "no truth";
              case Instant time -> "no time";
              case String text when text.equals(text.toUpperCase(Locale.ROOT)) -> List.of(text);
              case null, default -> value;
            };
        default -> value;
      };
    }
  }
}
