// The fidelity of a model against held-out patterns of each provenance by itself: near to recombined rhythms
// is not near to played ones. Called by assess.ts.

import { PROVENANCES, type Provenance } from '../corpus/record';
import { packHits } from '../rhythm/distance';
import type { Pattern } from '../rhythm/pattern';
import type { Random } from '../rhythm/random';
import type { HeldOutPattern, SourcedPattern } from './held-out';
import { measuredFidelity, type MeasuredFidelity } from './metrics/fidelity';
import { packedSet, type PackedSet } from './metrics/neighbours';
import { ofSameStyles } from './same-styles';
import type { SampleSize } from './sample-size';

export interface ProvenanceRow {
  readonly name: string;
  readonly kind: 'model' | 'variant' | 'ceiling';
  readonly fidelity: MeasuredFidelity;
  /** Standard deviation over several draws, where there were several. */
  readonly spread?: MeasuredFidelity;
}

/** What is measured against the held-out patterns of one provenance. */
export interface ProvenanceFigures extends SampleSize {
  readonly provenance: Provenance;
  readonly groups: number;
  /** How many of the held-out patterns are of each style. */
  readonly styles: Readonly<Record<string, number>>;
  readonly rows: readonly ProvenanceRow[];
}

export interface ProvenanceOptions {
  readonly training: readonly SourcedPattern[];
  readonly real: readonly HeldOutPattern[];
  /** Patterns made one for each real one, at the same place. */
  readonly made: readonly {
    readonly name: string;
    readonly kind: 'model' | 'variant';
    readonly patterns: readonly Pattern[];
  }[];
  readonly random: Random;
}

/**
 * Compares what was made for the held-out patterns of each provenance with these alone. The ceiling is training patterns
 * of the same provenance and style; where training has none of it, other ones of the style.
 */
export function figuresByProvenance(options: ProvenanceOptions): ProvenanceFigures[] {
  const { real, made, training, random } = options;
  return PROVENANCES.flatMap((provenance) => {
    const places = [...real.keys()].filter((at) => real[at]!.provenance === provenance);
    if (places.length === 0) return [];
    const own = places.map((at) => real[at]!);
    const styles = own.map(({ style }) => style);
    const known = ofSameStyles(trainingLike(training, provenance, styles), styles, random);
    const reference = packed(own.map(({ pattern }) => pattern));
    const sets = [
      ...made.map(({ patterns, ...rest }) => ({ ...rest, patterns: places.map((at) => patterns[at]!) })),
      { name: 'training patterns (ceiling)', kind: 'ceiling' as const, patterns: known },
    ];
    return [
      {
        provenance,
        patterns: own.length,
        groups: new Set(own.map(({ group }) => group)).size,
        styles: countsOf(styles),
        rows: sets.map(({ name, kind, patterns }) => ({
          name,
          kind,
          fidelity: measuredFidelity(reference, packed(patterns)),
        })),
      },
    ];
  });
}

function trainingLike(
  training: readonly SourcedPattern[],
  provenance: Provenance,
  styles: readonly string[],
): SourcedPattern[] {
  const alike = training.filter((pattern) => pattern.provenance === provenance);
  const met = new Set(alike.map(({ style }) => style));
  const missing = new Set(styles.filter((style) => !met.has(style)));
  return [...alike, ...training.filter(({ style }) => missing.has(style))];
}

function countsOf(styles: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const style of [...styles].sort()) counts[style] = (counts[style] ?? 0) + 1;
  return counts;
}

function packed(patterns: readonly Pattern[]): PackedSet {
  return packedSet(patterns.map(packHits));
}
