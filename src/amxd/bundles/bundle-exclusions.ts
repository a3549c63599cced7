// Keeps half a megabyte out of the Node program: code of packages that it never needs. Used by bundle.ts.

import type { Plugin } from 'esbuild';

/** Drops TensorFlow.js’s own fetch, which Node has had since version 18, and all of zod’s languages but English. */
export function leaveOutUnused(): Plugin {
  return {
    name: 'leave-out-unused',
    setup(build) {
      build.onResolve({ filter: /^node-fetch$/ }, ({ path }) => ({ path, namespace: 'left-out' }));
      build.onLoad({ filter: /^node-fetch$/, namespace: 'left-out' }, () => ({
        contents: 'module.exports = (...request) => globalThis.fetch(...request);',
      }));
      build.onLoad({ filter: /[\\/]zod[\\/]v4[\\/]locales[\\/]index\.js$/ }, () => ({
        contents: "export { default as en } from './en.js';",
      }));
    },
  };
}
