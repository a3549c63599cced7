import { writeTrainingIndex, type WrittenIndex } from '../../model/training-index-file';
import { packHits } from '../../rhythm/distance';
import { patternAt, type PackedPatterns } from '../data/packed-patterns';

/** The originality.bin of a model that learned from these patterns. */
export function indexOfTraining(train: PackedPatterns): Promise<WrittenIndex> {
  const patterns = Array.from({ length: train.count }, (_, index) => packHits(patternAt(train, index)));
  return writeTrainingIndex(patterns);
}
