// Tables of the page that go into detail: the rules of each style, and the velocity and timing of each voice.
// Used by evaluation-report.ts.

import { table } from '../../report/blocks';
import type { Html } from '../../report/html';
import type { FullEvaluation } from '../full-evaluation';

/** Each style's largest deviation from its own held-out rhythms, the model's beside that of training rhythms. */
export function styleBlocks(model: FullEvaluation, ceiling: FullEvaluation): Html[] {
  const number = { align: 'right' as const };
  return [
    table(
      [
        { heading: 'Style' },
        { heading: 'rhythms', ...number },
        { heading: "model's largest deviation" },
        { heading: 'found', ...number },
        { heading: 'real', ...number },
        { heading: 'points', ...number },
        { heading: 'training patterns: largest, in points', ...number },
      ],
      model.styles.map(({ style, patterns, rules }) => {
        const [worst] = rules;
        const known = ceiling.styles.find((other) => other.style === style)?.rules[0];
        return [
          style,
          patterns,
          worst?.rule ?? '',
          worst?.found.toFixed(3) ?? '',
          worst?.expected.toFixed(3) ?? '',
          points(worst?.deviation),
          points(known?.deviation),
        ];
      }),
      'Four-on-the-floor, backbeat, off-beat hats, swing and hits per bar, and velocity and timing of each voice.',
    ),
  ];
}

export function voiceBlocks(model: FullEvaluation, real: FullEvaluation): Html[] {
  const headings = ['hits/bar', 'velocity', '± sd', 'offset in steps', '± sd'];
  const figures = ({ voices }: FullEvaluation, at: number): string[] => {
    const profile = voices[at]!;
    return [
      profile.hitsPerBar.toFixed(2),
      profile.velocityMean.toFixed(2),
      profile.velocitySpread.toFixed(2),
      profile.offsetMeanSteps.toFixed(3),
      profile.offsetSpreadSteps.toFixed(3),
    ];
  };
  const columns = ['model', 'real'].flatMap((whose) =>
    headings.map((heading) => ({ heading: `${whose}: ${heading}`, align: 'right' as const })),
  );
  return [
    table(
      [{ heading: 'Voice' }, ...columns],
      model.voices.map(({ voice }, at) => [voice, ...figures(model, at), ...figures(real, at)]),
    ),
  ];
}

function points(deviation: number | undefined): string {
  return deviation === undefined ? '' : (100 * deviation).toFixed(1);
}
