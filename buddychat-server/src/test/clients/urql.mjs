// urql: queries by GET, mutations by POST, subscriptions over a socket.
// README: begin
import { Client, fetchExchange, subscriptionExchange } from '@urql/core';
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
  const client = new Client({
    url,
    preferGetMethod: true,
    fetchOptions: { headers: token ? { authorization: `Bearer ${token}` } : {} },
    exchanges: [
      fetchExchange,
      subscriptionExchange({
        forwardSubscription: (request) => ({
          subscribe: (sink) => ({ unsubscribe: resumed.subscribe(request, sink) }),
        }),
      }),
    ],
  });
  return { client, socket };
}
// README: end

import assert from 'node:assert/strict';
import { DOCUMENTS, story } from './scenario.mjs';

/** What the client makes of errors, as the list that came over the wire. */
const listOf = (error) => error && (error.graphQLErrors.length > 0 ? error.graphQLErrors : [error]);

await story('urql', (url, token) => {
  const { client, socket } = connect(url, token);
  return {
    async ask(name, variables) {
      const { data, error } = name === 'send'
        ? await client.mutation(DOCUMENTS[name], variables).toPromise()
        : await client.query(DOCUMENTS[name], variables, { requestPolicy: 'network-only' }).toPromise();
      return { data, errors: listOf(error) };
    },
    follow(name, variables, sink) {
      const following = client.subscription(DOCUMENTS[name], variables)
        .subscribe(({ data, error }) => sink.next({ data, errors: listOf(error) }));
      return () => following.unsubscribe();
    },
    close: () => socket.dispose(),
  };
}, async (step, { alice }) => {
  await step('queries go by GET', async () => {
    const { client, socket } = connect(process.env.BUDDYCHAT_URL, alice.token);
    const methods = [];
    const fetched = (url, options) => {
      methods.push(options.method);
      return fetch(url, options);
    };
    const { data } = await client.query(DOCUMENTS.me, {}, { fetch: fetched }).toPromise();
    assert.equal(data.me.username, alice.username);
    assert.deepEqual(methods, ['GET']);
    await socket.dispose();
  });
});
