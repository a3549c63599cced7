// Makes originality.bin, the index of training patterns by which the engine recognises copies. Called by
// export-run.

import { writeTrainingIndex, type WrittenIndex } from '../../model/training-index-file';
import { packHits } from '../../rhythm/distance';
import { patternAt, type PackedPatterns } from '../data/packed-patterns';

export function indexOfTraining(train: PackedPatterns): Promise<WrittenIndex> {
  const patterns = Array.from({ length: train.count }, (_, index) => packHits(patternAt(train, index)));
  return writeTrainingIndex(patterns);
}
