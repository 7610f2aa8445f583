// What a newcomer finds: the way from an account to a message that arrives by itself.

const tab = (query, variables) => ({
  query,
  variables: variables && JSON.stringify(variables, null, 2),
});

export const tabs = [
  tab(
    `# Welcome to BuddyChat. These tabs lead from an
# account to a message that arrives by itself.
# Each runs by the button with the triangle.
#
# 1. Sign up. Then change the names and the
#    number below, and sign up somebody else.
#    Log in at the top of the page.

mutation SignUp(
  $username: String!
  $email: String!
  $password: String!
  $phone: PhoneNumberInput!
) {
  createUser(
    username: $username
    email: $email
    password: $password
    firstName: "Some"
    lastName: "Body"
    phoneNumber: $phone
  ) {
    user {
      id
      username
    }
  }
}
`,
    {
      username: 'alice',
      email: 'alice@example.org',
      password: 'Correct-Horse-7',
      phone: { countryCode: '49', number: '15550001' },
    },
  ),
  tab(
    `# 2. Find somebody. Their id is what you open
#    a chat with.

query FindPeople($username: String) {
  me {
    username
  }
  users(username: $username) {
    edges {
      node {
        id
        username
      }
    }
  }
}
`,
    { username: 'boris' },
  ),
  tab(
    `# 3. Open a chat: put the id that you found in
#    its place below. You own a copy of the chat,
#    and so does the other.

mutation OpenChat($with: ID!) {
  createChat(otherUserId: $with) {
    chat {
      id
      otherUser {
        username
      }
    }
  }
}
`,
    { with: 'the id of somebody' },
  ),
  tab(
    `# 4. Follow your inbox until you stop it; the
#    latest event is shown. To see it move, log
#    in as the other in a second window, and
#    write from there.

subscription FollowInbox {
  inbox {
    cursor
    operation
    at
    payload {
      ... on ChatMessageChanged {
        chatMessage {
          id
          message {
            content
            sender {
              username
            }
          }
        }
      }
    }
  }
}
`,
  ),
  tab(
    `# 5. Write: put the id of your copy of the chat
#    in its place below.

mutation Write($chat: ID!, $content: String!) {
  createChatMessage(chatId: $chat, content: $content) {
    chatMessage {
      id
      message {
        content
        date
      }
    }
  }
}
`,
    { chat: 'the id of your chat', content: 'Hello!' },
  ),
];
