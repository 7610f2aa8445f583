// Starts the built server on a free port, with a database in memory, and runs every program of this folder against it. The last line says how it went.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const HERE = path.dirname(fileURLToPath(import.meta.url));
const JAR = path.resolve(HERE, '../../../target/buddychat.jar');
const READY = 'BuddyChat is ready at ';
const START_MILLIS = 120_000;

/** First the judges, one by one; then the clients, side by side. */
const JUDGES = ['audits.mjs', 'schema.mjs'];
const CLIENTS = ['graphql-ws.mjs', 'apollo.mjs', 'urql.mjs', 'relay.mjs', 'graphql-sse.mjs', 'subscriptions-transport-ws.mjs'];

if (!existsSync(JAR)) {
  console.error(`There is no ${JAR}: run \`mvn package\` first.`);
  process.exit(1);
}

const folder = await mkdtemp(path.join(tmpdir(), 'buddychat-clients-'));
const server = spawn('java', ['-jar', JAR], {
  cwd: folder,
  stdio: ['ignore', 'pipe', 'inherit'],
  env: {
    ...process.env,
    BUDDYCHAT_PORT: '0',
    BUDDYCHAT_HOST: '127.0.0.1',
    BUDDYCHAT_DB_URL: 'jdbc:h2:mem:clients',
    BUDDYCHAT_DATA_DIR: folder,
    BUDDYCHAT_RATE_LIMIT: '0',
  },
});
const stopped = new Promise((done) => server.on('exit', done));

/** Whatever happens to this process, the server goes with it. */
process.on('exit', () => server.kill('SIGTERM'));
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  process.on(signal, () => finish(1, `stopped by ${signal}`));
}

let passed = 0;
let failed = 0;
try {
  const url = await ready();
  for (const program of JUDGES) {
    await run(program, url);
  }
  await Promise.all(CLIENTS.map((program) => run(program, url)));
} catch (problem) {
  failed++;
  console.log(problem);
}
await finish(failed > 0 || passed === 0 ? 1 : 0, `${passed} passed, ${failed} failed`);

/** Waits for the line that says where the server is. */
async function ready() {
  const tooLate = setTimeout(() => server.kill('SIGKILL'), START_MILLIS);
  for await (const line of createInterface({ input: server.stdout })) {
    if (line.startsWith(READY)) {
      clearTimeout(tooLate);
      server.stdout.resume();
      return line.slice(READY.length);
    }
  }
  throw new Error('the server did not start');
}

/** Runs a program to its end, then shows what it wrote, so that programs side by side do not mix, and counts what it counted. */
async function run(program, url) {
  const child = spawn(process.execPath, [path.join(HERE, program)], {
    cwd: HERE,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, BUDDYCHAT_URL: url },
  });
  let output = '';
  child.stdout.on('data', (text) => (output += text));
  child.stderr.on('data', (text) => (output += text));
  const code = await new Promise((done) => child.on('close', done));
  process.stdout.write(`\n${program}\n${output}`);
  const counts = output.match(/^(\d+) passed, (\d+) failed$/m);
  passed += Number(counts?.[1] ?? 0);
  failed += Number(counts?.[2] ?? 0);
  if (code !== 0 && !(Number(counts?.[2]) > 0)) {
    failed++;
    console.log(`FAILED ${program}: it ended with ${code}`);
  }
}

/** Stops the server as its users do, and ends this process. */
async function finish(code, sentence) {
  server.kill('SIGTERM');
  const patience = setTimeout(() => server.kill('SIGKILL'), 20_000);
  await stopped;
  clearTimeout(patience);
  await rm(folder, { recursive: true, force: true });
  console.log(`\n${sentence}`);
  process.exit(code);
}
