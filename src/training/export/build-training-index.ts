// Makes originality.bin, the index of training patterns by which the engine recognises copies. Called by
// export-run.

import { writeTrainingIndex, type WrittenIndex } from '../../model/training-index-file';
import type { SharedPattern } from '../../corpus/manifest';
import { hitKey, packHits } from '../../rhythm/distance';
import { hitsOf } from '../../rhythm/pattern';
import { isCommonplace } from '../../rhythm/rules/commonplace';
import { patternAt, type PackedPatterns } from '../data/packed-patterns';

/** The index, without what is nobody's. */
export interface OriginalityIndex extends WrittenIndex {
  /** Training patterns left out of it because their hits are common, or stand in several independent sources. */
  readonly commonplace: number;
}

/** @param shared patterns of several independent sources, as a corpus lists them */
export async function indexOfTraining(
  train: PackedPatterns,
  shared: readonly SharedPattern[] = [],
): Promise<OriginalityIndex> {
  const sharedHits = new Set(shared.map(({ hits }) => hits));
  const patterns = Array.from({ length: train.count }, (_, index) => patternAt(train, index));
  const somebodys = patterns.filter(
    (pattern) => !isCommonplace(hitsOf(pattern)) && !sharedHits.has(hitKey(pattern)),
  );
  // A corpus of nothing else keeps its index: a model without one cannot tell a copy at all.
  const kept = somebodys.length > 0 ? somebodys : patterns;
  return { ...(await writeTrainingIndex(kept.map(packHits))), commonplace: patterns.length - kept.length };
}
