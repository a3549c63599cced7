// All measures of a set of patterns: the quick ones of evaluate-patterns.ts and those that train a classifier
// or compare descriptors. Called by assess.ts.

import type { Pattern } from '../rhythm/pattern';
import type { Random } from '../rhythm/random';
import { canBeClassified, classifierAccuracy } from './classifier/two-sample-test';
import { correlationError } from './metrics/correlation';
import { DESCRIPTOR_NAMES, descriptorRows, type DescriptorName } from './descriptors/descriptors';
import { evaluatePatterns, referenceOf, type Evaluation, type Reference } from './evaluate-patterns';
import { frechetDistance } from './metrics/frechet';
import type { HeldOutPattern } from './held-out';
import { distanceOverlap, type Overlap } from './metrics/overlap';
import { TELLING_PATTERNS } from './sample-size';
import { mean } from '../rhythm/statistics';
import { compareRules, type RuleComparison } from './descriptors/style-rules';
import { voiceProfiles, type VoiceProfile } from './descriptors/voice-profile';

export const OVERLAP_NAMES = ['noteCount', 'usedVoices', 'interOnsetSteps', 'sync'] as const;

/** Every measure: {@link Evaluation} and those that take seconds, too slow to follow a training run with. */
export interface FullEvaluation extends Evaluation {
  /** How often a network tells them from the held-out ones; .5 means that it cannot. Null with one file. */
  readonly classifierAccuracy: number | null;
  /** On the descriptors, in z-scores of the held-out ones. Null, as the next, where a spread cannot be taken. */
  readonly frechetDistance: number | null;
  readonly correlationError: number | null;
  readonly descriptors: Readonly<Record<DescriptorName, number>>;
  readonly overlaps: Readonly<Record<(typeof OVERLAP_NAMES)[number], MeasuredOverlap>>;
  readonly voices: readonly VoiceProfile[];
  readonly styles: readonly StyleDeviations[];
}

type MeasuredOverlap = { readonly [Name in keyof Overlap]: number | null };

/** How far one style's rules are from the style's own held-out patterns. */
export interface StyleDeviations {
  readonly style: string;
  readonly patterns: number;
  /** The largest deviation first. */
  readonly rules: readonly RuleComparison[];
}

/** Real patterns to judge by, with their styles and files. */
export interface FullReference extends Reference {
  readonly styles: readonly string[];
  readonly groups: readonly string[];
  readonly descriptorRows: readonly (readonly number[])[];
}

export function fullReferenceOf(
  heldOut: readonly HeldOutPattern[],
  training: Iterable<Pattern>,
): FullReference {
  const patterns = heldOut.map(({ pattern }) => pattern);
  return {
    ...referenceOf(patterns, training),
    styles: heldOut.map(({ style }) => style),
    groups: heldOut.map(({ group }) => group),
    descriptorRows: descriptorRows(patterns),
  };
}

/**
 * Takes every measure of patterns made one for each held-out one, of its style. Uses the current backend.
 * @param random decides what the classifiers start from: give every set the same
 */
export async function evaluateFully(
  patterns: readonly Pattern[],
  reference: FullReference,
  random: Random,
): Promise<FullEvaluation> {
  const rows = descriptorRows(patterns);
  // One pattern varies in nothing, so that a copy of it would come out as perfect.
  const isSpread = Math.min(patterns.length, reference.heldOut.length) > 1;
  const column = (of: readonly (readonly number[])[], name: DescriptorName): number[] => {
    const at = DESCRIPTOR_NAMES.indexOf(name);
    return of.map((row) => row[at]!);
  };
  return {
    ...evaluatePatterns(patterns, reference),
    classifierAccuracy: canBeClassified(reference.groups, patterns.length)
      ? await classifierAccuracy(reference.heldOut, patterns, { groups: reference.groups }, random)
      : null,
    frechetDistance: isSpread ? frechetDistance(reference.descriptorRows, rows) : null,
    correlationError: isSpread ? correlationError(patterns, reference.heldOut) : null,
    descriptors: recordOf(DESCRIPTOR_NAMES, (name) => mean(column(rows, name))),
    overlaps: recordOf(OVERLAP_NAMES, (name) =>
      isSpread
        ? distanceOverlap(column(reference.descriptorRows, name), column(rows, name))
        : { overlappingArea: null, divergence: null },
    ),
    voices: voiceProfiles(patterns),
    styles: styleDeviations(patterns, reference),
  };
}

function styleDeviations(patterns: readonly Pattern[], reference: FullReference): StyleDeviations[] {
  return [...new Set(reference.styles)].sort().flatMap((style) => {
    const rows = reference.styles.flatMap((other, row) => (other === style ? [row] : []));
    if (rows.length < TELLING_PATTERNS) return [];
    const rules = compareRules(
      rows.map((row) => patterns[row]!),
      rows.map((row) => reference.heldOut[row]!),
    );
    return [{ style, patterns: rows.length, rules }];
  });
}

function recordOf<Name extends string, Value>(
  names: readonly Name[],
  valueOf: (name: Name) => Value,
): Record<Name, Value> {
  return Object.fromEntries(names.map((name) => [name, valueOf(name)])) as Record<Name, Value>;
}
