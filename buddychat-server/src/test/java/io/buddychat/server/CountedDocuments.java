package io.buddychat.server;

import java.util.List;

/// The documents of which [StatementCountTest] counts the statements.
final class CountedDocuments {

  /// Each query of the schema is in one of them at least.
  static final List<String> QUERIES =
      List.of(
          "{ me { username phoneNumbers { number } } }",
          "{ users(first: 50) { edges { node { id username } } pageInfo { hasNextPage } } }",
          """
          { chats(first: 50) { edges { node { archived unreadCount user { username }
            otherUser { username } lastMessage { message { content sender { username } } }
            chatMessages(first: 50) { edges { node { readAt chat { id }
              message { content readAt sender { firstName } } } }
              pageInfo { hasNextPage hasPreviousPage } } } } pageInfo { hasNextPage } } }
          """,
          """
          { me { chats(last: 50) { edges { node { chatMessages(last: 50) { edges { node {
            message { sender { id } } } } } } } }
            notifications(first: 50) { edges { node { isRead message { sender { username } } } } } } }
          """,
          """
          { chats(first: 50) { edges { node { chatMessages(first: 50) { edges { node { message {
            attachments { name message { content } } } } } } } } } }
          """,
          """
          { groups(first: 50) { edges { node { isArchived unreadCount
            lastMessage { message { content sender { username } } }
            member { isAdmin user { username } group { title createdBy { username } membersCount
              members(first: 50) { edges { node { isAdmin user { username } } } } } }
            groupMessages(first: 50) { edges { node { readAt groupCopy { id }
              message { content readAt sender { username } attachments { name } } } }
              pageInfo { hasNextPage hasPreviousPage } } } } pageInfo { hasNextPage } } }
          """,
          """
          { messages(first: 100) { edges { node {
            ... on ChatMessage { chat { otherUser { username } } message { content sender { id } } }
            ... on GroupMessage { groupCopy { unreadCount } message { sender { id } attachments { id } } }
            } } pageInfo { hasNextPage } } }
          """,
          """
          { discoverGroups(search: "of", first: 50) { edges { node { title membersCount isMember } }
            pageInfo { hasNextPage hasPreviousPage } } }
          """,
          """
          { groupPage(page: 1, limit: 50, filter: { title: "of", isAdmin: true }) { items { isArchived unreadCount
            lastMessage { message { content sender { username } } }
            member { isAdmin user { username } group { title createdBy { username }
              members(first: 50) { edges { node { user { username } } } } } } } hasNext } }
          """,
          """
          { messagePage(page: 1, limit: 50, where: { isMine: true }) { items {
            ... on ChatMessage { chat { otherUser { username } } message { content sender { id } } }
            ... on GroupMessage { groupCopy { unreadCount } message { sender { id } attachments { id } } }
            } hasNext } }
          """,
          """
          { messagePage(page: 2, limit: 1) { items { ... on ChatMessage { message { content } } } hasNext } }
          """,
          "{ notifications(first: 50, isRead: false) { edges { node { message { content } } } } }",
          """
          { inboxEvents(first: 100) { edges { node { operation payload {
            ... on ChatMessageChanged { chatMessage { message { content sender { username } }
              chat { unreadCount } } actor { username } }
            ... on NotificationChanged { notification { message { sender { username } } } } } } } } }
          """,
          """
          query ($chat: ID!) { chat(id: $chat) { unreadCount otherUser { username }
            chatMessages(first: 50) { edges { node { readAt message { content
              sender { username } attachments { name } } } } } } }
          """,
          """
          query ($group: ID!) { group(id: $group) { unreadCount
            member { group { members(first: 50) { edges { node { user { username } } } } } }
            groupMessages(first: 50) { edges { node { readAt message { content
              sender { username } attachments { name } } } } } } }
          """,
          "query ($user: ID!) { user(id: $user) { username bio } }",
          """
          query ($chat: ID!) { node(id: $chat) { ... on Chat { chatMessages(first: 50) {
            edges { node { message { content sender { username } } } } } } } }
          """,
          "query ($users: [ID!]!) { nodes(ids: $users) { ... on CustomUser { username } } }",
          "{ inboxHead }",
          "{ userByUsername(username: \"boris\") { id username } }",
          "{ hello serverInfo { name version time } me { username } }");

  /// Each follows everything that happens here, or nothing but groups.
  static final List<String> REPLAYS =
      List.of(
          """
          subscription ($after: Cursor) { inbox(after: $after) { operation payload {
            ... on ChatMessageChanged { chatMessage { message { content
              sender { username } } chat { unreadCount } } }
            ... on MembershipChanged { user { username } groupCopy { unreadCount } }
            ... on NotificationChanged { notification { isRead } } } } }
          """,
          """
          subscription ($after: Cursor) { changes(after: $after) { kind action node {
            ... on ChatMessage { message { content sender { username } } chat { unreadCount } }
            ... on GroupMember { user { username } group { title } }
            ... on Notification { isRead } } } }
          """,
          """
          subscription ($after: Cursor) { groupChanged(after: $after) { action
            groupCopy { unreadCount } payload { ... on MembershipChanged { user { username }
              groupMember { isAdmin } } } } }
          """);

  private CountedDocuments() {}
}
