// A corpus source made of finished corpora, whose records stay as they are.
// Called by scripts/corpus. Duplicates among them are for writing/build-corpus.ts to find.

import type { CorpusManifest, SourceDescription } from '../manifest';
import { readCorpus, readManifest } from '../read-corpus';
import { styleSlug } from '../../rhythm/style-name';
import type { CorpusSource } from '../source';

/**
 * Yields them in the order given; what they skipped and counted is kept.
 * @throws Error when one of the folders is not a corpus
 */
export async function mergedSource(dirs: readonly string[]): Promise<CorpusSource> {
  const manifests: CorpusManifest[] = [];
  for (const dir of dirs) manifests.push(await readManifest(dir));
  return {
    descriptions: unionOf(manifests.map((manifest) => manifest.sources)),
    async *records(stats) {
      stats.expectedWindows = manifests.reduce((sum, { windows }) => sum + windows, 0);
      for (const [index, dir] of dirs.entries()) {
        const manifest = manifests[index]!;
        stats.filesRead += manifest.filesRead;
        stats.bars += manifest.bars;
        for (const { file, reason } of manifest.filesSkipped) stats.skip(file, reason);
        for (const [reason, count] of Object.entries(manifest.dropped)) stats.drop(reason, count);
        const { withinSplit, acrossSplits } = manifest.duplicates;
        stats.drop('duplicates within a split, in a corpus merged', withinSplit);
        stats.drop('duplicates across splits, in a corpus merged', acrossSplits);
        stats.sharedPatterns.push(...(manifest.sharedPatterns ?? []));
        yield* readCorpus(dir);
      }
    },
  };
}

/** Each description once; different ones of one name are both kept. */
function unionOf(lists: readonly (readonly SourceDescription[])[]): SourceDescription[] {
  const byContent = new Map<string, SourceDescription>();
  for (const description of lists.flat()) {
    const key = JSON.stringify([styleSlug(description.name), description]);
    if (!byContent.has(key)) byContent.set(key, description);
  }
  return [...byContent.values()];
}
