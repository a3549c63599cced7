// A Markov chain as a baseline. Offered by index.ts.

import { CHANNEL_COUNT, HIT, UNIT_BARS, UNIT_STEPS, gridIndex } from '../../rhythm/grid';
import { emptyPattern, type Pattern } from '../../rhythm/pattern';
import type { Random } from '../../rhythm/random';
import { VOICE_COUNT } from '../../rhythm/voices';
import { byStyle, ofStyle, type Baseline } from './baseline';

/** Which training patterns of a style have a joint state, voice by voice, at a step. */
interface Chain {
  readonly patterns: readonly Pattern[];
  /** By step, then by joint state. */
  readonly having: readonly ReadonlyMap<number, readonly number[]>[];
}

/**
 * A Markov chain of first order over the joint state of all voices, step by step of the two bars and style by style:
 * the next step is that of a training pattern drawn among all that have the present state at the present step. Whole
 * steps are taken over, velocity and timing with them. Where a state is rare the chain goes on in its one source.
 */
export const markovChain: Baseline = {
  name: 'Markov chain, joint state per step',
  isTrained: false,
  learn: (training) => {
    const chains = new Map([...byStyle(training)].map(([style, patterns]) => [style, chainOf(patterns)]));
    return (styles, random) => Promise.resolve(styles.map((style) => walk(ofStyle(chains, style), random)));
  },
};

function chainOf(patterns: readonly Pattern[]): Chain {
  const having = Array.from({ length: UNIT_STEPS }, (_, step) => {
    const states = new Map<number, number[]>();
    patterns.forEach((pattern, at) => {
      const state = stateAt(pattern, step);
      const members = states.get(state);
      if (members) members.push(at);
      else states.set(state, [at]);
    });
    return states;
  });
  return { patterns, having };
}

function walk({ patterns, having }: Chain, random: Random): Pattern {
  const drawn = emptyPattern(UNIT_BARS);
  let source = random.choice(patterns);
  for (let step = 0; step < UNIT_STEPS; step++) {
    if (step > 0) {
      const candidates = having[step - 1]!.get(stateAt(source, step - 1))!;
      source = patterns[random.choice(candidates)]!;
    }
    const [from, to] = [gridIndex(step, 0, HIT), gridIndex(step, 0, HIT) + VOICE_COUNT * CHANNEL_COUNT];
    drawn.cells.set(source.cells.subarray(from, to), from);
  }
  return drawn;
}

/** The voices that sound at a step, one bit each. */
function stateAt({ cells }: Pattern, step: number): number {
  let state = 0;
  for (let voice = 0; voice < VOICE_COUNT; voice++)
    if (cells[gridIndex(step, voice, HIT)] === 1) state |= 1 << voice;
  return state;
}
