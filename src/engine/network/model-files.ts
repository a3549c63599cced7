// The bytes of a model folder, checked against the card: do these files belong together, and are they whole?
// Called by `generator`. Reads no disk: the device and the scripts bring the bytes.

import { type ModelCard, parseCard } from '../../model/card';
import { type LogDensityRatio, logDensityRatio } from '../../model/density-ratio';
import { DENSITY_RATIO_FILE, readDensityRatio } from '../../model/density-ratio-file';
import { type TrainingIndex, createTrainingIndex } from '../../model/training-index';
import { TRAINING_INDEX_FILE, readTrainingIndex } from '../../model/training-index-file';

export interface ModelFiles {
  /** model.json */
  readonly topology: Uint8Array;
  /** weights.bin */
  readonly weights: Uint8Array;
  /** card.json */
  readonly card: Uint8Array;
  /** originality.bin, where the model has one; only a card that speaks of it makes it count. */
  readonly originality?: Uint8Array;
  /** density-ratio.bin, likewise. */
  readonly densityRatio?: Uint8Array;
}

/** A JSON document from bytes. @throws Error that names the file. */
export function jsonDocument(bytes: Uint8Array, file: string): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    throw new Error(
      `${file} is not a JSON document. Export the model again or get a fresh copy of its folder.`,
    );
  }
}

/** The card of a model whose files belong together. @throws Error with one sentence that says what does not fit. */
export async function checkedCard(files: ModelFiles): Promise<ModelCard> {
  const card = parseCard(jsonDocument(files.card, 'card.json'), 'card.json');
  await checkHash(files.weights, card.weightsSha256, 'weights.bin');
  await checkHash(files.topology, card.topologySha256, 'model.json');
  return card;
}

/**
 * The index of the patterns that a model learned from, or undefined where its card knows of none.
 * @throws Error with one sentence when the file is missing, damaged or another model's
 */
export async function trainingIndexOf(
  { originality: bytes }: ModelFiles,
  { originality: expected }: ModelCard,
): Promise<TrainingIndex | undefined> {
  if (!expected) return undefined;
  const whole = await checkedPart(bytes, expected.sha256, TRAINING_INDEX_FILE);
  const index = createTrainingIndex(await readTrainingIndex(whole));
  if (index.count !== expected.patterns) {
    throw new Error(
      `${TRAINING_INDEX_FILE} holds ${index.count} patterns, but card.json says ${expected.patterns}.`,
    );
  }
  return index;
}

/**
 * What tells real rhythms from a model's own, at the strength that its card gives; undefined where it knows of none.
 * @throws Error with one sentence when the file is missing, damaged or another model's
 */
export async function densityRatioOf(
  { densityRatio: bytes }: ModelFiles,
  { densityRatio: expected, styles }: ModelCard,
): Promise<LogDensityRatio | undefined> {
  if (!expected) return undefined;
  const network = readDensityRatio(await checkedPart(bytes, expected.sha256, DENSITY_RATIO_FILE));
  if (network.styleCount !== styles.length) {
    throw new Error(
      `${DENSITY_RATIO_FILE} has ${network.styleCount} styles, but card.json lists ${styles.length}.`,
    );
  }
  const ratio = logDensityRatio(network);
  return (cells, style) => expected.strength * ratio(cells, style);
}

async function checkedPart(bytes: Uint8Array | undefined, sha256: string, file: string): Promise<Uint8Array> {
  if (!bytes) {
    throw new Error(
      `${file} is missing, although card.json lists it. Export the model again or get a fresh copy of its folder.`,
    );
  }
  await checkHash(bytes, sha256, file);
  return bytes;
}

async function checkHash(bytes: Uint8Array, expected: string, file: string): Promise<void> {
  const digest = await crypto.subtle.digest('SHA-256', Uint8Array.from(bytes));
  const actual = Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('');
  if (actual !== expected) {
    throw new Error(`${file} is damaged or belongs to another model: its SHA-256 does not match card.json.`);
  }
}
