// The figures of a style as tables of words: a column a source, a row a rule. Written out by keepers-text.ts
// and keepers-page.ts; it measures nothing.

import type { StyleKeepers } from './keepers-figures';
import { SPARSE_HITS_PER_BAR, type KeptShares, type RhythmFigures } from './rule-tally';

export interface KeepersTable {
  readonly caption: string;
  /** Where the rhythms of a column are from: a line of whose, and one of which. */
  readonly heads: readonly [readonly string[], readonly string[]];
  readonly rows: readonly (readonly string[])[];
}

/** What stands over every list of rules. */
const EVERY_RULE = 'every rule';

/** The shares that keep the rules, and those of the second opinion where the style has one. */
export function keepersTables({ style, model, corpus, lowDensity }: StyleKeepers): KeepersTable[] {
  const columns = [
    ...model.map(({ model: whose, settings, figures }) => ({ head: [whose, settings] as const, figures })),
    ...corpus.map(({ set, provenance, figures }) => ({ head: [set, provenance] as const, figures })),
  ];
  const heads = [
    ['', ...columns.map(({ head }) => head[0])],
    ['', ...columns.map(({ head }) => head[1])],
  ] as const;
  const row = (name: string, cell: (figures: RhythmFigures) => string): string[] => [
    name,
    ...columns.map(({ figures }) => cell(figures)),
  ];
  const kept = (shares: (figures: RhythmFigures) => KeptShares | null): string[][] => [
    row(EVERY_RULE, (figures) => share(shares(figures)?.all ?? 0)),
    ...Object.keys(shares(columns[0]!.figures)?.rules ?? {}).map((name) =>
      row(name, (figures) => share(shares(figures)?.rules[name] ?? 0)),
    ),
  ];
  const hasSecondOpinion = columns[0]!.figures.secondOpinion !== null;
  return [
    {
      caption: `${style}: share of rhythms that keep its rules`,
      heads,
      rows: [
        row('rhythms', ({ rhythms }) => String(rhythms)),
        ...kept(({ keepers }) => keepers),
        row(`at most ${SPARSE_HITS_PER_BAR} hits a bar`, ({ sparse }) => share(sparse)),
        row('hits a bar', ({ hitsPerBar }) => hitsPerBar.toFixed(1)),
        row('percussion in two bars', ({ percussion }) => percussion.toFixed(1)),
      ],
    },
    ...(hasSecondOpinion
      ? [
          {
            caption: `${style}: share that keep rules which no rhythm is chosen by`,
            heads,
            rows: kept(({ secondOpinion }) => secondOpinion),
          },
        ]
      : []),
    {
      caption: `${style}: at low density`,
      heads: [
        ['', ...lowDensity.map(() => 'density')],
        ['', ...lowDensity.map(({ density }) => String(density))],
      ],
      rows: [
        ['rhythms', ...lowDensity.map(({ figures }) => String(figures.rhythms))],
        [EVERY_RULE, ...lowDensity.map(({ figures }) => share(figures.keepers.all))],
        ...Object.keys(lowDensity[0]!.figures.keepers.rules).map((name) => [
          name,
          ...lowDensity.map(({ figures }) => share(figures.keepers.rules[name] ?? 0)),
        ]),
        ['hits a bar', ...lowDensity.map(({ figures }) => figures.hitsPerBar.toFixed(1))],
      ],
    },
  ];
}

/** What else was measured, a sentence each. */
export function keepersSentences({ lastBar, recall, diversity, median }: StyleKeepers): string[] {
  const sentences: string[] = [];
  if (lastBar)
    sentences.push(
      `Last bar: ${share(lastBar.either)} have more than 4 hits more in bar 4 than before (${share(lastBar.manyMoreHits)}) or a voice that is nowhere else (${share(lastBar.newVoice)}); ${share(lastBar.tomsOnly)} have toms there alone.`,
    );
  if (recall)
    sentences.push(
      `Recall of ${recall.heldOutKeepers} held-out rhythms that keep the rules: ${share(recall.recall)}${recall.against === undefined ? '' : `, against ${share(recall.against)}`}.`,
    );
  if (diversity) {
    const { rhythms, withNeighbour, against } = diversity;
    sentences.push(
      `Neighbours: of ${rhythms} keepers ${share(withNeighbour.allBars)} have another within 4 free cells, ${share(withNeighbour.twoBars)} in the first two bars${against ? `; against ${share(against.withNeighbour.allBars)} and ${share(against.withNeighbour.twoBars)} of ${against.rhythms}` : ''}.`,
    );
    if (against)
      sentences.push(
        against.ratio === null
          ? 'Diversity: no class of hits a bar has 50 keepers of both models, so there is no ratio; ask for more with --diversity.'
          : `Diversity: keepers with about as many hits are ${against.ratio.toFixed(3)} times as far apart as the other model’s.`,
      );
  }
  if (median)
    sentences.push(
      `Median keeper: seed ${median.seed}, of ${median.keepers} two-bar rhythms that keep the rules; it differs from another in ${median.distance.toFixed(1)} cells.`,
    );
  return sentences;
}

/** How far apart the keepers of each class are; undefined where that was not measured. */
export function diversityTable({ style, diversity }: StyleKeepers): KeepersTable | undefined {
  if (!diversity) return undefined;
  const { classes, against } = diversity;
  const other = (from: number): readonly string[] => {
    const found = against?.classes.find(({ hitsPerBar }) => hitsPerBar[0] === from);
    if (!against) return [];
    return found ? [String(found.rhythms), cells(found.distance)] : ['0', '–'];
  };
  return {
    caption: `${style}: free cells that two keepers differ in, by hits a bar`,
    heads: [
      ['', 'model', 'model', ...(against ? ['against', 'against'] : [])],
      ['', 'keepers', 'cells', ...(against ? ['keepers', 'cells'] : [])],
    ],
    rows: classes.map(({ hitsPerBar: [from, to], rhythms, distance }) => [
      `${from} to ${to}`,
      String(rhythms),
      cells(distance),
      ...other(from),
    ]),
  };
}

function cells(distance: number | null): string {
  return distance?.toFixed(2) ?? '–';
}

function share(value: number): string {
  return value.toFixed(3);
}
