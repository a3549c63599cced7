// What a run learns from: the training and validation patterns of a corpus under the styles of the model.
// Collected by read-dataset and used all over training. Patterns of the test split never get in here.

import { createHash } from 'node:crypto';
import { z } from 'zod';
import { patternOfRecord, type CorpusRecord, type Split } from '../../corpus/record';
import { CONDITION_NAMES } from '../../rhythm/condition-values';
import { STYLE_NAME } from '../../rhythm/style-name';
import type { ControlScales } from '../../model/inputs';
import { PatternPacker, type PackedPatterns } from './packed-patterns';
import { mean, standardDeviation } from '../../rhythm/statistics';

/** Corpus style → style of the model, or null to leave its patterns out. Styles not named keep their name. */
export const styleMapSchema = z.record(
  z.string(),
  z.string().regex(STYLE_NAME, 'style names use only lower-case letters, digits and hyphens').nullable(),
);
export type StyleMap = Readonly<z.infer<typeof styleMapSchema>>;

/** The test split is never learned from. */
type LearnedSplit = Exclude<Split, 'test'>;

export interface Dataset {
  /** The model's styles in alphabetical order. */
  readonly styles: readonly string[];
  readonly train: PackedPatterns;
  readonly validation: PackedPatterns;
  /** Patterns for training by source and provenance. */
  readonly sources: readonly SourceCount[];
  /** Files, or combinations of clips, that the patterns of each split are from. */
  readonly groups: Readonly<Record<LearnedSplit, number>>;
  /** sha256 over all of the above but the groups. */
  readonly fingerprint: string;
}

export interface SourceCount {
  readonly name: string;
  readonly provenance: CorpusRecord['provenance'];
  readonly patterns: number;
}

/** More styles than this would not fit the packed form, and no model of this size could tell them apart. */
const MOST_STYLES = 255;

/** Collects a dataset from a stream of records. @throws Error in one sentence when nothing is left to learn from. */
export async function collectDataset(
  records: AsyncIterable<CorpusRecord>,
  styleMap: StyleMap = {},
): Promise<Dataset> {
  const styleOrder = new Map<string, number>();
  const groups: Record<LearnedSplit, Set<string>> = { train: new Set(), validation: new Set() };
  const packers: Record<LearnedSplit, PatternPacker> = {
    train: new PatternPacker(),
    validation: new PatternPacker(),
  };
  const sources = new Map<string, SourceCount>();
  for await (const record of records) {
    const style = Object.hasOwn(styleMap, record.style) ? styleMap[record.style]! : record.style;
    if (style === null || record.split === 'test') continue;
    if (!styleOrder.has(style)) styleOrder.set(style, styleOrder.size);
    groups[record.split].add(record.group);
    packers[record.split].add({
      pattern: patternOfRecord(record),
      style: styleOrder.get(style)!,
      tempoBpm: record.tempoBpm,
    });
    if (record.split === 'train') countSource(sources, record);
  }
  if (styleOrder.size > MOST_STYLES)
    throw new Error(
      `The corpus has ${styleOrder.size} styles; at most ${MOST_STYLES} can be learned: merge some in the style map.`,
    );
  return {
    ...arrange(styleOrder, packers.train.pack(), packers.validation.pack(), [...sources.values()]),
    groups: { train: groups.train.size, validation: groups.validation.size },
  };
}

function countSource(sources: Map<string, SourceCount>, { source, provenance }: CorpusRecord): void {
  const key = `${source}\n${provenance}`;
  const patterns = (sources.get(key)?.patterns ?? 0) + 1;
  sources.set(key, { name: source, provenance, patterns });
}

/** Puts the styles into alphabetical order and leaves out those that only the validation patterns have. */
function arrange(
  met: ReadonlyMap<string, number>,
  train: PackedPatterns,
  validation: PackedPatterns,
  sources: readonly SourceCount[],
): Omit<Dataset, 'groups'> {
  if (train.count === 0)
    throw new Error(
      'The corpus has no training patterns: build it from more files or with another --seed, or widen the style map.',
    );
  const learned = new Set(train.styles);
  const styles = [...met.keys()].filter((name) => learned.has(met.get(name)!)).sort();
  const renumbered = new Map(styles.map((name, index) => [met.get(name)!, index]));
  const renumber = (packed: PackedPatterns): PackedPatterns => ({
    ...packed,
    styles: packed.styles.map((style) => renumbered.get(style) ?? UNLEARNED),
  });
  const dataset = { styles, train: renumber(train), validation: renumber(validation), sources };
  return { ...dataset, fingerprint: fingerprintOf(dataset) };
}

/** The style number of validation patterns whose style has no training pattern: conditions say "any" for them. */
export const UNLEARNED = 255;

function fingerprintOf({
  styles,
  train,
  validation,
  sources,
}: Omit<Dataset, 'fingerprint' | 'groups'>): string {
  const hash = createHash('sha256').update(JSON.stringify({ styles, sources }));
  for (const { starts, cells, velocities, offsets, styles: labels, tempos } of [train, validation]) {
    for (const array of [starts, cells, velocities, offsets, labels, tempos])
      hash.update(new Uint8Array(array.buffer, array.byteOffset, array.byteLength));
  }
  return hash.digest('hex');
}

/** Mean and deviation of each control over the patterns for which `chosen` holds; deviations are kept above zero. */
export function controlScalesOf(
  packed: PackedPatterns,
  chosen: (index: number) => boolean = () => true,
): ControlScales {
  const members = Array.from({ length: packed.count }, (_, index) => index).filter(chosen);
  const scaleOf = (control: number): ControlScales['density'] => {
    const values = members.map((index) => packed.controls[index * CONDITION_NAMES.length + control]!);
    return { mean: mean(values), standardDeviation: Math.max(LEAST_DEVIATION, standardDeviation(values)) };
  };
  const [density, offBeatWeight, swing, velocitySpread] = CONDITION_NAMES.map((_, control) =>
    scaleOf(control),
  );
  return { density: density!, offBeatWeight: offBeatWeight!, swing: swing!, velocitySpread: velocitySpread! };
}

/** Gives a control that never varies z-scores near zero instead of a division by zero. */
const LEAST_DEVIATION = 0.01;
