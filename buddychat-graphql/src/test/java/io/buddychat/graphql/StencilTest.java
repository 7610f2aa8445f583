package io.buddychat.graphql;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import graphql.ExecutionInput;
import graphql.GraphQL;
import graphql.schema.GraphQLInterfaceType;
import graphql.schema.GraphQLObjectType;
import graphql.schema.GraphQLSchema;
import graphql.schema.GraphQLUnionType;
import io.buddychat.domain.BuddyChat;
import io.buddychat.domain.core.CopyId;
import io.buddychat.domain.inbox.Entry;
import io.buddychat.domain.inbox.Event;
import io.buddychat.domain.inbox.HandOver;
import io.buddychat.domain.inbox.InboxFilter;
import io.buddychat.domain.inbox.Rendering;
import io.buddychat.graphql.Nodes.MessageNode;
import io.buddychat.graphql.ws.Utf8;
import io.buddychat.testkit.Person;
import io.buddychat.testkit.Scene;
import io.buddychat.testkit.memory.InMemoryStore;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Flow;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/// What many are told by one commit is drawn once, and each is told the same as if they had been
/// answered alone; nothing of one of them ever comes into what another is told.
class StencilTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int DOCUMENTS = 150;

  private static final String OF_THEIR_OWN =
      """
      subscription { inbox { cursor operation at payload { __typename
        ... on GroupMessageChanged { groupMessageId groupCopyId messageId actorId
          actor { username }
          groupMessage { id readAt message { id content date sender { id username }
            attachments { id file name contentType size } } } }
        ... on NotificationChanged { notificationId notification { id isRead readAt
          message { content } } } } } }
      """;

  /// What somebody was told, and by what.
  private record News(Person owner, List<Entry> entries, Optional<HandOver> source) {}

  private final List<News> news = new ArrayList<>();
  private final Scene scene = Scene.on(new InMemoryStore());
  private final BuddyChat chat = scene.buddyChat();
  private final Person alice = scene.alice().inGroups();
  private final List<Person> people =
      List.of(alice, scene.boris().inGroups(), scene.clara().inGroups());
  private final CopyId group =
      alice
          .groups()
          .creates("Tea", people.subList(1, people.size()).stream().map(Person::id).toList());
  private final Counting meter = new Counting();
  private final Fields fields = ApiSchema.fields(chat, Api.tokens(), meter);
  private final GraphQLSchema schema = ApiSchema.of(fields);

  private void everybodyListens() {
    for (Person person : people) {
      chat.follow(person.viewer(), Optional.empty(), InboxFilter.ALL)
          .as(
              Rendering.<Entry>of(
                  _ -> person.log().getFirst(),
                  (entries, source) -> {
                    news.add(new News(person, entries, source));
                    return entries;
                  }))
          .subscribe(new Everything());
    }
  }

  private void allKindsOfThingsAreSaid() {
    everybodyListens();
    alice.sends(group, "Tea?");
    scene.later();
    alice.sends(group, "\"Quoted\", \\ and\ttabs,\nlines, \u0001, ü, \uD83C\uDF75 and \u2028.");
    alice.sends(group, "See this", alice.uploads("list.txt", "tea"));
    Person boris = people.get(1);
    boris.sends(boris.conversations().getFirst().copy().id(), "Gladly");
    Person pair = scene.alice();
    pair.sends(pair.chatWith(scene.boris()), "Between us");
  }

  private static GraphQL engine(BuddyChat chat, Fields fields) {
    return GraphQL.newGraphQL(ApiSchema.of(fields))
        .subscriptionExecutionStrategy(new Walking(chat, fields, new Errors()))
        .build();
  }

  private Optional<Plan> plan(GraphQL engine, String document, Map<String, Object> variables) {
    Connection connection = new Connection(Caller.of(alice.viewer()), "test");
    RequestContext context =
        RequestContext.delivering(InboxEvent.of(alice.log().getFirst()), connection);
    engine.execute(
        ExecutionInput.newExecutionInput(document)
            .variables(variables)
            .graphQLContext(Map.of(RequestContext.class, context))
            .build());
    return context.plan();
  }

  private Deliveries deliveries(Plan plan, Person owner) {
    return new Deliveries(chat, plan, owner.viewer(), "test");
  }

  private static String json(Object answer) {
    if (answer instanceof Drawn drawn) {
      Utf8 text = new Utf8(drawn.length());
      drawn.writeTo(text);
      return new String(text.text(), StandardCharsets.UTF_8);
    }
    try {
      return JSON.writeValueAsString(answer);
    } catch (JsonProcessingException e) {
      throw new AssertionError(e);
    }
  }

  /// Each is told what they would be answered alone.
  ///
  /// @return how many events were drawn
  private int alike(Plan plan, Object description) {
    int drawn = 0;
    for (News each : news) {
      Deliveries deliveries = deliveries(plan, each.owner());
      List<?> together = deliveries.answers(each.entries(), each.source());
      List<?> alone = deliveries.answers(each.entries(), Optional.empty());
      for (int i = 0; i < alone.size(); i++) {
        assertThat(json(together.get(i)))
            .as("%s%n%s", description, each.entries().get(i))
            .isEqualTo(json(alone.get(i)));
        drawn += together.get(i) instanceof Drawn ? 1 : 0;
      }
    }
    return drawn;
  }

  /// Half of the documents ask for whatever there is, half for nothing that is a viewer's.
  @Test
  void eachIsToldWhatTheyWouldBeAnsweredAlone() {
    allKindsOfThingsAreSaid();
    Set<String> viewers = new TreeSet<>();
    for (var type : schema.getAllTypesAsList()) {
      if (type instanceof GraphQLObjectType object && !type.getName().startsWith("__")) {
        object.getFieldDefinitions().stream()
            .map(field -> field.getName())
            .filter(field -> whose(object.getName(), field) == Fields.Whose.VIEWERS)
            .forEach(field -> viewers.add(object.getName() + "." + field));
      }
    }
    GraphQL engine = engine(chat, fields);
    for (Set<String> leftOut : List.of(viewers, Set.<String>of())) {
      RandomDocuments documents =
          new RandomDocuments(schema, List.of("nothing"), List.of("no cursor"), leftOut, 7);
      int drawn = 0;
      for (int i = 0; i < DOCUMENTS; i++) {
        RandomDocuments.Asked asked = documents.subscription("inbox");
        Optional<Plan> plan = plan(engine, asked.document(), asked.variables());
        drawn += plan.map(it -> alike(it, asked)).orElse(0);
      }
      assertThat(drawn).isGreaterThan(leftOut.isEmpty() ? 20 : DOCUMENTS * 5);
      assertThat(documents.used()).contains("GroupMessage.readAt", "Notification.isRead");
    }
  }

  private Fields.Whose whose(String type, String field) {
    return fields.line(type, field).whose();
  }

  @Test
  void eachHasIdsOfTheirOwn() {
    allKindsOfThingsAreSaid();
    Plan plan = plan(engine(chat, fields), OF_THEIR_OWN, Map.of()).orElseThrow();
    assertThat(alike(plan, OF_THEIR_OWN)).isEqualTo(arrivals());
    Set<String> seen = new HashSet<>();
    for (News each : news) {
      deliveries(plan, each.owner())
          .answers(each.entries(), each.source())
          .forEach(answer -> assertThat(seen.add(json(answer))).isTrue());
    }
  }

  private int arrivals() {
    return (int)
        news.stream()
            .flatMap(each -> each.entries().stream())
            .filter(entry -> entry.event() instanceof Event.OfMessage)
            .count();
  }

  @Test
  void whatManyAreToldIsDrawnOnce() {
    everybodyListens();
    alice.sends(group, "Tea?");
    Plan plan = plan(engine(chat, fields), OF_THEIR_OWN, Map.of()).orElseThrow();
    meter.resolved = 0;
    for (News each : news) {
      deliveries(plan, each.owner()).answers(each.entries(), each.source());
    }
    assertThat(news).hasSize(people.size());
    assertThat(meter.resolved).as("created, and notified").isEqualTo(2);
  }

  /// A field says that all are answered alike, and looks at the viewer all the same.
  @Test
  void whoLooksAtTheViewerIsNotDrawn() {
    everybodyListens();
    alice.sends(group, "Tea?");
    Fields planted =
        with("CustomUser.username", (source, call) -> "seen by " + call.viewer().user().value());
    Plan plan = plan(engine(chat, planted), OF_THEIR_OWN, Map.of()).orElseThrow();
    for (News each : news) {
      List<Map<String, Object>> answers =
          deliveries(plan, each.owner()).answers(each.entries(), each.source());
      assertThat(json(answers.getFirst()))
          .contains("\"seen by " + each.owner().id().value() + "\"")
          .doesNotContain("errors");
    }
  }

  /// A field says that all are answered alike, and looks at the owner's copy all the same: it shows
  /// nobody's, and not that of whoever was told first.
  @Test
  void whoLooksAtTheCopySeesNobodys() {
    everybodyListens();
    alice.sends(group, "Tea?");
    Fields planted =
        with(
            "Message.content",
            (source, call) -> "held by " + ((MessageNode) source).held().copy().owner().value());
    Plan plan = plan(engine(chat, planted), OF_THEIR_OWN, Map.of()).orElseThrow();
    for (News each : news) {
      Object answer = deliveries(plan, each.owner()).answers(each.entries(), each.source()).get(0);
      assertThat(answer).isInstanceOf(Drawn.class);
      assertThat(json(answer)).contains("\"held by 0\"");
    }
  }

  /// The same fields, but for one that says that all are answered alike by it.
  private Fields with(String planted, Fields.Answer<Object> answer) {
    Fields some = new Fields(Meter.NONE);
    for (var type : schema.getAllTypesAsList()) {
      String name = type.getName();
      if (type instanceof GraphQLObjectType object && !name.startsWith("__")) {
        var told = some.type(name, Object.class);
        for (var definition : object.getFieldDefinitions()) {
          String field = definition.getName();
          Fields.Answer<Object> sound = fields.answer(name, field);
          switch (whose(name, field)) {
            case EVERYBODYS ->
                told.shared(field, planted.equals(name + "." + field) ? answer : sound);
            case OWNERS -> told.own(field, own(sound));
            case VIEWERS -> told.field(field, sound);
          }
        }
      } else if (type instanceof GraphQLInterfaceType || type instanceof GraphQLUnionType) {
        some.oneOf(name, Object.class, value -> fields.typeName(name, value));
      }
    }
    return some;
  }

  /// It does not look at the call.
  private UnaryOperator<Object> own(Fields.Answer<Object> sound) {
    Connection connection = new Connection(Caller.ANONYMOUS, "test");
    Call call =
        new Call(RequestContext.of(connection), Loading.of(chat, connection), () -> Map.of());
    return source -> sound.of(source, call);
  }

  /// Asks for all there is.
  private static final class Everything implements Flow.Subscriber<Entry> {

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
      subscription.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(Entry entry) {}

    @Override
    public void onError(Throwable thrown) {
      throw new AssertionError(thrown);
    }

    @Override
    public void onComplete() {}
  }

  /// Counts how often the field at the top of a subscription was asked.
  private static final class Counting implements Meter {

    private int resolved;

    @Override
    public void began() {}

    @Override
    public void ended(String kind, String code) {}

    @Override
    public void resolved(String field, long nanos) {
      resolved++;
    }

    @Override
    public void streamOpened() {}

    @Override
    public void streamClosed() {}

    @Override
    public void eventSent() {}
  }
}
