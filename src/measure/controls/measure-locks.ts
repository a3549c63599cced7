// Whether locked voices come back unchanged, and how good the rhythms around them are. Called by
// controls-figures.ts for --locks. It asks the engine as a user would and judges by the metrics of
// src/evaluation.

import { correlationError } from '../../evaluation/metrics/correlation';
import { evaluatePatterns, referenceOf } from '../../evaluation/evaluate-patterns';
import { fidelity } from '../../evaluation/metrics/fidelity';
import { packedSet } from '../../evaluation/metrics/neighbours';
import { parseRequest } from '../../engine/request/request';
import { packHits } from '../../rhythm/distance';
import type { Pattern } from '../../rhythm/pattern';
import { hitsOf, patternFromHits } from '../../rhythm/pattern';
import { CHANNEL_COUNT, UNIT_BARS } from '../../rhythm/grid';
import { Random } from '../../rhythm/random';
import { VOICE_COUNT, VOICE_IDS } from '../../rhythm/voices';
import type { StyledPattern } from '../../evaluation/baselines';
import { quantile } from '../quantile';
import type { MeasuredModel } from './measured-model';

/** How rhythms lie among held-out real ones: see `evaluatePatterns` and `correlationError`. */
export interface Quality {
  readonly precision: number;
  readonly recall: number;
  readonly density: number;
  readonly coverage: number;
  readonly marginalError: number;
  readonly correlationError: number;
}

export interface LockFigures {
  readonly requests: number;
  /** Rhythms of which a locked voice came back changed, be it by one bit. */
  readonly changed: number;
  /** Completed around locked voices. */
  readonly locked: Quality;
  /** Made freely, one for each and of its style. */
  readonly unlocked: Quality;
  /** Every free voice completed by a request of its own that knows the locked voices and no other. */
  readonly independent: Quality;
  readonly milliseconds: number;
}

export interface LockOptions {
  readonly model: MeasuredModel;
  /** Real rhythms that voices are locked of. */
  readonly sources: readonly StyledPattern[];
  /** Other real rhythms to judge by. */
  readonly references: readonly StyledPattern[];
  readonly training: readonly Pattern[];
  readonly requests: number;
  readonly seed: number;
  readonly onRequest: () => void;
}

/** Locks random voices of real rhythms, has the others made, and judges the whole. */
export function measureLocks(options: LockOptions): LockFigures {
  const { model, sources, references, training, requests, seed, onRequest } = options;
  const { engine } = model;
  const random = Random.fromSeed(seed);
  const chosen = random.shuffled(sources).slice(0, requests);
  const times: number[] = [];
  let changed = 0;
  const sets: Record<'locked' | 'unlocked' | 'independent', Pattern[]> = {
    locked: [],
    unlocked: [],
    independent: [],
  };
  chosen.forEach(({ pattern, style }, at) => {
    const voices = someVoices(pattern, random);
    const generate = (number: number, others: object = {}): Pattern =>
      engine.generate(parseRequest({ seed: seed + number, style, bars: UNIT_BARS, ...others }, engine.card))
        .pattern;
    const locks = { voices: voices.map((voice) => VOICE_IDS[voice]), pattern };
    const started = performance.now();
    const completed = generate(at, { locks });
    times.push(performance.now() - started);
    if (!keeps(completed, pattern, voices)) changed++;
    sets.locked.push(completed);
    sets.unlocked.push(generate(at));
    const alone = VOICE_IDS.flatMap((_, voice) => {
      const from = voices.includes(voice) ? pattern : generate(requests * (1 + voice) + at, { locks });
      return hitsOf(from).filter((hit) => hit.voice === voice);
    });
    sets.independent.push(patternFromHits(UNIT_BARS, alone));
    onRequest();
  });
  const heldOut = random
    .shuffled(references)
    .slice(0, chosen.length)
    .map(({ pattern }) => pattern);
  const reference = referenceOf(heldOut, training);
  const qualityOf = (patterns: readonly Pattern[]): Quality => {
    const { marginalError } = evaluatePatterns(patterns, reference);
    const error = correlationError(patterns, heldOut);
    const quality = fidelity(reference.heldOutHits, packedSet(patterns.map(packHits)));
    return { ...quality, marginalError, correlationError: error };
  };
  return {
    requests: chosen.length,
    changed,
    locked: qualityOf(sets.locked),
    unlocked: qualityOf(sets.unlocked),
    independent: qualityOf(sets.independent),
    milliseconds: quantile(times),
  };
}

/** Some of the voices that sound, at least one and not all. */
function someVoices(pattern: Pattern, random: Random): number[] {
  const sounding = random.shuffled([...new Set(hitsOf(pattern).map(({ voice }) => voice))]);
  const most = Math.max(1, sounding.length - 1);
  return sounding.slice(0, 1 + random.integer(most));
}

/** Whether the voices are the same to the last bit, silent cells included. */
function keeps(made: Pattern, given: Pattern, voices: readonly number[]): boolean {
  return made.cells.every(
    (value, at) =>
      !voices.includes(Math.floor(at / CHANNEL_COUNT) % VOICE_COUNT) || Object.is(value, given.cells[at]),
  );
}
