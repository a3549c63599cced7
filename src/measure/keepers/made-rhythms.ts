// Rhythms that a model makes of a row of seeds, each made once however often it is looked at. Everything in
// this room that measures a model asks here.

import type { Engine } from '../../engine/engine';
import { parseRequest } from '../../engine/request/request';
import type { Pattern } from '../../rhythm/pattern';

/** A rhythm and the seed it is made of. */
export interface SeededRhythm {
  readonly seed: number;
  readonly pattern: Pattern;
}

export interface MadeOptions {
  readonly engine: Engine;
  readonly style: string;
  readonly bars: number;
  /** Of the first rhythm; the next has the next. */
  readonly seed: number;
  /** What else is asked for, in the words of a request; nothing for the default settings. */
  readonly asked?: object;
}

/** The settings of rhythms as they were learned, so far as requests can ask for them. */
export const AS_LEARNED = { mayOmitParts: true, allowCopies: true } as const;

export class MadeRhythms {
  private readonly patterns: Pattern[] = [];

  constructor(private readonly options: MadeOptions) {}

  /** The rhythm of the seed that is so many after the first. */
  at(place: number): Pattern {
    const { engine, style, bars, asked = {} } = this.options;
    this.patterns[place] ??= engine.generate(
      parseRequest({ seed: this.seedOf(place), style, bars, ...asked }, engine.card),
    ).pattern;
    return this.patterns[place];
  }

  seedOf(place: number): number {
    return this.options.seed + place;
  }

  first(count: number, onRhythm: () => void): SeededRhythm[] {
    return Array.from({ length: count }, (_, place) => {
      const pattern = this.at(place);
      onRhythm();
      return { seed: this.seedOf(place), pattern };
    });
  }
}
