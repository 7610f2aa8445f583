// What relay-compiler reads; it makes an artifact of each document, and those are what runs.
import { graphql } from 'relay-runtime';

graphql`
  query storyMeQuery {
    me {
      id
      username
    }
  }
`;

graphql`
  mutation storySendMutation($chat: ID!, $content: String!) {
    createChatMessage(chatId: $chat, content: $content) {
      chatMessage {
        id
        message {
          id
          content
        }
      }
    }
  }
`;

graphql`
  subscription storyInboxSubscription($after: Cursor) {
    inbox(after: $after, operations: [CHAT_MESSAGE_CREATED]) {
      cursor
      operation
      payload {
        ... on ChatMessageChanged {
          chatMessageId
          chatMessage {
            id
            message {
              id
              content
              sender {
                id
                username
              }
            }
          }
        }
      }
    }
  }
`;

graphql`
  query storyChatQuery($id: ID!, $count: Int!) {
    node(id: $id) {
      ...story_messages @alias(as: "chat") @arguments(count: $count)
    }
  }
`;

graphql`
  fragment story_messages on Chat
  @argumentDefinitions(count: { type: "Int", defaultValue: 2 }, cursor: { type: "String" })
  @refetchable(queryName: "storyMessagesQuery") {
    id
    chatMessages(first: $count, after: $cursor) @connection(key: "story_chatMessages") {
      edges {
        node {
          id
          message {
            content
          }
        }
      }
    }
  }
`;
