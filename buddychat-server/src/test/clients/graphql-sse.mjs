// graphql-sse: everything over Server-Sent Events, for networks in which sockets do not get through.
// README: begin
import { createClient } from 'graphql-sse';
import { resuming } from './resuming.mjs';

export function connect(url, token) {
  const options = { url, headers: token ? { authorization: `Bearer ${token}` } : {} };
  return {
    asking: createClient({ ...options, retryAttempts: 0 }), // a mutation whose answer was lost may have happened
    following: resuming(createClient({
      ...options,
      retryAttempts: Infinity,
      // its own waits double without end
      retry: (times) => new Promise((again) => setTimeout(again, (1 + Math.random()) * Math.min(500 * 2 ** times, 15_000))),
    })),
  };
}

/** Runs a query or a mutation. */
export const ask = ({ asking }, query, variables) => new Promise((resolve, reject) => {
  asking.subscribe({ query, variables }, { next: resolve, error: reject, complete() {} });
});

/** Follows a subscription; gives the way to stop it. */
export const follow = ({ following }, query, variables, sink) => following.subscribe({ query, variables }, sink);
// README: end

import assert from 'node:assert/strict';
import { Arrivals } from './lib.mjs';
import { DOCUMENTS, story } from './scenario.mjs';

await story('graphql-sse', (url, token) => {
  const client = connect(url, token);
  return {
    ask: (name, variables) => ask(client, DOCUMENTS[name], variables),
    follow: (name, variables, sink) => follow(client, DOCUMENTS[name], variables, {
      next: (result) => sink.next(result),
      error: (error) => sink.error([error]),
      complete() {},
    }),
    close() {
      client.asking.dispose();
      client.following.dispose();
    },
  };
}, async (step, { boris, send }) => {
  await step('`subscribe` gives the frames of the original BuddyChat', async () => {
    const client = connect(process.env.BUDDYCHAT_URL, boris.token);
    const frames = new Arrivals();
    const stop = follow(client, 'subscription { subscribe { success } }', {}, { next: (frame) => frames.put(frame), error() {}, complete() {} });
    assert.deepEqual(await frames.first(() => true), { data: { subscribe: { success: true } } });
    await send('hello');
    const frame = await frames.first((each) => each.operation === 'CHAT_MESSAGE_CREATED');
    assert.equal(frame.payload.chatMessage.message.content, 'hello');
    stop();
  });
});
