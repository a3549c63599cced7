// Weight updates that change their first tensors in place: what each is called, takes and computes.
// `wasm/wasm-updates` and `webgpu/webgpu-updates` register the kernels; `adam` and `average` call the
// current backend's.

import * as tf from '@tensorflow/tfjs';
import type { KernelConfig } from '@tensorflow/tfjs';

/** They give nothing back. The tensors must be nobody else's; variables of a training run are. */
export const IN_PLACE = {
  /** second = beta2·second + rest·gradient², weight −= rate·gradient / (√second + epsilon). */
  adam: {
    kernelName: 'FourfloorAdam',
    tensors: ['weight', 'second', 'gradient'],
    numbers: ['beta2', 'rest', 'rate', 'epsilon'],
  },
  /** average += share·(current − average). */
  average: { kernelName: 'FourfloorAverage', tensors: ['average', 'current'], numbers: ['share'] },
} as const;

export type InPlace = (typeof IN_PLACE)[keyof typeof IN_PLACE];

/** The numbers of an update by name, in the order of `numbers`. */
export type NumbersOf<Of extends InPlace> = Readonly<Record<Of['numbers'][number], number>>;

/**
 * An update on the current backend.
 * @param numbersTensor the same numbers, in their order, as a tensor that the kernel reads instead: for launches that
 *   are recorded and played again with other numbers, which only WebGPU can do
 */
export type Update<Of extends InPlace> = (
  tensors: Readonly<Record<Of['tensors'][number], tf.Tensor>>,
  numbers: NumbersOf<Of>,
  numbersTensor?: tf.Tensor1D,
) => void;

/** The update as the current backend has it; undefined without one. */
export function updateInPlace<Of extends InPlace>({ kernelName }: Of): Update<Of> | undefined {
  const kernel = tf.getKernel(kernelName, tf.getBackend()) as KernelConfig | undefined;
  return (
    kernel &&
    ((tensors, numbers, numbersTensor) => {
      const inputs = numbersTensor ? { ...tensors, numbers: numbersTensor } : { ...tensors };
      kernel.kernelFunc({ inputs, attrs: { ...numbers }, backend: tf.backend() });
    })
  );
}
