import { createHash } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  CORPUS_SCHEMA_VERSION,
  MANIFEST_FILE,
  SHARD_FOLDER,
  type CorpusManifest,
} from '../../../src/corpus/manifest';
import { recordHits, type CorpusRecord } from '../../../src/corpus/record';
import { UNIT_BARS, UNIT_STEPS } from '../../../src/rhythm/grid';
import { patternFromHits, type PlacedHit } from '../../../src/rhythm/pattern';
import { Random } from '../../../src/rhythm/random';
import { voiceIndex } from '../../../src/rhythm/voices';

/** Records of two made-up styles, enough alike real ones to train on for a few steps. */
export function syntheticRecords(count: number, seed = 1): CorpusRecord[] {
  const random = Random.fromSeed(seed);
  return Array.from({ length: count }, (_, index) => {
    const style = random.chance(0.7) ? 'house' : 'techno';
    return {
      id: `made-up/${index}`,
      source: 'made-up',
      group: `group-${index}`,
      split: index % 8 === 7 ? 'validation' : 'train',
      style,
      provenance: 'recombined',
      tempoBpm: style === 'house' ? 124 : 132,
      hits: recordHits(patternFromHits(UNIT_BARS, syntheticHits(style, random))),
    };
  });
}

/** Four-on-the-floor kicks, claps on the back-beat in house, hats between, each with some freedom. */
function syntheticHits(style: string, random: Random): PlacedHit[] {
  const swing = random.chance(0.5) ? 0.2 : 0;
  const hits: PlacedHit[] = [];
  const place = (step: number, voice: number, probability: number): void => {
    if (!random.chance(probability)) return;
    const offset = (step % 2 === 1 ? swing : 0) + 0.02 * random.normal();
    hits.push({
      step,
      voice,
      velocity: 0.5 + 0.5 * random.uniform(),
      offset: Math.min(0.5, Math.max(-0.5, offset)),
    });
  };
  for (let step = 0; step < UNIT_STEPS; step++) {
    place(step, voiceIndex('kick'), step % 4 === 0 ? 0.97 : 0.05);
    place(step, voiceIndex('clap'), style === 'house' && step % 8 === 4 ? 0.95 : 0.01);
    place(step, voiceIndex('closed-hat'), step % 2 === 1 ? 0.3 : 0.6);
    place(step, voiceIndex('open-hat'), step % 4 === 2 ? 0.6 : 0.01);
  }
  return hits;
}

/** Records one by one, as they come from a corpus folder. */
export async function* streamed(records: readonly CorpusRecord[]): AsyncGenerator<CorpusRecord> {
  for (const record of records) yield await Promise.resolve(record);
}

/** Writes records as a corpus folder. */
export async function writeCorpus(folder: string, records: readonly CorpusRecord[]): Promise<void> {
  const text = records.map((record) => `${JSON.stringify(record)}\n`).join('');
  const sha256 = createHash('sha256').update(text).digest('hex');
  const count = (split: CorpusRecord['split']): number =>
    records.filter((record) => record.split === split).length;
  const manifest: CorpusManifest = {
    schemaVersion: CORPUS_SCHEMA_VERSION,
    sources: [{ name: 'made-up', licence: 'CC0-1.0', credit: 'nobody', provenance: 'recombined', rules: [] }],
    filesRead: 1,
    filesSkipped: [],
    bars: 2 * records.length,
    dropped: {},
    duplicates: { withinSplit: 0, acrossSplits: 0 },
    windows: records.length,
    windowsBySplit: { train: count('train'), validation: count('validation'), test: count('test') },
    counts: [],
    profiles: [],
    shards: [{ file: 'shard-000.jsonl', records: records.length, bytes: Buffer.byteLength(text), sha256 }],
    fingerprint: sha256,
  };
  await mkdir(join(folder, SHARD_FOLDER), { recursive: true });
  await writeFile(join(folder, SHARD_FOLDER, 'shard-000.jsonl'), text);
  await writeFile(join(folder, MANIFEST_FILE), JSON.stringify(manifest));
}
