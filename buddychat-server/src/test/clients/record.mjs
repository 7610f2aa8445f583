// Writes down what each client says to the server and hears from it, for the tests in Java to say and hear the same: `node record.mjs`, with BuddyChat running at
// BUDDYCHAT_URL. What is different each time (ids, cursors, tokens, dates) is written as «1», «2» and so on. Pings are left out: they come when they come.
import { spawn } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import http from 'node:http';
import WebSocket, { WebSocketServer } from 'ws';
import { SERVER, socketsOf } from './lib.mjs';

const CLIENTS = ['graphql-ws', 'apollo', 'urql', 'relay', 'subscriptions-transport-ws'];
const GIVEN_BY_THE_SERVER = /^(id|\w+Id|token|date|cursor|(start|end)Cursor)$/;
const HEADERS = ['accept', 'content-type', 'authorization'];
const IDLE = ['ping', 'pong', 'ka'];

/** A dialogue, as the lines that a recording consists of. */
class Dialogue {
  lines = [];
  #names = new Map();
  #said = '';

  sends(line) {
    const text = JSON.stringify(line);
    this.#said += text;
    this.lines.push(this.#named(text));
  }

  hears(line) {
    this.#look(line);
    this.lines.push(this.#named(JSON.stringify(line)));
  }

  /** Gives a name to whatever the server has made up. */
  #look(value, key = '') {
    if (typeof value === 'string' && GIVEN_BY_THE_SERVER.test(key) && !this.#said.includes(value) && !this.#names.has(value)) {
      this.#names.set(value, `«${this.#names.size + 1}»`);
    } else if (value && typeof value === 'object') {
      Object.entries(value).forEach(([inner, each]) => this.#look(each, inner));
    }
  }

  #named(text) {
    return [...this.#names].sort(([a], [b]) => b.length - a.length).reduce((so, [value, name]) => so.replaceAll(value, name), text);
  }
}

/** A server in front of the server, that writes down what passes. */
async function between(dialogue) {
  let sockets = 0;
  const front = http.createServer(async (request, response) => {
    const chunks = [];
    for await (const chunk of request) {
      chunks.push(chunk);
    }
    const body = Buffer.concat(chunks).toString();
    const headers = Object.fromEntries(HEADERS.filter((name) => request.headers[name]).map((name) => [name, request.headers[name]]));
    const rest = request.url.slice('/graphql'.length);
    dialogue.sends({ method: request.method, rest, headers, body });
    const answer = await fetch(SERVER + rest, { method: request.method, headers, body: request.method === 'GET' ? undefined : body });
    const text = await answer.text();
    dialogue.hears({ status: answer.status, type: answer.headers.get('content-type'), answer: JSON.parse(text) });
    response.writeHead(answer.status, { 'content-type': answer.headers.get('content-type') }).end(text);
  });
  const upgrades = new WebSocketServer({ server: front, handleProtocols: ([first]) => first });
  upgrades.on('connection', (near) => {
    const socket = ++sockets;
    const far = new WebSocket(socketsOf(SERVER), near.protocol);
    const open = new Promise((opened) => far.on('open', opened));
    dialogue.sends({ socket, opens: near.protocol });
    near.on('message', async (data) => {
      if (!IDLE.includes(JSON.parse(data).type)) {
        dialogue.sends({ socket, sends: data.toString() });
      }
      await open;
      far.send(data.toString());
    });
    far.on('message', (data) => {
      if (!IDLE.includes(JSON.parse(data).type)) {
        dialogue.hears({ socket, hears: JSON.parse(data) });
      }
      near.send(data.toString());
    });
    near.on('close', () => {
      dialogue.sends({ socket, closes: true });
      far.close();
    });
  });
  await new Promise((ready) => front.listen(0, '127.0.0.1', ready));
  return front;
}

for (const client of CLIENTS) {
  const dialogue = new Dialogue();
  const front = await between(dialogue);
  const child = spawn(process.execPath, [`${client}.mjs`], {
    stdio: 'inherit',
    env: { ...process.env, BUDDYCHAT_URL: `http://127.0.0.1:${front.address().port}/graphql` },
  });
  const code = await new Promise((ended) => child.on('exit', ended));
  if (code !== 0) {
    process.exit(code ?? 1);
  }
  front.close();
  front.closeAllConnections();
  await writeFile(new URL(`../resources/io/buddychat/server/clients/${client}.jsonl`, import.meta.url), `${dialogue.lines.join('\n')}\n`);
}
