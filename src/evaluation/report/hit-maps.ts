// Heat maps of where real and generated rhythms have their hits. Used by evaluation-report.ts.

import { figure } from '../../report/blocks';
import { heatMap } from '../../report/charts';
import type { Html } from '../../report/html';
import { STEPS_PER_BAR, UNIT_BARS, cellIndex } from '../../rhythm/grid';
import type { Pattern } from '../../rhythm/pattern';
import { VOICES } from '../../rhythm/voices';
import type { StyledPattern } from '../baselines';
import { hitProbabilities } from '../baselines/independent';

/** The style the project is about; where it is not among the styles, the first held-out pattern's is shown. */
const MAIN_STYLE = 'house';

/** Two pictures of how often each voice is hit on each 16th of the bar, real and generated, of the main style. */
export function hitMaps({
  heldOut,
  generated,
}: {
  readonly heldOut: readonly StyledPattern[];
  readonly generated: readonly StyledPattern[];
}): Html[] {
  const style = heldOut.some((one) => one.style === MAIN_STYLE) ? MAIN_STYLE : heldOut[0]?.style;
  return [['held out', heldOut] as const, ['generated', generated] as const].flatMap(([words, patterns]) => {
    const own = patterns.filter((one) => one.style === style).map(({ pattern }) => pattern);
    return own.length === 0 ? [] : [figure({ svg: hitMap(`${style}, ${words}`, own) })];
  });
}

function hitMap(title: string, patterns: readonly Pattern[]): string {
  const probabilities = hitProbabilities(patterns);
  const steps = Array.from({ length: STEPS_PER_BAR }, (_, step) => step);
  const ofBar = (step: number, voice: number): number =>
    Array.from({ length: UNIT_BARS }, (_, bar) => bar).reduce(
      (sum, bar) => sum + probabilities[cellIndex(bar * STEPS_PER_BAR + step, voice)]! / UNIT_BARS,
      0,
    );
  return heatMap(
    {
      title,
      rows: VOICES.map(({ label }) => label),
      columns: steps.map((step) => String(step + 1)),
      values: VOICES.map((_, voice) => steps.map((step) => ofBar(step, voice))),
      label: (value) => (value >= 0.005 ? String(Math.round(100 * value)) : ''),
    },
    { heightPx: 340 },
  );
}
