import type { Pattern } from '../rhythm/pattern';

/** A pattern as the model understands it. */
export interface Reading {
  /** The style that it was read in. */
  readonly style: string;
  /** What was read. */
  readonly pattern: Pattern;
  /** Where its two-bar units lie in the latent space; a single bar is read as its loop. */
  readonly latents: readonly Float32Array[];
  /** What the network alone makes of those latents, as many bars as were read. */
  readonly recovered: Pattern;
  /** F-measure of the hits of the recovered pattern against what was read, 0–1. */
  readonly fMeasure: number;
  /** Why the model cannot make it, in a sentence; undefined where it can. */
  readonly problem?: string;
}
