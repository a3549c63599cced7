// Counts the rules of recorded styles from a corpus: where the table in recorded-styles.ts is from, so that
// anyone can check it. Called by scripts/keepers.ts for --count-rules.

import type { CorpusRecord } from '../../corpus/record';
import { UNIT_STEPS } from '../../rhythm/grid';
import { CELL_SHARE, LEAST_TAKES, QUANTILES, type CountedStyle } from '../../rhythm/rules/recorded-styles';
import { VOICE_COUNT, VOICE_IDS, type VoiceId } from '../../rhythm/voices';

/** Counts of one style, while its windows come in. */
interface Counts {
  readonly takes: Set<string>;
  /** Windows that hit a cell, by voice and step. */
  readonly cells: readonly Uint32Array[];
  /** Hits of each window, by voice. */
  readonly hits: readonly number[][];
}

/** Counts the human training windows of those of the styles wanted that have takes enough, by name. */
export async function countRules(
  records: AsyncIterable<CorpusRecord>,
  wanted: ReadonlySet<string>,
): Promise<CountedStyle[]> {
  const styles = new Map<string, Counts>();
  for await (const record of records) {
    if (record.split !== 'train' || record.provenance !== 'human' || !wanted.has(record.style)) continue;
    const counts = styles.get(record.style) ?? noCounts();
    styles.set(record.style, counts);
    add(record, counts);
  }
  const judged = VOICE_IDS.filter((_, voice) =>
    [...styles.values()].some(({ hits }) => hits[voice]!.some((count) => count > 0)),
  );
  return [...styles]
    .filter(([, { takes }]) => takes.size >= LEAST_TAKES)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([style, counts]) => counted(style, counts, judged));
}

function noCounts(): Counts {
  return {
    takes: new Set(),
    cells: Array.from({ length: VOICE_COUNT }, () => new Uint32Array(UNIT_STEPS)),
    hits: Array.from({ length: VOICE_COUNT }, () => []),
  };
}

function add({ group, hits }: CorpusRecord, counts: Counts): void {
  counts.takes.add(group);
  const strokes = new Array<number>(VOICE_COUNT).fill(0);
  for (const [step, voice] of hits) {
    counts.cells[voice]![step]!++;
    strokes[voice]!++;
  }
  strokes.forEach((count, voice) => counts.hits[voice]!.push(count));
}

/** @param judged the voices that the recorded kit has */
function counted(style: string, { cells, hits }: Counts, judged: readonly VoiceId[]): CountedStyle {
  const rhythms = hits[0]!.length;
  const usual = VOICE_IDS.map((voice, at): readonly [VoiceId, number[]] => [
    voice,
    Array.from(cells[at]!, (windows, step) => ({ windows, step }))
      .filter(({ windows }) => windows / rhythms >= CELL_SHARE)
      .map(({ step }) => step),
  ]);
  return {
    style,
    rhythms,
    cells: Object.fromEntries(usual.filter(([, steps]) => steps.length > 0)),
    hits: Object.fromEntries(judged.map((voice) => [voice, bounds(hits[VOICE_IDS.indexOf(voice)]!)])),
  };
}

/** The quantiles of some counts, each rounded away from the middle to one that occurred. */
function bounds(counts: readonly number[]): [number, number] {
  const sorted = counts.toSorted((a, b) => a - b);
  const last = sorted.length - 1;
  return [sorted[Math.floor(QUANTILES[0] * last)]!, sorted[Math.ceil(QUANTILES[1] * last)]!];
}
