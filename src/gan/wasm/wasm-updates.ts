// Registers the in-place weight updates with the wasm backend.
// Called by `install-kernels`.

import * as tf from '@tensorflow/tfjs';
import { IN_PLACE, type InPlace } from '../in-place';
import { addressOf, type WasmBackend } from './wasm-backend';
import type { UpdateExports } from './updates-text';

export function registerUpdates({ adam, average }: UpdateExports): void {
  register(IN_PLACE.adam, adam);
  register(IN_PLACE.average, average);
}

function register({ kernelName, tensors, numbers }: InPlace, work: (...values: number[]) => void): void {
  tf.registerKernel({
    kernelName,
    backendName: 'wasm',
    kernelFunc: ({ inputs, attrs = {}, backend }) => {
      const given = tensors.map((name) => inputs[name]!);
      const addresses = given.map((tensor) => addressOf(backend as WasmBackend, tensor));
      const count = given[0]!.shape.reduce((product, length) => product * length, 1);
      work(...addresses, count, ...numbers.map((name) => Number(attrs[name])));
      return [];
    },
  });
}
