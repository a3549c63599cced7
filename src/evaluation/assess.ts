// The evaluation of a model in one scope: a row of measures each for the model, real rhythms, chance and
// simpler ways to make rhythms. Called by scripts/evaluate; draws.ts, goals.ts and report/ work on its rows.

import { packHits } from '../rhythm/distance';
import type { Pattern } from '../rhythm/pattern';
import { Random } from '../rhythm/random';
import type { Draw, StyledPattern } from './baselines';
import { fidelity, LEAST_PATTERNS, type Fidelity } from './metrics/fidelity';
import { figuresByProvenance, type ProvenanceFigures } from './by-provenance';
import { evaluateFully, fullReferenceOf, type FullEvaluation } from './full-evaluation';
import { halvesOfFiles, type HeldOutPattern, type SourcedPattern } from './held-out';
import { packedSet } from './metrics/neighbours';
import { notesOn } from './notes';
import { ofSameStyles } from './same-styles';

/**
 * What rows stand for: the model, the same asked in another way, real training patterns, real patterns of neither
 * training nor the files that are judged by, chance, the held-out patterns themselves, other ways.
 */
export type RowKind = 'model' | 'variant' | 'ceiling' | 'unseen' | 'floor' | 'real' | 'baseline';

export interface Row {
  readonly name: string;
  readonly kind: RowKind;
  readonly evaluation: FullEvaluation;
  /** Standard deviation of the same figures over several draws, where there were several; no styles. */
  readonly spread?: FullEvaluation;
}

/** The easier ceiling: real patterns of the very files that the reference is from, and the model against the same. */
export interface WithinFiles {
  readonly files: number;
  readonly patterns: number;
  readonly ceiling: Fidelity;
  readonly model: Fidelity;
}

export interface Assessment {
  readonly scope: string;
  readonly samples: number;
  /** How many draws the figures are the means of, where it is more than one. */
  readonly draws?: number;
  readonly rows: readonly Row[];
  /** Files, or combinations of clips, that the held-out patterns of the rows are from. */
  readonly groups: number;
  /** Undefined where the files cannot be cut into two halves that are large enough. */
  readonly withinFiles: WithinFiles | undefined;
  /** The model against the held-out patterns of each provenance alone. */
  readonly byProvenance: readonly ProvenanceFigures[];
  /** For people: what the figures cannot tell, which are absent and why. */
  readonly notes: readonly string[];
}

/** A way to make rhythms, ready to draw. */
export interface Contestant {
  readonly name: string;
  readonly kind: 'floor' | 'baseline';
  readonly draw: Draw;
}

export interface AssessOptions {
  readonly scope: string;
  readonly training: readonly SourcedPattern[];
  /** All held-out patterns of the scope. */
  readonly heldOut: readonly HeldOutPattern[];
  /** Those that the rest is compared with, and the model's own, one for each and of its style. */
  readonly real: readonly HeldOutPattern[];
  readonly generated: readonly Pattern[];
  readonly modelName: string;
  /** The same model asked in other ways, each pattern for the real one at the same place. */
  readonly variants?: readonly { readonly name: string; readonly generated: readonly Pattern[] }[];
  /** Real patterns of other held-out files: what rhythms score that are real and copy nothing. */
  readonly unseen?: readonly StyledPattern[];
  readonly contestants: readonly Contestant[];
  readonly seed: number;
  /** Told before each row is measured. */
  readonly onRow?: (name: string) => void;
}

export async function assess(options: AssessOptions): Promise<Assessment> {
  const { scope, training, real, generated, seed } = options;
  const reference = fullReferenceOf(
    real,
    training.map(({ pattern }) => pattern),
  );
  const draws = Random.fromSeed(seed);
  const random = draws.fork();
  const known = ofSameStyles(training, reference.styles, random);
  const unseen = options.unseen ?? [];
  const sets: PatternSet[] = [
    { name: options.modelName, kind: 'model', patterns: generated },
    ...(options.variants ?? []).map(({ name, generated: patterns }) => ({
      name,
      kind: 'variant' as const,
      patterns,
    })),
    { name: 'training patterns (ceiling)', kind: 'ceiling', patterns: known },
    ...(unseen.length === 0 ? [] : [unseenSet(unseen, reference.styles, draws.fork())]),
  ];
  for (const { name, kind, draw } of options.contestants)
    sets.push({ name, kind, patterns: await draw(reference.styles, random) });
  const at = sets.findIndex(({ kind }) => kind === 'baseline');
  sets.splice(at < 0 ? sets.length : at, 0, {
    name: 'held-out patterns themselves',
    kind: 'real',
    patterns: reference.heldOut,
  });
  const rows: Row[] = [];
  for (const { name, kind, patterns } of sets) {
    options.onRow?.(name);
    rows.push({ name, kind, evaluation: await evaluateFully(patterns, reference, Random.fromSeed(seed)) });
  }
  const groups = new Set(reference.groups).size;
  const byProvenance = figuresByProvenance({
    training,
    real,
    made: sets.flatMap(({ name, kind, patterns }) =>
      kind === 'model' || kind === 'variant' ? [{ name, kind, patterns }] : [],
    ),
    random: Random.fromSeed(seed),
  });
  const facts = { samples: real.length, groups, withinFiles: withinFiles(options), byProvenance };
  return { scope, rows, ...facts, notes: notesOn({ ...facts, model: rows[0]!.evaluation }) };
}

interface PatternSet {
  readonly name: string;
  readonly kind: RowKind;
  readonly patterns: readonly Pattern[];
}

/** An unseen pattern for each style; where its files have none of a style, one of any. */
function unseenSet(unseen: readonly StyledPattern[], styles: readonly string[], random: Random): PatternSet {
  const met = new Set(unseen.map(({ style }) => style));
  const missing = new Set(styles.filter((style) => !met.has(style)));
  const patterns = random.shuffled(unseen).map(({ pattern }) => pattern);
  const standIns = [...missing].flatMap((style) => patterns.map((pattern) => ({ style, pattern })));
  return {
    name: 'unseen patterns of other files',
    kind: 'unseen',
    patterns: ofSameStyles([...unseen, ...standIns], styles, random),
  };
}

function withinFiles({ heldOut, real, generated, seed }: AssessOptions): WithinFiles | undefined {
  const random = Random.fromSeed(seed);
  const made = real.map(({ style }, at) => ({ style, pattern: generated[at]! }));
  const drawn = new Set(made.map(({ style }) => style));
  const [first, second] = halvesOfFiles(heldOut.filter(({ style }) => drawn.has(style)));
  const size = Math.min(first.length, second.length, Math.floor(real.length / 2));
  if (size < LEAST_PATTERNS) return undefined;
  const reference = random.shuffled(first).slice(0, size);
  const sample = random.shuffled(second).slice(0, size);
  const model = ofSameStyles(
    made,
    sample.map(({ style }) => style),
    random,
  );
  const packed = (patterns: readonly Pattern[]): ReturnType<typeof packedSet> =>
    packedSet(patterns.map(packHits));
  const realHits = packed(reference.map(({ pattern }) => pattern));
  return {
    files: new Set(reference.map(({ group }) => group)).size,
    patterns: size,
    ceiling: fidelity(realHits, packed(sample.map(({ pattern }) => pattern))),
    model: fidelity(realHits, packed(model)),
  };
}
