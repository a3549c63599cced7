import { type ModelCard, parseCard } from '../model/card';

/** The bytes of a model folder. */
export interface ModelFiles {
  /** model.json */
  readonly topology: Uint8Array;
  /** weights.bin */
  readonly weights: Uint8Array;
  /** card.json */
  readonly card: Uint8Array;
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

async function checkHash(bytes: Uint8Array, expected: string, file: string): Promise<void> {
  const digest = await crypto.subtle.digest('SHA-256', Uint8Array.from(bytes));
  const actual = Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('');
  if (actual !== expected) {
    throw new Error(
      `${file} is damaged or belongs to another model: its sha256 is not the one in card.json.`,
    );
  }
}
