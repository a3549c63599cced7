// A training run on made-up rhythms that has not taken a step yet, for training-steps.ts and
// pytorch-comparison.ts to time. It knows neither the clock nor PyTorch.

import type { CorpusRecord } from '../../corpus/record';
import { Random } from '../../rhythm/random';
import { configFor, type PresetName, type TrainingConfig } from '../../training/config';
import type { ConditionLayout } from '../../training/data/batches';
import { collectDataset, controlScalesOf, type Dataset } from '../../training/data/dataset';
import { createState, type RunState } from '../../training/run-state';

/** A run that has not taken a step yet, and what it is to learn from. */
export interface FreshRun {
  readonly config: TrainingConfig;
  readonly dataset: Dataset;
  readonly layout: ConditionLayout;
  readonly state: RunState;
}

const PATTERNS = 256;
/** Fixed, so that figures of one year can be laid beside those of another. */
const BATCH_SIZES: Readonly<Record<PresetName, number>> = { workstation: 128, laptop: 64 };

/** A run of a preset with its weights as drawn: the speed does not depend on what the rhythms are. */
export async function freshRun(preset: PresetName): Promise<FreshRun> {
  const dataset = await collectDataset(syntheticRecords());
  const config = configFor(preset, { batchSize: BATCH_SIZES[preset] });
  const layout = { styleCount: dataset.styles.length, scales: controlScalesOf(dataset.train) };
  return { config, dataset, layout, state: createState(config, dataset.styles.length) };
}

async function* syntheticRecords(): AsyncGenerator<CorpusRecord> {
  const random = Random.fromSeed(1);
  for (let index = 0; index < PATTERNS; index++) {
    const hits = Array.from({ length: 40 }, (_, at): CorpusRecord['hits'][number] => [
      (at * 4 + random.integer(4)) % 32,
      random.integer(12),
      0.2 + 0.8 * random.uniform(),
      random.uniform() - 0.5,
    ]);
    const name = `made-up-${index}`;
    yield await Promise.resolve<CorpusRecord>({
      id: name,
      source: 'made-up',
      group: name,
      split: index % 8 === 0 ? 'validation' : 'train',
      style: index % 2 === 0 ? 'house' : 'techno',
      provenance: 'human',
      tempoBpm: 124,
      hits,
    });
  }
}
