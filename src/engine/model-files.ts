import { type ModelCard, parseCard } from '../model/card';
import { type TrainingIndex, createTrainingIndex } from '../model/training-index';
import { TRAINING_INDEX_FILE, readTrainingIndex } from '../model/training-index-file';

/** The bytes of a model folder. */
export interface ModelFiles {
  /** model.json */
  readonly topology: Uint8Array;
  /** weights.bin */
  readonly weights: Uint8Array;
  /** card.json */
  readonly card: Uint8Array;
  /** originality.bin, where the model has one; only a card that speaks of it makes it count. */
  readonly originality?: Uint8Array;
}

/** A JSON document from bytes. @throws Error that names the file. */
export function parseJson(bytes: Uint8Array, file: string): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    throw new Error(`${file} is no JSON document. Export the model again or get a fresh copy of its folder.`);
  }
}

/** The card of a model whose files belong together. @throws Error with one sentence that says what does not fit. */
export async function checkedCard(files: ModelFiles): Promise<ModelCard> {
  const card = parseCard(parseJson(files.card, 'card.json'), 'card.json');
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
  if (!bytes) {
    throw new Error(
      `${TRAINING_INDEX_FILE} is missing, and card.json speaks of it. Export the model again or get a fresh copy of its folder.`,
    );
  }
  await checkHash(bytes, expected.sha256, TRAINING_INDEX_FILE);
  const index = createTrainingIndex(await readTrainingIndex(bytes));
  if (index.count !== expected.patterns) {
    throw new Error(
      `${TRAINING_INDEX_FILE} holds ${index.count} patterns where card.json says ${expected.patterns}.`,
    );
  }
  return index;
}

async function checkHash(bytes: Uint8Array, expected: string, file: string): Promise<void> {
  const digest = await crypto.subtle.digest('SHA-256', Uint8Array.from(bytes));
  const actual = Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('');
  if (actual !== expected) {
    throw new Error(
      `${file} is damaged or belongs to another model: its sha256 is not the one in card.json.`,
    );
  }
}
