// Relay: documents that relay-compiler has checked against the schema, a normalized store, pages and refetching by `node`.
import { execFile } from 'node:child_process';
import { copyFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
// README: begin
import relay from 'relay-runtime';
import { createClient } from 'graphql-ws';
import WebSocket from 'ws'; // browsers have their own
import { resuming } from './resuming.mjs';

export function connect(url, token) {
  const socket = createClient({
    url: url.replace(/^http/, 'ws'),
    webSocketImpl: WebSocket,
    connectionParams: { token },
    retryAttempts: Infinity,
    shouldRetry: (problem) => !(problem instanceof Error),
  });
  const resumed = resuming(socket);
  const ask = async ({ text }, variables) => {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...(token && { authorization: `Bearer ${token}` }) },
      body: JSON.stringify({ query: text, variables }),
    });
    return response.json();
  };
  const follow = ({ text }, variables) =>
    relay.Observable.create((sink) => resumed.subscribe({ query: text, variables }, sink));
  const environment = new relay.Environment({
    network: relay.Network.create(ask, follow),
    store: new relay.Store(new relay.RecordSource()),
  });
  return { environment, socket };
}
// README: end

import assert from 'node:assert/strict';
import { story } from './scenario.mjs';

const FOLDER = fileURLToPath(new URL('relay/', import.meta.url));
const SCHEMA = fileURLToPath(
  new URL('../../../../buddychat-graphql/src/main/resources/io/buddychat/graphql/schema.graphqls', import.meta.url),
);

/** relay-compiler wants the schema by this name. It knows its folder by the one it is run in. */
async function compile() {
  await copyFile(SCHEMA, `${FOLDER}schema.graphql`);
  const compiler = fileURLToPath(import.meta.resolve('relay-compiler/cli.js'));
  await promisify(execFile)(process.execPath, [compiler], { cwd: FOLDER, timeout: 120_000 });
}

await compile();
const artifact = async (name) => (await import(`./relay/__generated__/${name}.graphql.js`)).default;
const documents = {
  me: await artifact('storyMeQuery'),
  send: await artifact('storySendMutation'),
  inbox: await artifact('storyInboxSubscription'),
  chat: await artifact('storyChatQuery'),
  messages: await artifact('story_messages'),
  messagesAgain: await artifact('storyMessagesQuery'),
};

/** What the client makes of errors, as the list that came over the wire. */
const listOf = (error) => error.source?.errors ?? (Array.isArray(error) ? error : [error]);

await story('Relay', (url, token) => {
  const { environment, socket } = connect(url, token);
  return {
    ask: (name, variables) => new Promise((resolve) => {
      const failed = (error) => resolve({ errors: listOf(error) });
      if (name === 'send') {
        relay.commitMutation(environment, {
          mutation: documents[name],
          variables,
          onCompleted: (data, errors) => resolve({ data, errors: errors ?? undefined }),
          onError: failed,
        });
      } else {
        relay.fetchQuery(environment, documents[name], variables).subscribe({ next: (data) => resolve({ data }), error: failed });
      }
    }),
    follow(name, variables, sink) {
      const following = relay.requestSubscription(environment, {
        subscription: documents[name],
        variables,
        onNext: (data) => sink.next({ data }),
        onError: (error) => sink.error(listOf(error)),
      });
      return () => following.dispose();
    },
    close: () => socket.dispose(),
  };
}, async (step, { alice, chat }) => {
  const { environment, socket } = connect(process.env.BUDDYCHAT_URL, alice.token);

  /** The messages that the store has, as a component with this fragment would be given them. */
  const messages = (snapshot) => {
    const selector = relay.getSingularSelector(documents.messages, snapshot.data.node.chat);
    const { edges, pageInfo } = environment.lookup(selector).data.chatMessages;
    return { contents: edges.map(({ node }) => node.message.content), pageInfo };
  };

  await step('a connection grows by the next page, refetched by `node`', async () => {
    const operation = relay.createOperationDescriptor(relay.getRequest(documents.chat), { id: chat, count: 2 });
    const kept = environment.retain(operation);
    await relay.fetchQuery(environment, documents.chat, operation.request.variables).toPromise();
    const first = messages(environment.lookup(operation.fragment));
    assert.deepEqual(first.contents, ['eight', 'seven']);
    assert.equal(first.pageInfo.hasNextPage, true);
    await relay.fetchQuery(environment, documents.messagesAgain, { id: chat, count: 2, cursor: first.pageInfo.endCursor }).toPromise();
    assert.deepEqual(messages(environment.lookup(operation.fragment)).contents, ['eight', 'seven', 'six', 'five']);
    kept.dispose();
  });
  await socket.dispose();
});
