import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { crc32, gzipSync } from 'node:zlib';
import { pack } from 'tar-stream';
import { buffer } from 'node:stream/consumers';
import { readCorpus } from '../../../src/corpus/read-corpus';
import type { CorpusRecord } from '../../../src/corpus/record';
import type { CorpusSource } from '../../../src/corpus/source';
import { patternFromHits } from '../../../src/rhythm/pattern';
import { voiceIndex, type VoiceId } from '../../../src/rhythm/voices';
import { writeMidi } from '../../../src/midi';

/** A folder that is gone after the test. */
export async function withFolder<Result>(use: (folder: string) => Promise<Result>): Promise<Result> {
  const folder = mkdtempSync(join(tmpdir(), 'fourfloor corpus [é] '));
  try {
    return await use(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

export interface NamedContent {
  readonly name: string;
  readonly content: Uint8Array | string;
}

export async function writeTarGz(path: string, files: readonly NamedContent[]): Promise<string> {
  const tar = pack();
  for (const { name, content } of files) tar.entry({ name }, Buffer.from(content));
  tar.finalize();
  writeFileSync(path, gzipSync(await buffer(tar)));
  return path;
}

/** A `.zip` by hand, its files stored as they are: local headers, central directory, end record (APPNOTE 4.3). */
export function writeZip(path: string, files: readonly NamedContent[]): string {
  const locals: Buffer[] = [];
  const central: Buffer[] = [];
  let offset = 0;
  for (const file of files) {
    const content = Buffer.from(file.content);
    const name = Buffer.from(file.name);
    const shared = Buffer.alloc(26);
    shared.writeUInt16LE(20, 0); // version needed
    shared.writeUInt32LE(crc32(content), 10);
    shared.writeUInt32LE(content.length, 14);
    shared.writeUInt32LE(content.length, 18);
    shared.writeUInt16LE(name.length, 22);
    const local = Buffer.concat([Buffer.from('PK\x03\x04'), shared, name, content]);
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE(offset, 10);
    central.push(Buffer.concat([Buffer.from('PK\x01\x02\x14\x00'), shared, tail, name]));
    locals.push(local);
    offset += local.length;
  }
  const directory = Buffer.concat(central);
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 0, 'latin1');
  end.writeUInt16LE(files.length, 8);
  end.writeUInt16LE(files.length, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(offset, 16);
  writeFileSync(path, Buffer.concat([...locals, directory, end]));
  return path;
}

/** Steps of a bar by voice, played in every bar. */
export type BarSteps = Readonly<Partial<Record<VoiceId, readonly number[]>>>;

/** A `.mid` file of bars, each hit late by the same offset. */
export function midiOf(bars: readonly BarSteps[], offset = 0): Uint8Array {
  const hits = bars.flatMap((bar, number) =>
    Object.entries(bar).flatMap(([id, steps]) =>
      steps.map((step) => ({
        step: number * 16 + step,
        voice: voiceIndex(id as VoiceId),
        velocity: 0.5,
        offset,
      })),
    ),
  );
  return writeMidi(patternFromHits(bars.length, hits), { tempoBpm: 120, trackName: 'fixture' });
}

export const ROCK: BarSteps = { kick: [0, 8], snare: [4, 12], 'closed-hat': [0, 4, 8, 12] };
export const FLOOR: BarSteps = { kick: [0, 4, 8, 12], snare: [4, 12], 'closed-hat': [2, 6, 10, 14] };

/** A record of two bars from steps of a voice. */
export function record(
  id: string,
  changes: Partial<CorpusRecord> & { steps?: readonly number[] } = {},
): CorpusRecord {
  const { steps = [0, 4, 8, 12, 16, 20, 24, 28], ...rest } = changes;
  return {
    id,
    source: 'fixture',
    group: id,
    split: 'train',
    style: 'house',
    provenance: 'human',
    tempoBpm: 120,
    hits: steps.map((step) => [step, 0, 0.5, 0]),
    ...rest,
  };
}

/** A source of given records. */
export function sourceOf(records: Iterable<CorpusRecord>): CorpusSource {
  return {
    descriptions: [
      { name: 'fixture', licence: 'CC0 1.0', credit: 'nobody', provenance: 'human', rules: ['by hand'] },
    ],
    *records(stats) {
      stats.filesRead++;
      yield* records;
    },
  };
}

export async function recordsIn(dir: string): Promise<CorpusRecord[]> {
  const records: CorpusRecord[] = [];
  for await (const found of readCorpus(dir)) records.push(found);
  return records;
}
