package io.buddychat.graphql;

import static org.assertj.core.api.Assertions.assertThat;

import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLFieldsContainer;
import graphql.schema.GraphQLInputObjectType;
import graphql.schema.GraphQLSchema;
import graphql.schema.GraphQLTypeUtil;
import graphql.schema.idl.SchemaParser;
import graphql.schema.idl.UnExecutableSchemaGenerator;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The names that the original BuddyChat documents: clients of it find all of them here. What is
/// ours beside them is free to change.
class OriginalSchemaTest {

  private static final GraphQLSchema SCHEMA =
      UnExecutableSchemaGenerator.makeUnExecutableSchema(
          new SchemaParser().parse(BuddyChatGraphQl.schema()));

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Query            | users: CustomUserConnection, chats: ChatConnection, groups: UserGroupMemberCopyConnection, notifications: NotificationConnection, chat: Chat, group: UserGroupMemberCopy, user: CustomUser
          Subscription     | subscribe: Subscribe
          CustomUser       | id: ID, username: String, firstName: String, lastName: String, email: String, phoneNumbers: PhoneNumber, chats: ChatConnection, notifications: NotificationConnection
          PhoneNumber      | id: ID, number: String, countryCode: String
          PhoneNumberInput | number: String, countryCode: String
          Message          | id: ID, content: String, readAt: DateTime
          Chat             | id: ID, user: CustomUser, otherUser: CustomUser, archived: Boolean, chatMessages: ChatMessageConnection, chat_messages: ChatMessageConnection
          ChatMessage      | id: ID, message: Message, chat: Chat
          UserGroup        | id: ID, title: String, description: String, members: GroupMemberConnection
          GroupMessage     | id: ID, message: Message, groupCopy: UserGroupMemberCopy, group_copy: UserGroupMemberCopy
          GroupMember      | id: ID, user: CustomUser, group: UserGroup, isAdmin: Boolean, joinedAt: DateTime
          Notification     | id: ID, message: Message, readAt: DateTime
          UserGroupMemberCopy | id: ID, member: GroupMember, isArchived: Boolean, groupMessages: GroupMessageConnection, group_messages: GroupMessageConnection
          PageInfo         | hasNextPage: Boolean, hasPreviousPage: Boolean, startCursor: String, endCursor: String
          Subscribe        | success: Boolean
          """)
  void aTypeHasItsFields(String type, String fields) {
    assertThat(fieldsOf(type)).containsAllEntriesOf(pairs(fields));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          login                  | ObtainJSONWebToken     | token: String, payload: JSON, refreshToken: String, refreshExpiresIn: Int
          refreshToken           | RefreshToken           | token: String, payload: JSON, refreshToken: String, refreshExpiresIn: Int
          verifyToken            | VerifyToken            | payload: JSON
          revokeToken            | RevokeToken            | revoked: Int
          createUser             | CreateUser             | user: CustomUser, phoneNumber: PhoneNumber
          updateUser             | UpdateUser             | user: CustomUser
          changePassword         | ChangePassword         | user: CustomUser
          deleteUser             | DeleteUser             | userId: ID
          addPhoneNumber         | AddPhoneNumber         | phoneNumber: PhoneNumber
          removePhoneNumber      | RemovePhoneNumber      | success: Boolean
          createChat             | CreateChat             | chat: Chat, otherChat: Chat
          createSelfChat         | CreateSelfChat         | chat: Chat
          createChatMessage      | CreateChatMessage      | chatMessage: ChatMessage
          updateChatMessage      | UpdateChatMessage      | chatMessage: ChatMessage
          deleteChatMessage      | DeleteChatMessage      | success: Boolean
          unsendChatMessage      | UnsendChatMessage      | success: Boolean
          setChatMessageAsRead   | SetChatMessageAsRead   | chatMessage: ChatMessage
          deleteChat             | DeleteChat             | success: Boolean
          setArchiveChat         | SetChatArchived        | chat: Chat
          setChatArchived        | SetChatArchived        | chat: Chat
          createGroup            | CreateGroup            | userGroup: UserGroup
          createGroupMember      | CreateGroupMember      | groupMember: GroupMember
          changeAdmin            | ChangeAdmin            | groupMember: GroupMember
          updateGroup            | UpdateGroup            | groupCopy: UserGroupMemberCopy
          removeGroupMember      | RemoveGroupMember      | success: Boolean
          leaveGroup             | LeaveGroup             | success: Boolean
          removeGroupPermanently | RemoveGroupPermanently | success: Boolean
          setArchiveGroup        | SetArchiveGroup        | groupCopy: UserGroupMemberCopy
          createGroupMessage     | CreateGroupMessage     | message: GroupMessage, groupMessage: GroupMessage
          updateGroupMessage     | UpdateGroupMessage     | groupMessage: GroupMessage
          deleteGroupMessage     | DeleteGroupMessage     | success: Boolean
          unsendGroupMessage     | UnsendGroupMessage     | success: Boolean
          deleteGroup            | DeleteGroup            | success: Boolean
          setNotificationRead    | SetNotificationAsRead  | notification: Notification
          """)
  void aMutationHasItsPayload(String mutation, String payload, String fields) {
    assertThat(fieldsOf("Mutation")).containsEntry(mutation, payload);
    assertThat(fieldsOf(payload)).containsAllEntriesOf(pairs(fields));
  }

  private static Map<String, String> pairs(String fields) {
    Map<String, String> pairs = new TreeMap<>();
    Stream.of(fields.split(", ", -1))
        .map(field -> field.split(": ", 2))
        .forEach(field -> pairs.put(field[0], field[1]));
    return pairs;
  }

  /// The names of a type's fields, and what each answers, but for lists and whether it may be null.
  private static Map<String, String> fieldsOf(String type) {
    Map<String, String> fields = new TreeMap<>();
    switch (Objects.requireNonNull(SCHEMA.getType(type), type)) {
      case GraphQLFieldsContainer container -> {
        for (GraphQLFieldDefinition field : container.getFieldDefinitions()) {
          fields.put(field.getName(), GraphQLTypeUtil.unwrapAll(field.getType()).getName());
        }
      }
      case GraphQLInputObjectType input ->
          input
              .getFieldDefinitions()
              .forEach(
                  field ->
                      fields.put(
                          field.getName(), GraphQLTypeUtil.unwrapAll(field.getType()).getName()));
      default -> throw new AssertionError(type + " has no fields");
    }
    return fields;
  }
}
