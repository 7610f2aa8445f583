// subscriptions-transport-ws, for programs that still have it: the older protocol.
// README: begin
import { SubscriptionClient } from 'subscriptions-transport-ws';
import WebSocket from 'ws'; // browsers have their own

export const connect = (url, token) =>
  new SubscriptionClient(url, {
    reconnect: true,
    connectionParams: { token },
    minTimeout: 30_000, // it gives up on a connection that takes longer: one second, if nothing is said
  }, WebSocket);

/** Follows `inbox`. The client sends its variables anew when it connects anew: they say where to go on. */
export function follow(client, query, sink, after) {
  const variables = { after };
  const following = client.request({ query, variables }).subscribe({
    next(result) {
      variables.after = result.data?.inbox?.cursor ?? variables.after;
      sink.next(result);
    },
    error: sink.error,
  });
  return () => following.unsubscribe();
}
// README: end

import assert from 'node:assert/strict';
import { Arrivals, socketsOf } from './lib.mjs';
import { DOCUMENTS, story } from './scenario.mjs';

await story('subscriptions-transport-ws', (url, token) => {
  const client = connect(socketsOf(url), token);
  return {
    ask: (name, variables) => new Promise((resolve) => {
      client.request({ query: DOCUMENTS[name], variables })
        .subscribe({ next: resolve, error: (error) => resolve({ errors: [error] }) });
    }),
    follow: (name, variables, sink) => follow(client, DOCUMENTS[name], {
      next: (result) => sink.next(result),
      error: (error) => sink.error([error]),
    }, variables.after),
    close: () => client.close(),
  };
}, async (step, { boris, send }) => {
  await step('`subscribe` gives the frames of the original BuddyChat', async () => {
    const client = connect(socketsOf(process.env.BUDDYCHAT_URL), boris.token);
    const frames = new Arrivals();
    client.request({ query: 'subscription { subscribe { success } }' }).subscribe({ next: (frame) => frames.put(frame) });
    assert.deepEqual(await frames.first(() => true), { data: { subscribe: { success: true } } });
    await send('hello');
    const frame = await frames.first((each) => each.operation === 'CHAT_MESSAGE_CREATED');
    assert.equal(frame.payload.chatMessage.message.content, 'hello');
    client.close();
  });
});
