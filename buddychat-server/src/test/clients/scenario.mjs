// What every client must be able to do, whatever its ways: the same story for each.
import assert from 'node:assert/strict';
import { Arrivals, chatOf, line, person, program, SERVER } from './lib.mjs';

/** The documents of the story. A client that compiles its documents has its own, of the same names. */
export const DOCUMENTS = {
  me: 'query Me { me { id username } }',
  send: `mutation Send($chat: ID!, $content: String!) {
    createChatMessage(chatId: $chat, content: $content) { chatMessage { id message { id content } } }
  }`,
  inbox: `subscription Inbox($after: Cursor) {
    inbox(after: $after, operations: [CHAT_MESSAGE_CREATED]) {
      cursor
      operation
      payload { ... on ChatMessageChanged { chatMessageId chatMessage { id message { id content sender { id username } } } } }
    }
  }`,
};

/**
 * Tells the story with a client.
 *
 * @param name the client's
 * @param open `(url, token)` gives a client as `{ ask, follow, close }`. `ask(name, variables)` runs a document and promises `{ data, errors }`;
 *   `follow(name, variables, sink)` subscribes and gives the way to stop; the sink has `next({ data, errors })` and `error(errors)`.
 *   There may be no token.
 * @param more `(step, people)` for what only this client does, afterwards
 */
export function story(name, open, more = async () => {}) {
  return program(name, async (step) => {
    const [alice, boris] = [await person('alice'), await person('boris')];
    const chat = await chatOf(alice, boris);
    const cable = await line();
    const hers = await open(SERVER, alice.token);
    const his = await open(cable.url, boris.token);
    const nobodys = await open(SERVER, undefined);
    const inbox = new Arrivals();
    const send = async (content) => {
      const { data, errors } = await hers.ask('send', { chat, content });
      assert.equal(errors, undefined, JSON.stringify(errors));
      assert.equal(data.createChatMessage.chatMessage.message.content, content);
    };
    const contents = () => inbox.all.filter(isMessage).map(contentOf);

    await step('a query is answered', async () => {
      const { data, errors } = await his.ask('me', {});
      assert.equal(errors, undefined, JSON.stringify(errors));
      assert.equal(data.me.username, boris.username);
    });

    await step('a mutation is carried out', () => send('one'));

    let stop;
    await step('a subscription gets the event of a mutation', async () => {
      stop = his.follow('inbox', {}, {
        next: ({ data, errors }) => inbox.put(data?.inbox ?? { errors }),
        error: (errors) => inbox.put({ errors }),
      });
      await inbox.first((event) => event.operation === 'SUBSCRIPTION_ACTIVE' || raise(event));
      await send('two');
      const event = await inbox.first(isMessage);
      assert.equal(contentOf(event), 'two');
      assert.equal(event.payload.chatMessage.message.sender.username, alice.username);
    });

    await step('the code of an error arrives: INVALID_INPUT and its field', async () => {
      const { errors } = await hers.ask('send', { chat, content: ' ' });
      assert.equal(errors?.[0].extensions?.code, 'INVALID_INPUT', JSON.stringify(errors));
      assert.equal(errors[0].extensions.field, 'content');
    });

    await step('the code of an error arrives: UNAUTHENTICATED', async () => {
      const { errors } = await nobodys.ask('me', {});
      assert.equal(errors?.[0].extensions?.code, 'UNAUTHENTICATED', JSON.stringify(errors));
    });

    await step('a subscription that is refused says why: UNAUTHENTICATED', async () => {
      const refusals = new Arrivals();
      const stopIt = nobodys.follow('inbox', {}, {
        next: ({ errors }) => refusals.put(errors),
        error: (errors) => refusals.put(errors),
      });
      const errors = await refusals.first(() => true);
      assert.equal(errors?.[0]?.extensions?.code, 'UNAUTHENTICATED', JSON.stringify(errors));
      stopIt();
    });

    await step('cut off twice, the inbox goes on with every event once', async () => {
      for (const [before, meanwhile] of [['three', 'four'], ['five', 'six']]) {
        await send(before);
        await inbox.first((event) => contentOf(event) === before);
        cable.cut();
        await send(meanwhile);
        cable.mend();
        await inbox.first((event) => contentOf(event) === meanwhile);
      }
      await send('seven');
      await inbox.first((event) => contentOf(event) === 'seven');
      assert.deepEqual(contents(), ['two', 'three', 'four', 'five', 'six', 'seven']);
    });

    await step('after unsubscribing nothing comes any more', async () => {
      stop();
      // Once a new subscription has been told of it, the old one would have been.
      const again = new Arrivals();
      const stopAgain = his.follow('inbox', {}, { next: ({ data }) => again.put(data.inbox), error: raise });
      await again.first((event) => event.operation === 'SUBSCRIPTION_ACTIVE');
      await send('eight');
      await again.first((event) => contentOf(event) === 'eight');
      stopAgain();
      assert.equal(contents().at(-1), 'seven');
    });

    await more(step, { alice, boris, chat, send });
    await Promise.all([hers, his, nobodys].map((each) => each.close()));
    cable.close();
  });
}

const isMessage = (event) => event.operation === 'CHAT_MESSAGE_CREATED';

const contentOf = (event) => event.payload?.chatMessage?.message.content;

const raise = (problem) => {
  throw new Error(JSON.stringify(problem?.errors ?? problem));
};
