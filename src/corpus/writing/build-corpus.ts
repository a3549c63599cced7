// Writes a corpus of all that a source yields: shards by split, and a manifest that explains them.
// Called by scripts/corpus. A corpus appears whole or not at all, and the same input gives the same bytes.

import { createHash } from 'node:crypto';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { isOfFileSystem, reasonOf } from '../../files/reason';
import { DuplicateFilter } from './duplicates';
import {
  CORPUS_SCHEMA_VERSION,
  MANIFEST_FILE,
  SHARD_FOLDER,
  type CorpusManifest,
  type StyleCount,
} from '../manifest';
import { ProfileCounter } from './profile';
import { readRecords } from '../read-corpus';
import { PROVENANCES, SPLITS, type CorpusRecord, type Split } from '../record';
import { beginFolder } from './replace-folder';
import { SharedPatterns } from './shared-patterns';
import { ShardWriter, type ShardDescription } from './shard-writer';
import { SourceStats, type CorpusSource } from '../source';

export interface BuildOptions {
  /** Ends the work between two records; nothing is left behind. */
  readonly signal?: AbortSignal;
  readonly onProgress?: (windows: number, stats: SourceStats) => void;
}

/** @throws Error with a sentence, also when the source yields no pattern */
export async function buildCorpus(
  source: CorpusSource,
  out: string,
  options: BuildOptions = {},
): Promise<CorpusManifest> {
  try {
    const pending = beginFolder(out);
    try {
      const manifest = await writeCorpus(source, pending.path, options);
      pending.commit();
      return manifest;
    } catch (error) {
      pending.discard();
      throw error;
    }
  } catch (error) {
    // What cannot be read is a sentence by now; the rest is about writing.
    if (!isOfFileSystem(error)) throw error;
    throw new Error(`Could not write ${out}: ${reasonOf(error)}.`, { cause: error });
  }
}

/** Records between two looks at the stop signal, which arrives only where the event loop turns. */
const RECORDS_A_TURN = 64;

async function writeCorpus(
  source: CorpusSource,
  folder: string,
  { signal, onProgress }: BuildOptions,
): Promise<CorpusManifest> {
  const stats = new SourceStats();
  let seen = 0;
  const builder = new ManifestBuilder();
  const shardFolder = join(folder, SHARD_FOLDER);
  const waitingFolder = join(folder, 'waiting');
  mkdirSync(shardFolder);
  mkdirSync(waitingFolder);
  const writers = {
    train: new ShardWriter(shardFolder, 'train'),
    validation: new ShardWriter(shardFolder, 'validation'),
    test: new ShardWriter(shardFolder, 'test'),
  };
  // What is held out can be judged only when all of train is known; until then it waits in files.
  const waiting = {
    validation: new ShardWriter(waitingFolder, 'validation'),
    test: new ShardWriter(waitingFolder, 'test'),
  };
  const all = [...Object.values(writers), ...Object.values(waiting)];
  try {
    for await (const record of source.records(stats)) {
      if (seen % RECORDS_A_TURN === 0) await nextTurn();
      signal?.throwIfAborted();
      if (record.split !== 'train') waiting[record.split].write(record);
      else if (builder.admit(record)) writers.train.write(record);
      onProgress?.(++seen, stats);
    }
    for (const split of ['validation', 'test'] as const) {
      waiting[split].close();
      for (const { file } of waiting[split].shards) {
        for await (const record of readRecords(join(waitingFolder, file))) {
          if (builder.admit(record)) writers[split].write(record);
        }
      }
    }
    for (const writer of Object.values(writers)) writer.close();
  } finally {
    for (const writer of all) writer.abandon();
  }
  rmSync(waitingFolder, { recursive: true });
  if (builder.windows === 0) throw new Error(`There are no patterns to write: ${emptyReason(stats)}`);
  const shards = SPLITS.flatMap((split) => writers[split].shards).sort((a, b) => (a.file < b.file ? -1 : 1));
  const manifest = builder.manifest(source, stats, shards);
  writeFileSync(join(folder, MANIFEST_FILE), `${JSON.stringify(manifest, null, 2)}\n`);
  return manifest;
}

/** Admits records that are not duplicates, and counts for the manifest. */
class ManifestBuilder {
  windows = 0;
  private readonly filter = new DuplicateFilter();
  private readonly shared = new SharedPatterns();
  private readonly profiles = new ProfileCounter();
  private readonly counts = new Map<string, StyleCount>();
  private readonly duplicates = { withinSplit: 0, acrossSplits: 0 };

  admit(record: CorpusRecord): boolean {
    this.shared.add(record);
    const verdict = this.filter.judge(record);
    if (verdict !== 'new') {
      this.duplicates[verdict]++;
      return false;
    }
    this.windows++;
    if (record.split === 'train') this.profiles.add(record);
    const { style, split, provenance } = record;
    const key = `${style} ${SPLITS.indexOf(split)} ${PROVENANCES.indexOf(provenance)}`;
    const counted = this.counts.get(key) ?? { style, split, provenance, windows: 0 };
    this.counts.set(key, { ...counted, windows: counted.windows + 1 });
    return true;
  }

  manifest(source: CorpusSource, stats: SourceStats, shards: readonly ShardDescription[]): CorpusManifest {
    this.shared.addCounted(stats.sharedPatterns);
    const sharedPatterns = this.shared.list();
    const counts = [...this.counts].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, count]) => count);
    const inSplit = (split: Split): number =>
      counts.filter((count) => count.split === split).reduce((sum, { windows }) => sum + windows, 0);
    return {
      schemaVersion: CORPUS_SCHEMA_VERSION,
      sources: [...source.descriptions],
      filesRead: stats.filesRead,
      filesSkipped: stats.filesSkipped,
      bars: stats.bars,
      dropped: Object.fromEntries([...stats.dropped].sort(([a], [b]) => (a < b ? -1 : 1))),
      duplicates: { ...this.duplicates },
      ...(sharedPatterns.length > 0 && { sharedPatterns }),
      windows: this.windows,
      windowsBySplit: {
        train: inSplit('train'),
        validation: inSplit('validation'),
        test: inSplit('test'),
      },
      counts,
      profiles: this.profiles.profiles(),
      shards: [...shards],
      fingerprint: fingerprintOf(shards),
    };
  }
}

function fingerprintOf(shards: readonly ShardDescription[]): string {
  const sha256 = createHash('sha256');
  for (const shard of shards) sha256.update(`${shard.file} ${shard.sha256}\n`);
  return sha256.digest('hex');
}

function emptyReason(stats: SourceStats): string {
  const [first] = stats.filesSkipped;
  if (first)
    return `the first skipped file (of ${stats.filesSkipped.length}) is ${first.file}: ${first.reason}`;
  return stats.filesRead === 0 ? 'no files were found.' : 'no file contains two full bars of drums.';
}
