import maxApi from 'max-api';
import card from 'fourfloor-model/card.json';
import weights from 'fourfloor-model/weights.bin';
import wasm from 'fourfloor-model/tfjs-wasm-simd.wasm';

// The least that a Node program does: it says that it is ready and what it holds.
void maxApi.outlet('ready', FOURFLOOR_BUILD, card.length, weights.length, wasm.length);
