// graphql-ws: everything over one socket.
// README: begin
import { createClient } from 'graphql-ws';
import WebSocket from 'ws'; // browsers have their own
import { resuming } from './resuming.mjs';

export const connect = (url, token) => resuming(createClient({
  url,
  webSocketImpl: WebSocket,
  connectionParams: { token },
  retryAttempts: Infinity,
  shouldRetry: (problem) => !(problem instanceof Error), // also when nobody answers for a while
}));

/** Runs a query or a mutation. */
export const ask = (client, query, variables) => new Promise((resolve, reject) => {
  client.subscribe({ query, variables }, { next: resolve, error: reject, complete() {} });
});

/** Follows a subscription; gives the way to stop it. */
export const follow = (client, query, variables, sink) => client.subscribe({ query, variables }, sink);
// README: end

import assert from 'node:assert/strict';
import { Arrivals, socketsOf } from './lib.mjs';
import { DOCUMENTS, story } from './scenario.mjs';

await story('graphql-ws', (url, token) => {
  const client = connect(socketsOf(url), token);
  return {
    ask: (name, variables) => ask(client, DOCUMENTS[name], variables).catch((errors) => ({ errors })),
    follow: (name, variables, sink) => follow(client, DOCUMENTS[name], variables, { ...sink, complete() {} }),
    close: () => client.dispose(),
  };
}, async (step, { boris, chat, send }) => {
  await step('`subscribe` gives the frames of the original BuddyChat', async () => {
    const client = connect(socketsOf(process.env.BUDDYCHAT_URL), boris.token);
    const frames = new Arrivals();
    const stop = follow(client, 'subscription { subscribe { success } }', {}, { next: (frame) => frames.put(frame), error() {}, complete() {} });
    assert.deepEqual(await frames.first(() => true), { data: { subscribe: { success: true } } });
    await send('hello');
    const frame = await frames.first((each) => each.operation === 'CHAT_MESSAGE_CREATED');
    assert.equal(frame.type, 'broadcast');
    assert.equal(frame.payload.chatMessage.message.content, 'hello');
    assert.notEqual(frame.payload.chatMessage.chat.id, chat, 'it is his copy, not hers');
    stop();
    client.dispose();
  });
});
