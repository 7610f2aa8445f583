// Two people side by side, each with a socket of their own, and all that is said on it.
// No library: to see what the protocol is, read on.

const PROTOCOL = 'graphql-transport-ws';
const STREAM = '1';
const MOST_LINES = 500;

const FOLLOW = `subscription ($after: Cursor, $operations: [Operation!]) {
  inbox(after: $after, operations: $operations) {
    cursor
    operation
    payload {
      ... on ChatMessageChanged { chatMessageId chatMessage { message { content sender { username } } } }
      ... on GroupMessageChanged { groupMessageId groupMessage { message { content sender { username } } } }
    }
  }
}`;

const WATCH = `subscription ($kinds: [ChangeKind!], $action: ChangeAction, $id: ID) {
  changes(kinds: $kinds, action: $action, id: $id) {
    operation
    kind
    action
    nodeId
    node {
      ... on CustomUser { username bio isDeleted }
      ... on Chat { otherUser { username } archived unreadCount }
      ... on UserGroupMemberCopy { isArchived unreadCount member { group { title membersCount } } }
      ... on GroupMember { user { username } isAdmin }
      ... on ChatMessage { message { content sender { username } } readAt }
      ... on GroupMessage { message { content sender { username } } readAt }
      ... on Notification { isRead message { content } }
    }
  }
}`;

class Refused extends Error {}

/** Asks by HTTP, as the person whose token it is. */
async function ask(query, variables, token) {
  const answer = await fetch('graphql', {
    method: 'POST',
    headers: {
      'Content-Type': 'application/json',
      Accept: 'application/json',
      ...(token && { Authorization: `JWT ${token}` }),
    },
    body: JSON.stringify({ query, variables }),
  });
  const { data, errors } = await answer.json();
  if (errors) {
    throw new Refused(errors[0].message);
  }
  return data;
}

class Person {
  #section;
  #token;
  #socket;
  #acknowledged = false;
  #following = false;

  /** The streams of changes that run, by the ids of their operations, each with its line. */
  #watched = new Map();
  #streams = 0;

  /** The newest event that was dealt with: from there it goes on. */
  #cursor;

  constructor(section, name, other) {
    this.#section = section;
    this.#find('h2').textContent = name;
    this.#find('[name=username]').value = name;
    this.#find('[name=to]').value = other;
    section.addEventListener('submit', (event) => {
      event.preventDefault();
      this.#act(event.submitter.value, new FormData(event.target));
    });
    this.#find('.clear').addEventListener('click', () => this.#find('.log').replaceChildren());
    this.#show();
  }

  #find(selector) {
    return this.#section.querySelector(selector);
  }

  async #act(what, form) {
    this.#find('.problem').textContent = '';
    try {
      await this[what](Object.fromEntries(form));
    } catch (problem) {
      this.#find('.problem').textContent =
        problem instanceof Refused ? problem.message : `The server cannot be asked: ${problem.message}`;
    }
    this.#show();
  }

  #show() {
    const signedIn = this.#token !== undefined;
    const states = {
      connect: signedIn && !this.#socket,
      cut: this.#socket !== undefined,
      follow: this.#acknowledged && !this.#following,
      stop: this.#following,
      watch: this.#acknowledged,
      send: signedIn,
    };
    for (const [action, possible] of Object.entries(states)) {
      this.#find(`[value=${action}]`).disabled = !possible;
    }
    this.#find('output').textContent = this.#following
      ? 'following'
      : this.#acknowledged
        ? 'connected'
        : this.#socket
          ? 'connecting'
          : signedIn
            ? 'signed in'
            : 'not signed in';
  }

  #log(kind, text) {
    const line = document.createElement('li');
    line.className = kind;
    line.textContent = text;
    const log = this.#find('.log');
    log.append(line);
    if (log.childElementCount > MOST_LINES) {
      log.firstElementChild.remove();
    }
    log.scrollTop = log.scrollHeight;
  }

  /** Makes an account of which only the name and the password matter here. */
  async signUp({ username, password }) {
    const digits = String(crypto.getRandomValues(new Uint32Array(1))[0]).padStart(10, '1');
    await ask(
      `mutation ($username: String!, $password: String!, $email: String!, $phone: PhoneNumberInput!) {
        createUser(username: $username, password: $password, email: $email, phoneNumber: $phone,
          firstName: "Somebody", lastName: "Trying") { user { id } }
      }`,
      {
        username,
        password,
        email: `${username.replace(/[^A-Za-z0-9.]/g, '')}.${digits}@example.org`,
        phone: { countryCode: '49', number: digits },
      },
    );
    await this.logIn({ username, password });
  }

  async logIn({ username, password }) {
    const { login } = await ask(
      `mutation ($username: String!, $password: String!) {
        login(username: $username, password: $password) { token }
      }`,
      { username, password },
    );
    this.#socket?.close();
    this.#token = login.token;
    this.#cursor = undefined;
    this.#find('h2').textContent = username;
  }

  connect() {
    const url = new URL('graphql', location.href);
    url.protocol = url.protocol.replace('http', 'ws');
    const socket = new WebSocket(url, PROTOCOL);
    this.#socket = socket;
    socket.onopen = () => this.#say({ type: 'connection_init', payload: { token: this.#token } });
    socket.onmessage = ({ data }) => this.#socket === socket && this.#hear(JSON.parse(data), data);
    socket.onclose = ({ code, reason }) => {
      this.#log('note', `the line is cut: ${code} ${reason}`);
      if (this.#socket === socket) {
        this.#socket = undefined;
        this.#acknowledged = false;
        this.#following = false;
        this.#watched.forEach((_, id) => this.#ended(id));
        this.#show();
      }
    };
  }

  cut() {
    this.#socket.close();
  }

  follow({ what }) {
    const operations = what
      ? what.split(' ').flatMap((end) => [`CHAT_MESSAGE_${end}`, `GROUP_MESSAGE_${end}`])
      : undefined;
    const variables = { after: this.#cursor, operations };
    this.#following = true;
    this.#say({ type: 'subscribe', id: STREAM, payload: { query: FOLLOW, variables } });
  }

  stop() {
    this.#following = false;
    this.#say({ type: 'complete', id: STREAM });
  }

  watch({ kind, action, id }) {
    const stream = `changes ${++this.#streams}`;
    const variables = { kinds: kind ? [kind] : undefined, action, id: id.trim() || undefined };
    const line = document.createElement('li');
    line.textContent = `${stream}: ${kind || 'every kind'}, ${action}${variables.id ? `, ${variables.id}` : ''}`;
    const end = document.createElement('button');
    end.type = 'button';
    end.textContent = 'End';
    end.addEventListener('click', () => {
      this.#say({ type: 'complete', id: stream });
      this.#ended(stream);
    });
    line.append(end);
    this.#find('.watched').append(line);
    this.#watched.set(stream, line);
    this.#say({ type: 'subscribe', id: stream, payload: { query: WATCH, variables } });
  }

  /** Somebody has ended this stream: the server, this page, or the line. */
  #ended(id) {
    this.#watched.get(id)?.remove();
    this.#watched.delete(id);
    if (id === STREAM) {
      this.#following = false;
    }
  }

  async send({ to, text }) {
    const { users } = await ask(
      'query ($name: String!) { users(username: $name, first: 100) { edges { node { id username } } } }',
      { name: to },
      this.#token,
    );
    const found = users.edges.find(({ node }) => node.username.toLowerCase() === to.toLowerCase());
    if (!found) {
      throw new Refused(`Nobody is called ${to}.`);
    }
    const { createChat } = await ask(
      'mutation ($id: ID!) { createChat(otherUserId: $id) { chat { id } } }',
      { id: found.node.id },
      this.#token,
    );
    await ask(
      `mutation ($chat: ID!, $text: String!) {
        createChatMessage(chatId: $chat, content: $text) { chatMessage { id } }
      }`,
      { chat: createChat.chat.id, text },
      this.#token,
    );
    this.#find('[name=text]').value = '';
  }

  #say(message) {
    const shown = structuredClone(message);
    if (shown.payload?.token) {
      shown.payload.token = '…';
    }
    this.#log('out', JSON.stringify(shown));
    this.#socket.send(JSON.stringify(message));
  }

  #hear(message, text) {
    this.#log('in', text);
    switch (message.type) {
      case 'connection_ack':
        this.#acknowledged = true;
        break;
      case 'ping':
        this.#say({ type: 'pong' });
        break;
      case 'next':
        this.#cursor = message.payload.data?.inbox?.cursor ?? this.#cursor;
        break;
      case 'error':
        if (message.payload.some(({ extensions }) => extensions?.code === 'RESYNC_REQUIRED')) {
          this.#cursor = undefined; // the log does not reach back so far: begin with what comes now
        }
        this.#find('.problem').textContent = message.payload[0].message;
        this.#ended(message.id);
        break;
      case 'complete':
        this.#ended(message.id);
        break;
    }
    this.#show();
  }
}

const template = document.querySelector('template').content.firstElementChild;
for (const [name, other] of [
  ['alice', 'boris'],
  ['boris', 'alice'],
]) {
  const section = template.cloneNode(true);
  document.querySelector('main').append(section);
  new Person(section, name, other);
}
