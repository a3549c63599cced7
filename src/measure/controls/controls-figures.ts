// Everything that is measured of the controls, as far as it is asked for. Called by scripts/controls.ts,
// which shows the progress and prints the figures; it knows neither terminal nor arguments.

import { measureLikeness, type LikenessFigures } from './measure-likeness';
import { measureLocks, type LockFigures } from './measure-locks';
import { measureMemory, type MemoryFigures } from './measure-memory';
import { measureMorph, type MorphFigures } from './measure-morph';
import { CONTROLS } from './measured-controls';
import type { MeasuredModel } from './measured-model';
import { NO_RHYTHMS, readRealRhythms } from './real-rhythms';
import { sweep, type ControlFigures } from './sweep-control';
import type { ShowProgress } from '../show-progress';

/** Everything that was measured. */
export interface ControlsFigures {
  readonly controls: readonly ControlFigures[];
  readonly locks?: LockFigures;
  readonly likeness?: LikenessFigures;
  readonly morph?: MorphFigures;
  readonly memory?: MemoryFigures;
}

export interface ControlsOptions {
  /** Requests for each control; 0 for none. */
  readonly requests: number;
  readonly bars: number;
  /** Of the first request and of the draws. */
  readonly seed: number;
  /** Real rhythms to lock voices of and to read, pads to cross, requests to watch the memory over; 0 for none. */
  readonly locks: number;
  readonly like: number;
  readonly morph: number;
  readonly memory: number;
  /** Folder of the corpus that the real rhythms come from. */
  readonly corpus?: string;
  readonly showing: ShowProgress;
}

/** Measures one thing after another. @throws Error when the corpus holds too little */
export async function measureControls(
  model: MeasuredModel,
  { requests, bars, seed, locks, like, morph, memory, corpus, showing }: ControlsOptions,
): Promise<ControlsFigures> {
  const rhythms =
    corpus !== undefined && locks + like > 0 ? await readRealRhythms(corpus, model) : NO_RHYTHMS;
  const controls =
    requests === 0
      ? []
      : CONTROLS.map((control) =>
          showing(control.name, requests, (onRequest) =>
            sweep(control, { model, requests, bars, seed, onRequest }),
          ),
        );
  return {
    controls,
    ...(locks > 0 && {
      locks: showing('locks', locks, (onRequest) =>
        measureLocks({ model, ...rhythms, requests: locks, seed, onRequest }),
      ),
    }),
    ...(like > 0 && {
      likeness: showing('like', like, (onPattern) =>
        measureLikeness({ model, sources: rhythms.references, patterns: like, seed, onPattern }),
      ),
    }),
    ...(morph > 0 && {
      morph: showing('morph', morph, (onPad) => measureMorph({ model, pads: morph, seed, onPad })),
    }),
    ...(memory > 0 && {
      memory: showing('memory', memory, (onRequest) =>
        measureMemory({ model, requests: memory, seed, onRequest }),
      ),
    }),
  };
}
