// What the programs share: people with accounts, a line to the server that can be cut, and steps that are counted.
import assert from 'node:assert/strict';
import { randomBytes, randomInt } from 'node:crypto';
import net from 'node:net';

/** Where BuddyChat is, such as `http://127.0.0.1:8080/graphql`. */
export const SERVER = process.env.BUDDYCHAT_URL ?? 'http://127.0.0.1:8080/graphql';

/** How long a step may take, and how long a whole program; far longer than either ever does. */
const STEP_MILLIS = 60_000;
const PROGRAM_MILLIS = 240_000;

/** The same place for sockets. */
export const socketsOf = (url) => url.replace(/^http/, 'ws');

/** Posts a document as it is, with nothing but `fetch`. */
export async function post(document, variables = {}, token = undefined) {
  const response = await fetch(SERVER, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(token && { authorization: `Bearer ${token}` }) },
    body: JSON.stringify({ query: document, variables }),
  });
  return response.json();
}

/** Posts what must succeed. */
async function must(document, variables, token) {
  const { data, errors } = await post(document, variables, token);
  assert.equal(errors, undefined, JSON.stringify(errors));
  return data;
}

/** Somebody who has just signed up and logged in: `{ username, id, token }`. */
export async function person(name) {
  const username = `${name}-${randomBytes(6).toString('hex')}`;
  const password = 'Correct-Horse-7';
  const { createUser } = await must(
    `mutation ($username: String!, $email: String!, $password: String!, $phone: PhoneNumberInput!) {
      createUser(username: $username, email: $email, password: $password, firstName: "Some", lastName: "Body", phoneNumber: $phone) {
        user { id }
      }
    }`,
    { username, email: `${username}@example.org`, password, phone: { countryCode: '49', number: `${randomInt(1e14, 2e14)}` } },
  );
  const { login } = await must(
    'mutation ($username: String!, $password: String!) { login(username: $username, password: $password) { token } }',
    { username, password },
  );
  return { username, id: createUser.user.id, token: login.token };
}

/** Somebody's own copy of the chat with another person. */
export async function chatOf(somebody, other) {
  const document = 'mutation ($other: ID!) { createChat(otherUserId: $other) { chat { id } } }';
  const { createChat } = await must(document, { other: other.id }, somebody.token);
  return createChat.chat.id;
}

/** A line to the server that can be cut, as networks do: no goodbye, and nobody answers until it is mended. */
export async function line() {
  const { hostname, port } = new URL(SERVER);
  const open = new Set();
  let whole = true;
  const listener = net.createServer((near) => {
    if (!whole) {
      near.destroy();
      return;
    }
    const far = net.connect(Number(port), hostname);
    for (const [one, other] of [[near, far], [far, near]]) {
      open.add(one);
      one.pipe(other);
      one.on('error', () => other.destroy());
      one.on('close', () => {
        open.delete(one);
        other.destroy();
      });
    }
  });
  await new Promise((ready) => listener.listen(0, '127.0.0.1', ready));
  const url = new URL(SERVER);
  url.port = listener.address().port;
  return {
    url: url.href,
    cut() {
      assert.ok(open.size > 0, 'nothing to cut: no connection is open');
      whole = false;
      open.forEach((each) => each.destroy());
    },
    mend() {
      whole = true;
    },
    close() {
      open.forEach((each) => each.destroy());
      listener.close();
    },
  };
}

/** What arrives, to be waited for. */
export class Arrivals {
  #arrived = [];
  #waiting = [];

  put(each) {
    this.#arrived.push(each);
    this.#waiting.splice(0).forEach((wake) => wake());
  }

  get all() {
    return [...this.#arrived];
  }

  /** The first that is like this, now or later. */
  async first(like) {
    for (;;) {
      const found = this.#arrived.find(like);
      if (found) {
        return found;
      }
      await new Promise((wake) => this.#waiting.push(wake));
    }
  }
}

/** Runs the steps of a program, says how each went, and ends the process. It stops at the first that fails: the rest would mean nothing. */
export async function program(name, steps) {
  setTimeout(() => end(name, 'the program takes too long'), PROGRAM_MILLIS).unref();
  let passed = 0;
  const step = async (sentence, act) => {
    let timer;
    const tooLate = new Promise((_, reject) => {
      timer = setTimeout(() => reject(new Error(`not done after ${STEP_MILLIS / 1000} s`)), STEP_MILLIS);
    });
    try {
      await Promise.race([act(), tooLate]);
    } catch (problem) {
      end(`${name}: ${sentence}`, problem);
    } finally {
      clearTimeout(timer);
    }
    passed++;
    console.log(`ok ${name}: ${sentence}`);
  };
  const end = (where, problem) => {
    if (problem) {
      console.log(`FAILED ${where}`);
      console.log(problem?.stack ?? problem);
    }
    console.log(`${passed} passed, ${problem ? 1 : 0} failed`);
    process.exit(problem ? 1 : 0);
  };
  process.on('uncaughtException', (problem) => end(name, problem));
  try {
    await steps(step);
  } catch (problem) {
    end(name, problem);
  }
  end(name);
}
