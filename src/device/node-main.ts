/**
 * The script of node.script. Everything it needs is in this one file: a frozen device has no other beside it.
 * `max-api` exists only inside Max, so nothing but this entry may import it.
 */
import card from 'fourfloor-model/card.json';
import topology from 'fourfloor-model/model.json';
import wasmBinary from 'fourfloor-model/tfjs-wasm-simd.wasm';
import weights from 'fourfloor-model/weights.bin';
import { setFlagsFromString } from 'node:v8';
import maxApi from 'max-api';
import { loadEngine } from '../engine/engine';
import { startNodeProgram } from './node-program';

type MutableDictionary = Parameters<typeof maxApi.setDict>[1];

// A fill of sixteen would otherwise let the heap grow by 30 MB that nobody needs again; it costs no time.
setFlagsFromString('--optimize-for-size');

const leave = (): void => process.exit(0);

// The device was deleted or the Set closed: no process may stay behind.
process.once('SIGTERM', leave);
process.once('SIGINT', leave);
process.once('disconnect', leave);

void startNodeProgram(
  {
    addHandler: (selector, handler) => {
      maxApi.addHandler(selector, handler);
    },
    outlet: (...atoms) => maxApi.outlet(...atoms),
    // max-api's types ask for lists that may be written to, so it gets a copy.
    setDict: (name, content) => maxApi.setDict(name, structuredClone(content) as MutableDictionary),
  },
  {
    embedded: { topology, weights, card },
    load: (files) => loadEngine(files, { backend: 'wasm', wasmBinary }),
    build: FOURFLOOR_BUILD,
  },
);
