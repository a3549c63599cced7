import assert from 'node:assert/strict';
import type { CorpusRecord } from '../../../src/corpus/record';
import { recordHits } from '../../../src/corpus/record';
import { readTrainingIndex } from '../../../src/model/training-index-file';
import { createTrainingIndex, type TrainingIndex } from '../../../src/model/training-index';
import { hitKey, packHits } from '../../../src/rhythm/distance';
import { type Pattern, patternFromHits } from '../../../src/rhythm/pattern';
import { type VoiceId, voiceIndex } from '../../../src/rhythm/voices';
import { collectDataset } from '../../../src/training/data/dataset';
import { indexOfTraining } from '../../../src/training/export/build-training-index';
import { streamed, syntheticRecords } from '../support/synthetic-corpus';

const BEATS = [0, 4, 8, 12, 16, 20, 24, 28];

function pattern(voices: Partial<Record<VoiceId, readonly number[]>>): Pattern {
  const hits = Object.entries(voices).flatMap(([id, steps]) =>
    steps.map((step) => ({ step, voice: voiceIndex(id as VoiceId), velocity: 0.8, offset: 0 })),
  );
  return patternFromHits(2, hits);
}

function record(of: Pattern, id: string): CorpusRecord {
  return { ...syntheticRecords(1)[0]!, id, hits: recordHits(of) };
}

describe('the index of an exported model', () => {
  const plain = pattern({ kick: BEATS, clap: [4, 12, 20, 28], 'open-hat': BEATS.map((step) => step + 2) });
  const shared = pattern({ kick: BEATS, percussion: [1, 3, 5, 7, 9, 11] });
  const own = pattern({ kick: BEATS, percussion: [3, 6, 11, 14, 19, 22] });

  async function indexed(patterns: readonly Pattern[]): Promise<TrainingIndex & { commonplace: number }> {
    const dataset = await collectDataset(streamed(patterns.map((of, at) => record(of, `made-up/${at}`))));
    const written = await indexOfTraining(dataset.train, [{ hits: hitKey(shared), sources: 3 }]);
    const index = createTrainingIndex(await readTrainingIndex(written.bytes));
    return { ...index, commonplace: written.commonplace };
  }

  it('holds what is somebody’s, and neither the plain form of a genre nor what several sources have', async () => {
    const index = await indexed([plain, shared, own]);
    assert.equal(index.has(packHits(own)), true);
    assert.equal(index.has(packHits(plain)), false);
    assert.equal(index.has(packHits(shared)), false);
    assert.equal(index.commonplace, 2);
  });

  it('holds all there is where nothing else was learned', async () => {
    const index = await indexed([plain]);
    assert.equal(index.has(packHits(plain)), true);
    assert.equal(index.commonplace, 0);
  });
});
