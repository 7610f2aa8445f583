// Makes the page /graphiql of GraphiQL and what is in src: everything it needs, in files whose names
// change with their contents, packed by gzip. Run it by `npm ci && npm run build`.
//
//   node build.mjs            writes them to where the server takes them from
//   node build.mjs FOLDER     writes them there

import { build } from 'esbuild';
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';

const here = path.dirname(fileURLToPath(import.meta.url));
const target = path.resolve(
  process.argv[2] ?? path.join(here, '../main/resources/io/buddychat/server/graphiql'),
);

const shared = {
  absWorkingDir: here,
  bundle: true,
  minify: true,
  write: false,
  outdir: path.join(here, 'out'),
  target: 'es2022',
  legalComments: 'linked',
  entryNames: '[name]-[hash]',
  assetNames: '[name]-[hash]',
  metafile: true,
  logLevel: 'warning',
};

const workers = await build({
  ...shared,
  format: 'esm',
  entryPoints: {
    'editor.worker': 'monaco-editor/esm/vs/editor/editor.worker.js',
    'graphql.worker': 'monaco-graphql/esm/graphql.worker.js',
    'json.worker': 'monaco-editor/esm/vs/language/json/json.worker.js',
  },
});

const page = await build({
  ...shared,
  format: 'esm',
  jsx: 'automatic',
  entryPoints: { graphiql: 'src/main.jsx' },
  loader: { '.ttf': 'file' },
  define: {
    'process.env.NODE_ENV': '"production"',
    WORKERS: JSON.stringify({
      editor: name(workers, /^editor\.worker-.*\.js$/),
      graphql: name(workers, /^graphql\.worker-.*\.js$/),
      json: name(workers, /^json\.worker-.*\.js$/),
    }),
  },
});

const icon = readFileSync(path.join(here, 'src/favicon.svg'));
const iconName = `favicon-${createHash('sha256').update(icon).digest('hex').slice(0, 8)}.svg`;
const html = readFileSync(path.join(here, 'src/index.html'), 'utf8')
  .replace('FAVICON', iconName)
  .replace('STYLE', name(page, /^graphiql-.*\.css$/))
  .replace('SCRIPT', name(page, /^graphiql-.*\.js$/));

const files = new Map([['index.html', Buffer.from(html)], [iconName, icon]]);
for (const { path: file, contents } of [...workers.outputFiles, ...page.outputFiles]) {
  files.set(path.basename(file), Buffer.from(contents));
}
files.set('LICENSES.txt', Buffer.from(licenses([workers, page])));

rmSync(target, { recursive: true, force: true });
mkdirSync(target, { recursive: true });
const names = [...files.keys()].sort();
for (const each of names) {
  writeFileSync(path.join(target, `${each}.gz`), gzipSync(files.get(each), { level: 9 }));
}
writeFileSync(path.join(target, 'files.txt'), names.join('\n') + '\n');

function name(result, pattern) {
  return result.outputFiles.map((file) => path.basename(file.path)).find((n) => pattern.test(n));
}

/** The licence of each package of which something is in the files. */
function licenses(results) {
  const folders = new Set();
  for (const { metafile } of results) {
    for (const input of Object.keys(metafile.inputs)) {
      const [folder] = /^.*node_modules\/(@[^/]+\/)?[^/]+(?=\/)/.exec(input) ?? [];
      if (folder) {
        folders.add(folder);
      }
    }
  }
  return [...folders].sort().map(license).join('\n');
}

function license(relative) {
  const folder = path.join(here, relative);
  const { name: found, version, license: kind } = JSON.parse(readFileSync(path.join(folder, 'package.json')));
  for (const file of ['LICENSE', 'LICENSE.md', 'LICENSE.txt', 'license', 'license.md']) {
    try {
      const text = readFileSync(path.join(folder, file), 'utf8').trim();
      return `== ${found} ${version} (${kind})\n\n${text}\n`;
    } catch {
      // The next name, perhaps.
    }
  }
  return `== ${found} ${version} (${kind})\n`;
}
