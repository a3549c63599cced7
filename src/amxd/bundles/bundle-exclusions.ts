import type { Plugin } from 'esbuild';

/**
 * Keeps half a megabyte out of the Node program that it has no use for: TensorFlow.js’s own fetch, which Node has had
 * itself since version 18, and zod’s complaints in forty languages.
 */
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
