import type * as tf from '@tensorflow/tfjs';
import type { CorpusRecord } from '../../src/corpus/record';
import { Random } from '../../src/rhythm/random';
import { openBackend, type BackendName } from '../../src/training/backend';
import { configFor } from '../../src/training/config';
import { collectDataset, controlScalesOf } from '../../src/training/dataset';
import { createState, createStepper, disposeState } from '../../src/training/state';

/** How fast a machine learns. */
export interface TrainingFigures {
  readonly backend: BackendName;
  readonly stepsPerSecond: number;
}

const WARM_STEPS = 2;
const LEAST_STEPS = 5;
const LEAST_SECONDS = 3;
const PATTERNS = 256;

/** Steps per second of the laptop preset on made-up rhythms: the speed does not depend on what they are. */
export async function measureTraining(backend: BackendName): Promise<TrainingFigures> {
  await openBackend(backend);
  const dataset = await collectDataset(madeUpRecords());
  const config = configFor('laptop', {});
  const layout = { styleCount: dataset.styles.length, scales: controlScalesOf(dataset.train) };
  const step = createStepper(config, dataset, layout);
  const state = createState(config, dataset.styles.length);
  const run = (): void => {
    for (const scalar of Object.values<tf.Scalar>({ ...step(state) })) {
      scalar.dataSync(); // reading a number waits for the step to be done
      scalar.dispose();
    }
  };
  for (let warm = 0; warm < WARM_STEPS; warm++) run();
  const from = performance.now();
  let steps = 0;
  while (steps < LEAST_STEPS || performance.now() - from < 1000 * LEAST_SECONDS) {
    run();
    steps++;
  }
  disposeState(state);
  return { backend, stepsPerSecond: (1000 * steps) / (performance.now() - from) };
}

// eslint-disable-next-line @typescript-eslint/require-await -- what a corpus hands over comes from files
async function* madeUpRecords(): AsyncGenerator<CorpusRecord> {
  const random = Random.fromSeed(1);
  for (let index = 0; index < PATTERNS; index++) {
    const hits = Array.from({ length: 40 }, (_, at): CorpusRecord['hits'][number] => [
      (at * 4 + random.integer(4)) % 32,
      random.integer(12),
      0.2 + 0.8 * random.uniform(),
      random.uniform() - 0.5,
    ]);
    const name = `made-up-${index}`;
    yield {
      id: name,
      source: 'made-up',
      group: name,
      split: index % 8 === 0 ? 'validation' : 'train',
      style: index % 2 === 0 ? 'house' : 'techno',
      provenance: 'human',
      tempoBpm: 124,
      hits,
    };
  }
}
