// Everything that is measured of the rhythms of a style. Called by scripts/keepers.ts, which has loaded
// models and corpus, shows the progress and prints; it knows neither terminal nor folders.

import type { Engine } from '../../engine/engine';
import { fidelity } from '../../evaluation/metrics/fidelity';
import { packedSet } from '../../evaluation/metrics/neighbours';
import { packHits } from '../../rhythm/distance';
import { UNIT_BARS } from '../../rhythm/grid';
import { concatPatterns, sliceBars, type Pattern } from '../../rhythm/pattern';
import { keepsRules } from '../../rhythm/rules/rule';
import { secondOpinionOn } from '../../rhythm/rules/second-opinion';
import { rulesOf } from '../../rhythm/rules/style-rules';
import type { CorpusPart, StyleCorpus } from './corpus-rhythms';
import { diversityOf, firstKeepers, type Diversity } from './diversity';
import { lastBarFigures, type LastBarFigures } from './last-bar';
import { AS_LEARNED, MadeRhythms, type SeededRhythm } from './made-rhythms';
import { medianKeeper, type MedianKeeper } from './median-keeper';
import { RuleTally, type Judgement, type RhythmFigures } from './rule-tally';
import { worstRhythms, type WorstRhythm } from './worst-rhythms';
import type { ShowProgress } from '../show-progress';

/** Densities at which rules are hardest to keep, and how many rhythms each is measured on at most. */
const LOW_DENSITIES = [0, 0.1, 0.25] as const;
const LOW_DENSITY_RHYTHMS = 100;
const WORST_DRAWN = 20;

/** Rhythms of a model asked for in one way. */
export interface ModelPart {
  readonly model: 'model' | 'against';
  /** `first two bars` are those of the default ones: without a fill, and as long as rhythms of a corpus. */
  readonly settings: 'default' | 'first two bars' | 'as learned' | 'before any choice';
  readonly bars: number;
  readonly figures: RhythmFigures;
}

/** Share of the held-out keepers of a style that rhythms of a model come near, see `fidelity`. */
export interface RecallFigures {
  readonly heldOutKeepers: number;
  readonly recall: number;
  readonly against?: number;
}

export interface StyleKeepers {
  readonly style: string;
  readonly model: readonly ModelPart[];
  readonly corpus: readonly CorpusPart[];
  readonly lowDensity: readonly { readonly density: number; readonly figures: RhythmFigures }[];
  /** Null where rhythms have another number of bars than four. */
  readonly lastBar: LastBarFigures | null;
  readonly recall?: RecallFigures;
  readonly diversity?: Diversity;
  readonly median?: MedianKeeper;
  readonly worst: Readonly<Record<'default' | 'as learned', readonly WorstRhythm[]>>;
}

export interface KeepersOptions {
  readonly style: string;
  /** Rhythms asked for in each way. */
  readonly count: number;
  readonly bars: number;
  /** Of the first rhythm. */
  readonly seed: number;
  readonly corpus?: StyleCorpus | undefined;
  /** Another model to lay beside this one. */
  readonly against?: Engine | undefined;
  /** Keepers to measure the diversity of; 0 for none. */
  readonly diversity: number;
  /** Two-bar rhythms to find the median keeper among; 0 for none. */
  readonly median: number;
  readonly showing: ShowProgress;
}

/** The rules that a style is judged by. */
export function judgementOf(style: string): Judgement {
  return { rules: rulesOf(style), secondOpinion: secondOpinionOn(style) };
}

/** Measures the rhythms that a model makes of a style, beside those of its corpus and of another model. */
export function measureKeepers(engine: Engine, options: KeepersOptions): StyleKeepers {
  const { style, count, bars, seed, corpus, against, diversity, median, showing } = options;
  const judgement = judgementOf(style);
  const made = (model: Engine, asked: object = {}, length = bars): MadeRhythms =>
    new MadeRhythms({ engine: model, style, bars: length, seed, asked });
  const taken = (label: string, rhythms: MadeRhythms, total = count): SeededRhythm[] =>
    showing(`${style}, ${label}`, total, (onRhythm) => rhythms.first(total, onRhythm));

  const own = made(engine);
  const others = against && made(against);
  const byDefault = taken('default', own);
  const asLearned = taken('as learned', made(engine, AS_LEARNED, UNIT_BARS));
  const unchosen = showing(`${style}, before any choice`, count, (onRhythm) =>
    Array.from({ length: count }, (_, at): SeededRhythm => {
      onRhythm();
      return { seed: seed + at, pattern: engine.unchosen(style, seed + at) };
    }),
  );
  const othersByDefault = others && taken('default, against', others);
  const lowDensity = LOW_DENSITIES.map((density) => ({
    density,
    figures: figuresOf(
      taken(`density ${density}`, made(engine, { density }), Math.min(LOW_DENSITY_RHYTHMS, count)),
      judgement,
    ),
  }));
  const keepersOf = (rhythms: MadeRhythms, label: string): Pattern[] =>
    showing(`${style}, ${label}`, diversity, (onKeeper) =>
      firstKeepers(rhythms, judgement.rules, { count: diversity, onKeeper }),
    );
  const found =
    median > 0
      ? medianKeeper(
          taken('median', made(engine, {}, UNIT_BARS), median).filter(({ pattern }) =>
            keepsRules(judgement.rules, pattern),
          ),
        )
      : undefined;
  const partsByDefault = (model: ModelPart['model'], rhythms: readonly SeededRhythm[]): ModelPart[] => [
    { model, settings: 'default', bars, figures: figuresOf(rhythms, judgement) },
    ...(bars > UNIT_BARS
      ? [
          {
            model,
            settings: 'first two bars' as const,
            bars: UNIT_BARS,
            figures: figuresOf(rhythms.map(withFirstTwoBars), judgement),
          },
        ]
      : []),
  ];
  const recall = corpus && recallOf(corpus.heldOutKeepers, byDefault, othersByDefault);
  return {
    style,
    model: [
      ...partsByDefault('model', byDefault),
      { model: 'model', settings: 'as learned', bars: UNIT_BARS, figures: figuresOf(asLearned, judgement) },
      {
        model: 'model',
        settings: 'before any choice',
        bars: UNIT_BARS,
        figures: figuresOf(unchosen, judgement),
      },
      ...(othersByDefault ? partsByDefault('against', othersByDefault) : []),
    ],
    corpus: corpus?.parts() ?? [],
    lowDensity,
    lastBar: lastBarFigures(byDefault.map(({ pattern }) => pattern)),
    ...(recall && { recall }),
    ...(diversity > 0 && {
      diversity: diversityOf(
        keepersOf(own, 'keepers'),
        judgement.rules,
        others && keepersOf(others, 'keepers, against'),
      ),
    }),
    ...(found && { median: found }),
    worst: {
      default: worstRhythms(judgement.rules, byDefault, WORST_DRAWN),
      'as learned': worstRhythms(judgement.rules, asLearned, WORST_DRAWN),
    },
  };
}

function figuresOf(rhythms: readonly SeededRhythm[], judgement: Judgement): RhythmFigures {
  const tally = new RuleTally(judgement);
  for (const { pattern } of rhythms) tally.add(pattern);
  return tally.figures()!;
}

function recallOf(
  heldOut: readonly Pattern[],
  own: readonly SeededRhythm[],
  against: readonly SeededRhythm[] | undefined,
): RecallFigures | undefined {
  if (heldOut.length === 0) return undefined;
  const real = packedSet(heldOut.map(packHits));
  const recall = (rhythms: readonly SeededRhythm[]): number =>
    fidelity(real, packedSet(rhythms.map(({ pattern }) => packHits(firstTwoBars(pattern))))).recall;
  return {
    heldOutKeepers: heldOut.length,
    recall: recall(own),
    ...(against && { against: recall(against) }),
  };
}

function withFirstTwoBars({ seed, pattern }: SeededRhythm): SeededRhythm {
  return { seed, pattern: firstTwoBars(pattern) };
}

/** The first two bars, as they are heard: a single bar is its own second one. */
function firstTwoBars(pattern: Pattern): Pattern {
  return pattern.bars < UNIT_BARS ? concatPatterns([pattern, pattern]) : sliceBars(pattern, 0, UNIT_BARS);
}
