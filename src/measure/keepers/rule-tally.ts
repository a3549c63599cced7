// Counts how many rhythms keep the rules, and how full they are. keepers-figures.ts has one for every column
// of its tables; a tally keeps no rhythm.

import { STEPS_PER_BAR } from '../../rhythm/grid';
import { hitsOf, stepCount, type Pattern } from '../../rhythm/pattern';
import { breaksOf, heardUnits, type Rule } from '../../rhythm/rules/rule';
import { voiceIndex } from '../../rhythm/voices';

/** Rhythms with at most so many hits a bar are sparse. */
export const SPARSE_HITS_PER_BAR = 14;

/** Shares of rhythms that keep rules, each 0–1. */
export interface KeptShares {
  /** That keep every rule. */
  readonly all: number;
  /** By the name of a rule. */
  readonly rules: Readonly<Record<string, number>>;
}

/** What is told of many rhythms of a style. */
export interface RhythmFigures {
  readonly rhythms: number;
  readonly keepers: KeptShares;
  /** By the rules that no rhythm is chosen by; null where a style has none. */
  readonly secondOpinion: KeptShares | null;
  /** Share of rhythms with at most {@link SPARSE_HITS_PER_BAR} hits a bar, 0–1. */
  readonly sparse: number;
  readonly hitsPerBar: number;
  /** Hits of percussion in two bars, in the mean. */
  readonly percussion: number;
}

/** The rules that a style is judged by. */
export interface Judgement {
  readonly rules: readonly Rule[];
  readonly secondOpinion: readonly Rule[];
}

/** The names of the rules that a rhythm breaks in any two of its bars. */
export function brokenRules(rules: readonly Rule[], pattern: Pattern): Set<string> {
  return new Set(
    heardUnits(pattern).flatMap((unit) => breaksOf(rules, hitsOf(unit)).map(({ rule }) => rule.name)),
  );
}

/** Hits in a bar of a rhythm, in the mean. */
export function hitsPerBar(pattern: Pattern): number {
  return (hitsOf(pattern).length * STEPS_PER_BAR) / stepCount(pattern);
}

export class RuleTally {
  private rhythms = 0;
  private sparse = 0;
  private hitsPerBar = 0;
  private percussion = 0;
  private readonly keepers: KeptCounts;
  private readonly secondOpinion: KeptCounts;

  constructor({ rules, secondOpinion }: Judgement) {
    this.keepers = new KeptCounts(rules);
    this.secondOpinion = new KeptCounts(secondOpinion);
  }

  add(pattern: Pattern): void {
    this.rhythms++;
    this.keepers.add(pattern);
    this.secondOpinion.add(pattern);
    const fullness = hitsPerBar(pattern);
    if (fullness <= SPARSE_HITS_PER_BAR) this.sparse++;
    this.hitsPerBar += fullness;
    const strokes = hitsOf(pattern).filter(({ voice }) => voice === PERCUSSION).length;
    this.percussion += (2 * strokes) / pattern.bars;
  }

  /** Undefined where nothing was added. */
  figures(): RhythmFigures | undefined {
    const { rhythms } = this;
    if (rhythms === 0) return undefined;
    return {
      rhythms,
      keepers: this.keepers.shares(rhythms),
      secondOpinion: this.secondOpinion.isEmpty ? null : this.secondOpinion.shares(rhythms),
      sparse: this.sparse / rhythms,
      hitsPerBar: this.hitsPerBar / rhythms,
      percussion: this.percussion / rhythms,
    };
  }
}

const PERCUSSION = voiceIndex('percussion');

/** How many rhythms kept each of some rules. */
class KeptCounts {
  private all = 0;
  private readonly byRule: Map<string, number>;

  constructor(private readonly rules: readonly Rule[]) {
    this.byRule = new Map(rules.map(({ name }) => [name, 0]));
  }

  get isEmpty(): boolean {
    return this.rules.length === 0;
  }

  add(pattern: Pattern): void {
    const broken = brokenRules(this.rules, pattern);
    if (broken.size === 0) this.all++;
    for (const [name, kept] of this.byRule) if (!broken.has(name)) this.byRule.set(name, kept + 1);
  }

  shares(rhythms: number): KeptShares {
    return {
      all: this.all / rhythms,
      rules: Object.fromEntries([...this.byRule].map(([name, kept]) => [name, kept / rhythms])),
    };
  }
}
