import * as tf from '@tensorflow/tfjs';
import type { CorpusRecord } from '../../src/corpus/record';
import { Random } from '../../src/rhythm/random';
import { openBackend, type BackendName } from '../../src/training/backends/open-backend';
import { configFor, type PresetName } from '../../src/training/config';
import { collectDataset, controlScalesOf } from '../../src/training/data/dataset';
import { createState, disposeState } from '../../src/training/run-state';
import { createStepper } from '../../src/training/step/stepper';
import { startPytorch, type FreshRun, type PytorchDevice, type TimedStep } from './pytorch';
import { quantile } from './quantile';

/** Time of a training step. */
export interface StepTimes {
  readonly medianMs: number;
  /** Median time on the processor, all threads of the process: what the step costs however busy the machine is. */
  readonly processorMs: number;
}

/** How fast a machine learns with a backend. */
export interface TrainingFigures extends StepTimes {
  readonly backend: BackendName;
  readonly preset: PresetName;
}

/** Our step and PyTorch's, in turns. */
export interface Comparison {
  readonly preset: PresetName;
  readonly backend: BackendName;
  readonly reference: string;
  readonly ours: StepTimes;
  readonly pytorch: StepTimes;
  /**
   * How many times PyTorch's our time is: on one thread that on the processor, which is wall time on an idle machine; on a
   * card wall time.
   */
  readonly ratio: number;
  /** Largest difference between the losses of the first steps, where rounding has not yet grown. */
  readonly farthestLoss: number;
}

const WARM_STEPS = 2;
const LEAST_STEPS = 5;
const LEAST_SECONDS = 3;
/**
 * Steps that either takes before it is the other's turn: after a change each finds the caches full of the other's numbers,
 * which no training does.
 */
const STEPS_A_TURN = 8;
/** The first turns, in which V8 compiles what a step is made of; a run takes thousands of steps. */
const COMPILING_TURNS = 5;
const COMPARED_TURNS = 4;
const FIRST_STEPS = 3;
const PATTERNS = 256;
/** Fixed, so that figures of one year can be laid beside those of another. */
const BATCH_SIZES: Readonly<Record<PresetName, number>> = { workstation: 128, laptop: 64 };

/** Times the steps of a preset on made-up rhythms: the speed does not depend on what they are. */
export async function measureTraining(backend: BackendName, preset: PresetName): Promise<TrainingFigures> {
  await openBackend(backend);
  const run = await freshRun(preset);
  const { step, dispose } = stepperOf(run);
  for (let warm = 0; warm < WARM_STEPS; warm++) await step();
  const from = performance.now();
  const times: TimedStep[] = [];
  while (times.length < LEAST_STEPS || performance.now() - from < 1000 * LEAST_SECONDS)
    times.push(await step());
  dispose();
  return { backend, preset, ...timesOf(times) };
}

/** Which of our backends computes where PyTorch does. */
const RIVALS: Readonly<Record<PytorchDevice, BackendName>> = { cpu: 'wasm', cuda: 'webgpu' };

/** Takes the same steps with a backend of ours and with PyTorch on the same device, some each in turns. */
export async function compareWithPytorch(
  python: string,
  preset: PresetName,
  device: PytorchDevice,
): Promise<Comparison> {
  const backend = RIVALS[device];
  await openBackend(backend);
  const run = await freshRun(preset);
  const turns = COMPILING_TURNS + COMPARED_TURNS;
  const reference = await startPytorch(python, run, { steps: turns * STEPS_A_TURN, device });
  const { step, dispose } = stepperOf(run);
  try {
    const ours: TimedStep[] = [];
    const theirs: TimedStep[] = [];
    for (let turn = 0; turn < turns; turn++) {
      for (let at = 0; at < STEPS_A_TURN; at++) ours.push(await step());
      for (let at = 0; at < STEPS_A_TURN; at++) theirs.push(await reference.step());
    }
    const differences = ours
      .slice(0, FIRST_STEPS)
      .flatMap(({ losses }, at) => losses.map((loss, of) => Math.abs(loss - theirs[at]!.losses[of]!)));
    const [mine, pytorch] = [ours, theirs].map((steps) =>
      timesOf(steps.slice(COMPILING_TURNS * STEPS_A_TURN)),
    ) as [StepTimes, StepTimes];
    const time = device === 'cpu' ? 'processorMs' : 'medianMs';
    return {
      preset,
      backend,
      reference: reference.name,
      ours: mine,
      pytorch,
      ratio: mine[time] / pytorch[time],
      farthestLoss: Math.max(...differences),
    };
  } finally {
    await reference.stop();
    dispose();
  }
}

async function freshRun(preset: PresetName): Promise<FreshRun> {
  const dataset = await collectDataset(madeUpRecords());
  const config = configFor(preset, { batchSize: BATCH_SIZES[preset] });
  const layout = { styleCount: dataset.styles.length, scales: controlScalesOf(dataset.train) };
  return { config, dataset, layout, state: createState(config, dataset.styles.length) };
}

/** Takes one step of a run after another; reading the losses waits for the step to be done. */
function stepperOf({ config, dataset, layout, state }: FreshRun): {
  readonly step: () => Promise<TimedStep>;
  readonly dispose: () => void;
} {
  const stepper = createStepper(config, state, { dataset, layout });
  const step = async (): Promise<TimedStep> => {
    const from = performance.now();
    const before = process.cpuUsage();
    const scalars = stepper.step(true)!;
    const { discriminatorLoss, penalty, generatorLoss } = scalars;
    const losses = await Promise.all(
      [discriminatorLoss, penalty, generatorLoss].map(async (scalar) => (await scalar.data())[0]!),
    );
    tf.dispose({ ...scalars });
    const { user, system } = process.cpuUsage(before);
    return { ms: performance.now() - from, processorMs: (user + system) / 1000, losses };
  };
  const dispose = (): void => {
    stepper.dispose();
    disposeState(state);
  };
  return { step, dispose };
}

function timesOf(steps: readonly TimedStep[]): StepTimes {
  return {
    medianMs: quantile(steps.map(({ ms }) => ms)),
    processorMs: quantile(steps.map(({ processorMs }) => processorMs)),
  };
}

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
