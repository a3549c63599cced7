import type { GeneratedRhythm } from '../../src/engine/engine';
import type { Originality } from '../../src/engine/drawing/originality';
import type { Inversion } from '../../src/engine/encoding/inversion';
import { gridText } from '../../src/report/grid-text';
import type { Options } from './options';
import type { WrittenRhythm } from './rhythm-file';

/** How well the model understands the clip of `--like`; with `--json` the figures stand in the document. */
export function sayInversion({ fMeasure, problem }: Inversion, { like, json }: Options): void {
  if (problem) process.stderr.write(`${like}: ${problem}\n`);
  else if (!json) console.log(`${like}: the model recovers ${Math.round(100 * fMeasure)} % of its hits`);
}

/** Shows a rhythm as a grid, with where it was written above and how original it is below. */
export function printRhythm({ pattern }: GeneratedRhythm, written: WrittenRhythm): void {
  const { file, style, seed, variation, bars, tempo, originality } = written;
  const name = variation ? `${seed} ${variation}` : String(seed);
  console.log(`\n${style}, seed ${name}, ${bars} ${bars === 1 ? 'bar' : 'bars'} at ${tempo} bpm → ${file}`);
  console.log(gridText(pattern, { columns: process.stdout.columns ?? 80 }));
  if (originality) console.log(originalityInWords(originality));
}

/** How far the rhythm's nearest two bars are from what the model learned from. */
function originalityInWords({ nearestDistance, nearestHits, passedOver, isCopy }: Originality): string {
  const nearest = isCopy
    ? 'the same hits'
    : `${nearestDistance} of ${nearestHits} ${nearestHits === 1 ? 'hit differs' : 'hits differ'}`;
  const rerolled = passedOver > 0 ? ` (${passedOver} ${passedOver === 1 ? 'copy' : 'copies'} skipped)` : '';
  return `nearest training rhythm: ${nearest}${rerolled}`;
}
