// Where the editors find their workers: beside this file, under the names the build gave them.

/* global WORKERS */
globalThis.MonacoEnvironment = {
  getWorker(_, label) {
    const name = WORKERS[label] ?? WORKERS.editor;
    return new Worker(new URL(name, import.meta.url), { type: 'module' });
  },
};
