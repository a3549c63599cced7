import * as tf from '@tensorflow/tfjs';
import type { KernelConfig } from '@tensorflow/tfjs';
import { addressOf, type WasmBackend } from './backend';
import type { UpdateExports } from './updates-text';

/**
 * Kernels that change their first inputs in place and give nothing back: `FourfloorAdam` (weight, second, gradient) and
 * `FourfloorAverage` (average, current). The tensors must be nobody else's; variables of a training run are.
 */
const ADAM = 'FourfloorAdam';
const AVERAGE = 'FourfloorAverage';

/** Registers them with the wasm backend. */
export function registerUpdates({ adam, average }: UpdateExports): void {
  register(ADAM, ['weight', 'second', 'gradient'], ['beta2', 'rest', 'rate', 'epsilon'], adam);
  register(AVERAGE, ['average', 'current'], ['share'], average);
}

/** An update of the current backend, taking tensors and numbers in the order of the kernel's; undefined without one. */
export type Update = (
  tensors: Readonly<Record<string, tf.Tensor>>,
  numbers: Readonly<Record<string, number>>,
) => void;

export function adamInPlace(): Update | undefined {
  return updateNamed(ADAM);
}

export function averageInPlace(): Update | undefined {
  return updateNamed(AVERAGE);
}

function updateNamed(name: string): Update | undefined {
  const kernel = tf.getKernel(name, tf.getBackend()) as KernelConfig | undefined;
  return kernel && ((inputs, attrs) => void kernel.kernelFunc({ inputs, attrs, backend: tf.backend() }));
}

function register(
  kernelName: string,
  tensors: readonly string[],
  numbers: readonly string[],
  work: (...values: number[]) => void,
): void {
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
