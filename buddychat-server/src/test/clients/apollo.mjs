// Apollo Client: queries and mutations over HTTP, subscriptions over a socket.
// README: begin
import { ApolloClient, ApolloLink, gql, HttpLink, InMemoryCache } from '@apollo/client';
import { GraphQLWsLink } from '@apollo/client/link/subscriptions';
import { OperationTypeNode } from 'graphql';
import { createClient } from 'graphql-ws';
import WebSocket from 'ws'; // browsers have their own
import { resuming } from './resuming.mjs';

globalThis.WebSocket ??= WebSocket; // Node.js before 22: GraphQLWsLink looks for it when there is an error

export function connect(url, token) {
  const socket = createClient({
    url: url.replace(/^http/, 'ws'),
    webSocketImpl: WebSocket,
    connectionParams: { token },
    retryAttempts: Infinity,
    shouldRetry: (problem) => !(problem instanceof Error),
  });
  const client = new ApolloClient({
    cache: new InMemoryCache(),
    link: ApolloLink.split(
      ({ operationType }) => operationType === OperationTypeNode.SUBSCRIPTION,
      new GraphQLWsLink(resuming(socket)),
      new HttpLink({ uri: url, headers: token ? { authorization: `Bearer ${token}` } : {} }),
    ),
  });
  return { client, socket };
}
// README: end

import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { CombinedGraphQLErrors } from '@apollo/client/errors';
import { PersistedQueryLink } from '@apollo/client/link/persisted-queries';
import { DOCUMENTS, story } from './scenario.mjs';

const documents = Object.fromEntries(Object.entries(DOCUMENTS).map(([name, text]) => [name, gql(text)]));

/** What the client makes of errors, as the list that came over the wire. */
const listOf = (error) => (CombinedGraphQLErrors.is(error) ? error.errors : [error]);

await story('Apollo Client', (url, token) => {
  const { client, socket } = connect(url, token);
  return {
    client,
    async ask(name, variables) {
      const { data, error } = name === 'send'
        ? await client.mutate({ mutation: documents[name], variables, errorPolicy: 'all' })
        : await client.query({ query: documents[name], variables, errorPolicy: 'all', fetchPolicy: 'network-only' });
      return { data, errors: error && listOf(error) };
    },
    follow(name, variables, sink) {
      const following = client.subscribe({ query: documents[name], variables }).subscribe({
        next: ({ data, error }) => sink.next({ data, errors: error && listOf(error) }),
        error: (error) => sink.error(listOf(error)),
      });
      return () => following.unsubscribe();
    },
    close() {
      client.stop();
      return socket.dispose();
    },
  };
}, async (step, { alice, chat }) => {
  await step('what was asked for by id is found in the cache by id', async () => {
    const { client, socket } = connect(process.env.BUDDYCHAT_URL, alice.token);
    await client.query({ query: gql`query ($id: ID!) { chat(id: $id) { id archived } }`, variables: { id: chat } });
    await client.mutate({
      mutation: gql`mutation ($id: ID!) { setArchiveChat(chatId: $id, archived: true) { chat { id archived } } }`,
      variables: { id: chat },
    });
    const cached = client.readQuery({ query: gql`query ($id: ID!) { chat(id: $id) { archived } }`, variables: { id: chat } });
    assert.equal(cached.chat.archived, true);
    await socket.dispose();
  });

  await step('a persisted query is sent in full once, and by its hash alone from then on', async () => {
    const sha256 = (text) => createHash('sha256').update(text).digest('hex');
    const document = gql`query Persisted${alice.username.replace(/\W/g, '')} { me { username } }`; // nobody has asked this before
    const exchanges = [];
    const watching = async (url, options) => {
      const response = await fetch(url, options);
      exchanges.push({ request: JSON.parse(options.body), status: response.status, type: response.headers.get('content-type').split(';')[0] });
      return response;
    };
    const client = new ApolloClient({
      cache: new InMemoryCache(),
      link: ApolloLink.from([
        new PersistedQueryLink({ sha256 }),
        new HttpLink({ uri: process.env.BUDDYCHAT_URL, headers: { authorization: `Bearer ${alice.token}` }, fetch: watching }),
      ]),
    });
    for (const _ of ['first', 'second']) {
      const { data } = await client.query({ query: document, fetchPolicy: 'network-only' });
      assert.equal(data.me.username, alice.username);
    }
    client.stop();
    assert.deepEqual(exchanges.map(({ request }) => 'query' in request), [false, true, false], 'the document goes along once');
    const persistedQuery = { version: 1, sha256Hash: sha256(exchanges[1].request.query) };
    assert.deepEqual(exchanges.map(({ request }) => request.extensions?.persistedQuery), Array(3).fill(persistedQuery));
    // It reads answers of this type whatever their status is.
    assert.deepEqual(exchanges.map(({ type }) => type), Array(3).fill('application/graphql-response+json'));
    assert.deepEqual(exchanges.map(({ status }) => status), [400, 200, 200]);
  });
});
