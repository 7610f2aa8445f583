package io.buddychat.graphql;

import graphql.schema.GraphQLSchema;
import graphql.schema.idl.RuntimeWiring;
import graphql.schema.idl.SchemaGenerator;
import graphql.schema.idl.SchemaParser;
import graphql.schema.idl.TypeDefinitionRegistry;
import io.buddychat.domain.BuddyChat;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/// Puts the schema's text and what stands behind its fields together.
final class ApiSchema {

  private static final String FILE = "schema.graphqls";

  private ApiSchema() {}

  static GraphQLSchema of(BuddyChat chat, AccessTokens tokens, Meter meter) {
    return of(fields(chat, tokens, meter));
  }

  /// What stands behind each field.
  static Fields fields(BuddyChat chat, AccessTokens tokens, Meter meter) {
    Fields fields = new Fields(meter);
    ConversationFields conversations = new ConversationFields(chat);
    ChatFields chats = new ChatFields(chat, conversations);
    chats.addTo(fields);
    new GroupFields(chat, conversations).addTo(fields);
    new UserFields(chat, chats, conversations).addTo(fields);
    new SessionFields(chat, tokens).addTo(fields);
    new MessageFields(chat).addTo(fields);
    new MailboxFields(chat, conversations).addTo(fields);
    new ServerFields(chat).addTo(fields);
    new AttachmentFields().addTo(fields);
    NodeFields nodes = new NodeFields(chat);
    nodes.addTo(fields);
    new SubscriptionFields(chat).addTo(fields);
    InboxViews views = new InboxViews(chat);
    new InboxFields(chat, views, conversations).addTo(fields);
    new ChangeFields(views, nodes, conversations).addTo(fields);
    InboxPayloads.addTo(fields);
    fields
        .type("PageInfo", Connections.PageInfo.class)
        .field("hasNextPage", (info, call) -> info.hasNextPage())
        .field("hasPreviousPage", (info, call) -> info.hasPreviousPage())
        .field("startCursor", (info, call) -> info.startCursor().orElse(null))
        .field("endCursor", (info, call) -> info.endCursor().orElse(null));
    return fields;
  }

  /// The schema of these fields.
  static GraphQLSchema of(Fields fields) {
    RuntimeWiring.Builder wiring = RuntimeWiring.newRuntimeWiring();
    fields.wire(wiring);
    TypeDefinitionRegistry text = new SchemaParser().parse(text());
    Scalars.wire(wiring, text);
    GraphQLSchema schema = new SchemaGenerator().makeExecutableSchema(text, wiring.build());
    fields.check(schema);
    return schema;
  }

  /// The schema as it is written.
  static String text() {
    try (InputStream in = Objects.requireNonNull(ApiSchema.class.getResourceAsStream(FILE))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
