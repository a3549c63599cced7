// Puts the model and TensorFlow.js’s WebAssembly into the Node program: once frozen it reads no other file.
// device.ts and the bench read the model folder with it; bundle.ts hands the bytes to esbuild.
// The names here have to agree with the modules that src/device/node/embedded.d.ts declares.

import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Plugin } from 'esbuild';
import { parseCard, type ModelCard } from '../../model/card';
import { DENSITY_RATIO_FILE } from '../../model/density-ratio-file';
import { TRAINING_INDEX_FILE } from '../../model/training-index-file';

const MODEL_FILES = ['model.json', 'weights.bin', 'card.json'] as const;

/** The WebAssembly of TensorFlow.js for processors with SIMD: everything that runs Live 12. */
const WASM_PACKAGE_FILE = '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm';

/** How the Node program imports the embedded files. */
const SPECIFIER = /^fourfloor-model\/(.+)$/;

/** Contents by file name, without `fourfloor-model/`. */
export type EmbeddedFiles = ReadonlyMap<string, Uint8Array>;

/** Reads a model folder. @throws Error with one sentence when the folder is not there or lacks a file. */
export function readModel(folder: string): { readonly card: ModelCard; readonly files: EmbeddedFiles } {
  if (!existsSync(folder)) {
    throw new Error(
      `There is no model in ${folder}; name the folder of a trained one with --model, or train one with npm run train.`,
    );
  }
  const read = (name: string): Buffer => {
    const file = path.join(folder, name);
    if (!existsSync(file)) throw new Error(`${file} is missing; export the model again.`);
    return readFileSync(file);
  };
  const entries = MODEL_FILES.map((name) => [name, read(name)] as const);
  const card = parseCard(JSON.parse(read('card.json').toString('utf8')), path.join(folder, 'card.json'));
  // The program imports both by name: one that the model lacks is embedded empty, and its card does not ask for it.
  const originality = card.originality ? read(TRAINING_INDEX_FILE) : new Uint8Array();
  const densityRatio = card.densityRatio ? read(DENSITY_RATIO_FILE) : new Uint8Array();
  const wasm = readFileSync(require.resolve(WASM_PACKAGE_FILE));
  const beside = [
    [TRAINING_INDEX_FILE, originality],
    [DENSITY_RATIO_FILE, densityRatio],
    ['tfjs-wasm-simd.wasm', wasm],
  ] as const;
  return { card, files: new Map([...entries, ...beside]) };
}

/** Hands the embedded files to esbuild as bytes. Their own paths stay out of the bundle, so that it is reproducible. */
export function embedFiles(files: EmbeddedFiles): Plugin {
  return {
    name: 'fourfloor-model',
    setup(build) {
      build.onResolve({ filter: SPECIFIER }, ({ path: specifier }) => ({
        path: SPECIFIER.exec(specifier)?.[1] ?? specifier,
        namespace: 'fourfloor-model',
      }));
      build.onLoad({ filter: /.*/, namespace: 'fourfloor-model' }, ({ path: name }) => {
        const contents = files.get(name);
        if (!contents)
          return { errors: [{ text: `fourfloor-model/${name} is not among the embedded files.` }] };
        return { contents, loader: 'binary' };
      });
    },
  };
}
