// The audits of GraphQL over HTTP: each of them holds, whether it is a MUST, a SHOULD or a MAY.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { serverAudits } from 'graphql-http';
import { program, SERVER } from './lib.mjs';

const TABLE = new URL('../resources/io/buddychat/server/audits.csv', import.meta.url);

const audits = serverAudits({ url: SERVER });

await program('audits', async (step) => {
  await step(`${audits.length} audits, ${audits.length} ok`, async () => {
    const results = await Promise.all(audits.map((audit) => audit.fn()));
    const bad = results.filter(({ status }) => status !== 'ok');
    assert.deepEqual(bad.map(({ id, name, reason }) => `${id} ${name}: ${reason}`), []);
    assert.equal(results.length, 61);
  });

  await step('the tests in Java know the same audits', async () => {
    const rows = (await readFile(TABLE, 'utf8')).split('\n').filter((row) => /^\w{4} *\|/.test(row));
    assert.deepEqual(rows.map((row) => row.slice(0, 4)).sort(), audits.map(({ id }) => id).sort());
  });
});
