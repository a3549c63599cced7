// The sentences under an assessment: what it cannot tell, and why. Called by assess.ts; report/ prints them
// and --json carries them.

import type { Provenance } from '../corpus/record';
import { counted, listed } from '../report/figure-words';
import type { ProvenanceFigures } from './by-provenance';
import type { FullEvaluation } from './full-evaluation';
import { LEAST_PATTERNS } from './metrics/fidelity';
import { sampleSizeWords, TELLING_PATTERNS } from './sample-size';

export interface NoteFacts {
  /** Held-out patterns that the rows are taken over, and the files that they are from. */
  readonly samples: number;
  readonly groups: number;
  readonly model: FullEvaluation;
  /** The easier ceiling, undefined where there is none. */
  readonly withinFiles: object | undefined;
  readonly byProvenance: readonly ProvenanceFigures[];
}

/** What a reader has to know beside the figures, the gravest first. */
export function notesOn({ samples, groups, model, withinFiles, byProvenance }: NoteFacts): string[] {
  return [
    ...sampleSizeWords({ patterns: samples, groups }),
    ...absenceWords(samples, model),
    ...(withinFiles
      ? []
      : [
          `The easier ceiling is absent: the held-out files cannot be cut into two halves of at least ${LEAST_PATTERNS} rhythms.`,
        ]),
    ...(model.styles.length > 0
      ? []
      : [
          `The rules of the styles are absent: no style has ${TELLING_PATTERNS} held-out rhythms, as a rate needs to be known to 5 points.`,
        ]),
    ...provenanceWords(byProvenance),
  ];
}

function absenceWords(samples: number, model: FullEvaluation): string[] {
  const { coverage, classifierAccuracy, frechetDistance } = model;
  return [
    ...(coverage === null
      ? [
          'Coverage, recall, precision and density are absent: a rhythm is compared with its five nearest, so they ' +
            `take at least ${LEAST_PATTERNS} held-out rhythms, and there ${samples === 1 ? 'is' : 'are'} ${samples}.`,
        ]
      : []),
    ...(classifierAccuracy === null
      ? [
          'C2ST is absent: its network is asked about files that it was not trained on, and all held-out rhythms are from one file.',
        ]
      : []),
    ...(frechetDistance === null
      ? ['Fréchet, correlations and overlaps are absent: a single rhythm has no spread.']
      : []),
  ];
}

const WORDS: Readonly<Record<Provenance, string>> = {
  human: 'played by people',
  transcribed: 'transcribed from recordings',
  recombined: 'recombined from single-voice clips',
};

/** What the held-out rhythms are, and in which styles none was played by people. */
export function provenanceWords(figures: readonly ProvenanceFigures[]): string[] {
  const counts = figures.map(
    ({ provenance, patterns, groups }) =>
      `${patterns.toLocaleString('en')} ${WORDS[provenance]} (${counted(groups, provenance === 'recombined' ? 'combination' : 'file')})`,
  );
  const human = new Set(
    figures.flatMap(({ provenance, styles }) => (provenance === 'human' ? Object.keys(styles) : [])),
  );
  const others = figures.filter(({ provenance }) => provenance !== 'human');
  const unplayed = [...new Set(others.flatMap(({ styles }) => Object.keys(styles)))]
    .filter((style) => !human.has(style))
    .sort();
  const instead = others
    .filter(({ styles }) => unplayed.some((style) => style in styles))
    .map(({ provenance }) => provenance);
  return [
    `Of the held-out rhythms ${listed(counts)}.`,
    ...(unplayed.length === 0
      ? []
      : [
          `None of those in ${listed(unplayed)} was played by people: there the figures say how near the model is to ` +
            `${listed(instead)} rhythms, not to how people play.`,
        ]),
  ];
}
