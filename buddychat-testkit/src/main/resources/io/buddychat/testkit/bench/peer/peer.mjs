// The peer of the benchmark: graphql-yoga, graphql-ws and pg over the same tables, for the same two documents.
// It does less than BuddyChat, to its own advantage: no log, no notification, no clientMessageId, no limits,
// and its numbers come from memory. Of what it does, nothing is slower than need be: statements are prepared,
// documents are parsed once, a send is one transaction with one insert for all copies.
import { createHmac } from 'node:crypto';
import { createServer } from 'node:http';
import { createSchema, createYoga } from 'graphql-yoga';
import { useServer } from 'graphql-ws/use/ws';
import { WebSocketServer } from 'ws';
import pg from 'pg';

const [host, port, database, user, secret, connections] = process.argv.slice(2);
const pool = new pg.Pool({ host, port: Number(port), database, user, max: Number(connections) });

const global = (type, key) => Buffer.from(`${type}:${key}`).toString('base64');
const key = (id) => Buffer.from(id, 'base64').toString().split(':')[1];

// A signature is checked once for each token.
const known = new Map();
function owner(token) {
  if (!token) throw new Error('Sign in first.');
  let sub = known.get(token);
  if (sub === undefined) {
    const [head, claims, signature] = token.split('.');
    const expected = createHmac('sha256', secret).update(`${head}.${claims}`).digest('base64url');
    if (signature !== expected) throw new Error('This is no token.');
    sub = JSON.parse(Buffer.from(claims, 'base64url').toString()).sub;
    known.set(token, sub);
  }
  return sub;
}

const listeners = new Map();
function listen(who) {
  const waiting = [{ cursor: '0', operation: 'SUBSCRIPTION_ACTIVE' }];
  let wake;
  const push = (event) => {
    waiting.push(event);
    wake?.();
  };
  const all = listeners.get(who) ?? new Set();
  listeners.set(who, all.add(push));
  return (async function* () {
    try {
      while (true) {
        while (waiting.length > 0) yield { inbox: waiting.shift() };
        await new Promise((resolve) => (wake = resolve));
      }
    } finally {
      all.delete(push);
    }
  })();
}

let ordinal = 0n;
const firstId = 1n << 61n;

async function send(who, copy, text) {
  const number = ++ordinal;
  const id = firstId + number;
  const client = await pool.connect();
  try {
    await client.query('begin');
    const room = await client.query({
      name: 'room',
      text: `select k.conversation_id, c.owners from conversation_copy k join conversation c on c.id = k.conversation_id
             where k.id = $1 and k.owner = $2`,
      values: [copy, who],
    });
    if (room.rowCount !== 1) throw new Error('There is no such group.');
    const { conversation_id: conversation, owners } = room.rows[0];
    await client.query({
      name: 'message',
      text: `insert into message (id, conversation_id, ordinal, sender, session_id, content, sent_at, holders, awaiting)
             values ($1, $2, $3, $4, 0, $5, $6, $7::bigint, $7::bigint - 1)`,
      values: [id, conversation, number, who, text, Date.now(), owners],
    });
    const copies = await client.query({
      name: 'copies',
      text: `insert into message_copy (copy_id, ordinal, owner, message_id, received, seq)
             select k.id, $1::bigint, k.owner, $2::bigint, k.owner <> $3::bigint, 1000000 + 2 * $1::bigint
             from conversation_copy k where k.conversation_id = $4 returning copy_id, owner`,
      values: [number, id, who, conversation],
    });
    await client.query('commit');
    return { id, number, copies: copies.rows };
  } catch (failure) {
    await client.query('rollback');
    throw failure;
  } finally {
    client.release();
  }
}

const schema = createSchema({
  typeDefs: /* GraphQL */ `
    scalar Cursor
    enum Operation { SUBSCRIPTION_ACTIVE GROUP_MESSAGE_CREATED }
    type Query { hello: String }
    type Message { id: ID! content: String! }
    type GroupMessage { id: ID! message: Message! }
    type GroupMessageChanged { groupMessageId: ID! groupCopyId: ID! actorId: ID! groupMessage: GroupMessage }
    type Other { id: ID }
    union EventPayload = GroupMessageChanged | Other
    type InboxEvent { cursor: Cursor operation: Operation! payload: EventPayload }
    type Sent { message: GroupMessage duplicate: Boolean! }
    type Mutation { createGroupMessage(groupCopyId: ID!, content: String!): Sent! }
    type Subscription { inbox(operations: [Operation!]): InboxEvent! }
  `,
  resolvers: {
    Mutation: {
      async createGroupMessage(_, { groupCopyId, content }, context) {
        const who = owner(context.request.headers.get('authorization')?.split(' ')[1]);
        const { id, number, copies } = await send(who, key(groupCopyId), content);
        const message = { id: global('Message', id), content };
        const actorId = global('CustomUser', who);
        let own;
        for (const copy of copies) {
          const groupMessageId = global('GroupMessage', `${copy.copy_id}.${number}`);
          if (copy.owner === who) own = groupMessageId;
          const payload = {
            __typename: 'GroupMessageChanged',
            groupMessageId,
            groupCopyId: global('UserGroupMemberCopy', copy.copy_id),
            actorId,
            groupMessage: { id: groupMessageId, message },
          };
          const cursor = global('1', `${copy.owner}:${number}`);
          for (const push of listeners.get(copy.owner) ?? []) {
            push({ cursor, operation: 'GROUP_MESSAGE_CREATED', payload });
          }
        }
        return { message: { id: own, message }, duplicate: false };
      },
    },
    Subscription: {
      inbox: { subscribe: (_, __, context) => listen(owner(context.connectionParams?.token)) },
    },
  },
});

const server = createServer(createYoga({ schema, logging: false, graphiql: false }));
useServer({ schema, context: (context) => context }, new WebSocketServer({ server, path: '/graphql' }));
server.listen(0, '127.0.0.1', () => console.log(`ready at ${server.address().port}`));
