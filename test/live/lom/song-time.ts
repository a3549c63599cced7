import { Random } from '../../../src/rhythm/random';

/** Live was seen to move its song time in steps of about this length, in ms. */
const SHORTEST_STEP_MS = 10;
const LONGEST_STEP_MS = 60;

/** How far a reading steps back at most, and in which share of the steps: our own margins, no measured facts. */
const MOST_BACK_MS = 8;
const BACK_SHARE = 0.25;

interface Step {
  readonly startMs: number;
  readonly endMs: number;
  /** How much less the second half of the step reads; 0 for most. */
  readonly backMs: number;
}

/**
 * How late a reading of the song time is: a script reads it from another thread than the one that moves it, so it
 * stands still for some 10–60 ms, and now and then it steps back a little. It is never ahead. The same seed gives the
 * same readings at the same times.
 */
export class SongTimeSteps {
  private readonly random: Random;
  private readonly steps: Step[] = [];

  constructor(seed = 1) {
    this.random = Random.fromSeed(seed);
  }

  /** The moment whose position is read at `nowMs`. */
  readAt(nowMs: number): number {
    const { startMs, endMs, backMs } = this.stepAt(nowMs);
    return nowMs < (startMs + endMs) / 2 ? startMs : startMs - backMs;
  }

  private stepAt(nowMs: number): Step {
    while ((this.steps.at(-1)?.endMs ?? 0) <= nowMs) this.steps.push(this.next());
    return this.steps.findLast(({ startMs }) => startMs <= nowMs)!;
  }

  private next(): Step {
    const startMs = this.steps.at(-1)?.endMs ?? 0;
    const lengthMs = SHORTEST_STEP_MS + (LONGEST_STEP_MS - SHORTEST_STEP_MS) * this.random.uniform();
    const isBack = this.random.uniform() < BACK_SHARE;
    return {
      startMs,
      endMs: startMs + lengthMs,
      backMs: isBack ? 1 + (MOST_BACK_MS - 1) * this.random.uniform() : 0,
    };
  }
}
