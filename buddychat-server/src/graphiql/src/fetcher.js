// How GraphiQL asks: queries and mutations by HTTP, subscriptions by graphql-transport-ws, both as
// whoever is signed in on this page.

import { createGraphiQLFetcher } from '@graphiql/toolkit';
import { parse } from 'graphql';
import { createClient } from 'graphql-ws';
import * as session from './session.js';

/** The server refused the token or ended the session: the same one would be refused again. */
const FORBIDDEN = 4403;

function openSocket() {
  const url = new URL('graphql', location.href);
  url.protocol = url.protocol.replace('http', 'ws');
  return createClient({
    url: url.href,
    connectionParams: async () => {
      const token = await session.token();
      return token ? { token } : {};
    },
    shouldRetry: (problem) => problem?.code !== FORBIDDEN,
  });
}

let socket = openSocket();

// What one person follows, the next one must not see: with the person, the socket goes.
session.subscribe(() => {
  const old = socket;
  socket = openSocket();
  old.dispose();
});

const ask = createGraphiQLFetcher({
  url: 'graphql',
  enableIncrementalDelivery: false,
  wsClient: { subscribe: (request, sink) => socket.subscribe(request, sink) },
  async fetch(url, { headers, ...rest }) {
    const all = new Headers(headers);
    const token = await session.token();
    if (token && !all.has('Authorization')) {
      all.set('Authorization', `JWT ${token}`);
    }
    return fetch(url, { ...rest, headers: all });
  },
});

/**
 * For a moment after a change, GraphiQL takes the document for what it was before: it would send a
 * subscription by HTTP, under the name of another operation. So the document itself is looked at.
 */
export function fetcher(request, options) {
  const document = parsed(request.query);
  if (!document) {
    return ask(request, options);
  }
  const names = document.definitions
    .filter(({ kind }) => kind === 'OperationDefinition')
    .map(({ name }) => name?.value);
  const operationName = names.includes(request.operationName) ? request.operationName : names[0];
  return ask({ ...request, operationName }, { ...options, documentAST: document });
}

function parsed(query) {
  try {
    return parse(query);
  } catch {
    return undefined;
  }
}
