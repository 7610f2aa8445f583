package io.buddychat.server;

import static org.assertj.core.api.Assertions.assertThat;

import graphql.language.FieldDefinition;
import graphql.language.ObjectTypeDefinition;
import graphql.schema.idl.SchemaParser;
import graphql.schema.idl.TypeDefinitionRegistry;
import graphql.schema.idl.TypeUtil;
import io.buddychat.graphql.BuddyChatGraphQl;
import io.buddychat.server.TestClient.Reply;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The ways around the front door: ids under another type, long ways from one thing to the next,
/// paths of files. Nobody sees a text that is not for them.
class SidewaysTest {

  private static final List<String> TYPES =
      List.of(
          "CustomUser",
          "PhoneNumber",
          "Chat",
          "ChatMessage",
          "UserGroup",
          "GroupMember",
          "UserGroupMemberCopy",
          "GroupMessage",
          "Message",
          "Notification",
          "Attachment");

  /// What each type has that is worth stealing.
  private static final String EVERYTHING =
      """
      { nodes(ids: [IDS]) {
        id
        ... on PhoneNumber { number }
        ... on Chat { otherUser { username } lastMessage { message { content } }
          chatMessages { edges { node { message { content } } } } }
        ... on ChatMessage { message { content attachments { name } } }
        ... on UserGroup { title members { edges { node { user { username } } } } }
        ... on GroupMember { user { username } group { title } }
        ... on UserGroupMemberCopy { groupMessages { edges { node { message { content } } } } }
        ... on GroupMessage { message { content } }
        ... on Message { content attachments { name file } }
        ... on Notification { message { content } }
        ... on Attachment { name of: message { content } }
      } }
      """;

  private static final int WALKS = 150;
  private static final int STEPS = 7;
  private static final int IDS_AT_ONCE = 20;

  private static Neighbourhood all;

  @BeforeAll
  static void begin() {
    all = new Neighbourhood();
  }

  @AfterAll
  static void end() {
    all.close();
  }

  private static String decoded(String id) {
    return new String(Base64.getDecoder().decode(id), StandardCharsets.UTF_8);
  }

  /// Every number of every id there is, as an id of every type.
  private static List<String> everyNumberAsEveryType() {
    Set<String> keys = new TreeSet<>();
    for (String id : all.names().values()) {
      if (id.matches("[A-Za-z0-9+/]{8,60}=*") && decoded(id).matches("[A-Za-z]+:[0-9.]+")) {
        String key = decoded(id).replaceFirst(".*:", "");
        keys.add(key);
        keys.add(key.replaceFirst("\\..*", ""));
        keys.add(key.replaceFirst("\\..*", "") + ".1");
        keys.add(key.replaceFirst("\\..*", "") + ".2");
      }
    }
    List<String> ids = new ArrayList<>();
    for (String type : TYPES) {
      keys.forEach(key -> ids.add(Neighbourhood.base64(type + ":" + key)));
    }
    return ids;
  }

  @ParameterizedTest
  @EnumSource
  void noIdUnderAnotherTypeOpensWhatIsNotTheAskers(Asker asker) {
    List<String> ids = everyNumberAsEveryType();
    assertThat(ids).hasSizeGreaterThan(500);
    int shown = 0;
    for (int i = 0; i < ids.size(); i += IDS_AT_ONCE) {
      String some =
          ids.subList(i, Math.min(ids.size(), i + IDS_AT_ONCE)).stream()
              .collect(Collectors.joining("\", \"", "\"", "\""));
      String answer = all.ask(asker, EVERYTHING.replace("IDS", some)).body();
      assertThat(all.leaked(answer, asker)).as(answer).isEmpty();
      assertThat(answer).doesNotContain("INTERNAL", "INVALID_INPUT", "TOO_COMPLEX");
      shown += all.shown(answer, asker).size();
    }
    if (asker == Asker.ANONYMOUS) {
      assertThat(shown).isZero();
    } else {
      assertThat(shown).as("there is something to find").isPositive();
    }
  }

  @ParameterizedTest
  @EnumSource
  void noWayThroughTheSchemaLeadsToWhatIsNotTheAskers(Asker asker) {
    Random random = new Random(20260101);
    TypeDefinitionRegistry schema = new SchemaParser().parse(BuddyChatGraphQl.schema());
    int walked = 0;
    int shown = 0;
    for (int i = 0; i < WALKS; i++) {
      String root = all.meant(ROOTS.get(random.nextInt(ROOTS.size())), asker);
      String type = root.substring(0, root.indexOf(' '));
      String document =
          "{ %s }"
              .formatted(
                  root.substring(root.indexOf(' ') + 1)
                      .replace("#", walk(schema, type, STEPS, random)));
      String answer = all.ask(asker, document).body();
      assertThat(all.leaked(answer, asker)).as("%s%n%s", document, answer).isEmpty();
      assertThat(answer).as(document).doesNotContain("INTERNAL", "INVALID_INPUT");
      walked += answer.contains("TOO_COMPLEX") ? 0 : 1;
      shown += all.shown(answer, asker).size();
    }
    assertThat(walked).as("those that cost too much are few").isGreaterThan(WALKS * 3 / 4);
    if (asker != Asker.ANONYMOUS) {
      assertThat(shown).as("the walks lead somewhere").isPositive();
    }
  }

  private static final List<String> ROOTS =
      List.of(
          "CustomUser me { # }",
          "CustomUser user(id: \"$alice\") { # }",
          "CustomUserConnection users { # }",
          "ChatConnection chats { # }",
          "Chat chat(id: \"$my.chat\") { # }",
          "UserGroupMemberCopyConnection groups { # }",
          "UserGroupMemberCopy group(id: \"$my.group\") { # }",
          "NotificationConnection notifications { # }",
          "Message node(id: \"$message\") { ... on Message { # } }",
          "Message node(id: \"$groupMessage\") { ... on Message { # } }",
          "UserGroup node(id: \"$userGroup\") { ... on UserGroup { # } }",
          "GroupMember node(id: \"$borisMember\") { ... on GroupMember { # } }",
          "Attachment node(id: \"$attachment\") { ... on Attachment { # } }",
          "Notification node(id: \"$my.notification\") { ... on Notification { # } }",
          "InboxEventConnection inboxEvents(first: 10) { # }");

  /// All leaves of a type, and one way on from it.
  private static String walk(TypeDefinitionRegistry schema, String type, int steps, Random random) {
    ObjectTypeDefinition definition = schema.getTypeOrNull(type, ObjectTypeDefinition.class);
    if (definition == null) {
      return "__typename";
    }
    List<String> parts = new ArrayList<>(List.of("__typename"));
    List<FieldDefinition> ways = new ArrayList<>();
    for (FieldDefinition field : definition.getFieldDefinitions()) {
      if (isObject(schema, field)) {
        ways.add(field);
      } else {
        parts.add(field.getName());
      }
    }
    if (steps > 0 && !ways.isEmpty()) {
      FieldDefinition way = ways.get(random.nextInt(ways.size()));
      // Pages are short, so that long ways stay cheap.
      boolean pages =
          way.getInputValueDefinitions().stream().anyMatch(each -> each.getName().equals("first"));
      parts.add(
          "%s%s { %s }"
              .formatted(
                  way.getName(),
                  pages ? "(first: 2)" : "",
                  walk(schema, typeOf(way), steps - 1, random)));
    }
    return String.join(" ", parts);
  }

  private static boolean isObject(TypeDefinitionRegistry schema, FieldDefinition field) {
    return schema.getTypeOrNull(typeOf(field)) instanceof ObjectTypeDefinition
        || schema.getTypeOrNull(typeOf(field)) instanceof graphql.language.UnionTypeDefinition;
  }

  private static String typeOf(FieldDefinition field) {
    return TypeUtil.unwrapAll(field.getType()).getName();
  }

  @Test
  void aFileIsForThoseWhoHoldItsMessage() {
    Map<Asker, Integer> sent = new EnumMap<>(Asker.class);
    Map<Asker, Integer> unsent = new EnumMap<>(Asker.class);
    for (Asker asker : Asker.values()) {
      sent.put(asker, download(asker, all.names().get("attachment")));
      unsent.put(asker, download(asker, all.names().get("unsentFile")));
    }
    assertThat(sent)
        .isEqualTo(
            Map.of(
                Asker.OWNER, 200,
                Asker.MEMBER, 200,
                Asker.FORMER, 404,
                Asker.STRANGER, 404,
                Asker.ANONYMOUS, 401));
    assertThat(unsent)
        .isEqualTo(
            Map.of(
                Asker.OWNER, 200,
                Asker.MEMBER, 404,
                Asker.FORMER, 404,
                Asker.STRANGER, 404,
                Asker.ANONYMOUS, 401));
  }

  private static int download(Asker asker, String id) {
    TestClient files = new TestClient(all.server.uri().resolve("/attachments/"));
    Reply reply = files.get(id, all.authorization(asker));
    if (reply.status() != 200) {
      assertThat(all.leaked(reply.body(), asker)).isEmpty();
      Reply nothing =
          files.get(Neighbourhood.id("Attachment", 999_999_999), all.authorization(asker));
      assertThat(reply.body()).as("as if it did not exist").isEqualTo(nothing.body());
      assertThat(reply.status()).isEqualTo(nothing.status());
    }
    return reply.status();
  }
}
