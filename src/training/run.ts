// A whole training run, from the corpus to the exported model: reads the dataset, starts or resumes,
// trains and exports. Called by scripts/train.

import { readManifest } from '../corpus/read-corpus';
import { makeFolder, removeUnfinished } from '../files/whole';
import type { OpenBackend } from './backends/open-backend';
import type { ConditionLayout } from './data/batches';
import { hasCheckpoint, restoreCheckpoint, saveCheckpoint, startFrom, type RunIdentity } from './checkpoint';
import type { TrainingConfig } from './config';
import { cautionsOn } from './data/cautions';
import { controlScalesOf, type StyleMap } from './data/dataset';
import { exportRun, type ExportResult } from './export/export-run';
import { runLoop, type RunReport } from './run-loop';
import { readDataset } from './data/read-dataset';
import type { Sign } from './watch/signs';
import { createState, disposeState } from './run-state';

export interface RunOptions {
  readonly corpusFolder: string;
  /** Where checkpoint, page and model go. */
  readonly runFolder: string;
  readonly config: TrainingConfig;
  readonly backend: OpenBackend;
  readonly styleMap?: StyleMap | undefined;
  /** Folder of a run whose networks this one starts from. */
  readonly from?: string | undefined;
  /** Whether to continue from the checkpoint in the run folder; without one, the run starts from step 0. */
  readonly resume: boolean;
  /** Whether a collapse ends the run; it is reported either way. */
  readonly stopOnCollapse?: boolean;
  /** Name on the model's card. */
  readonly name: string;
  /** Asked after every step, and several times during the export. */
  readonly isInterrupted: () => boolean;
  readonly report: RunReport;
}

export type RunOutcome =
  | ({ readonly status: 'finished'; readonly signs: readonly Sign[] } & ExportResult)
  | { readonly status: 'interrupted'; readonly step: number }
  | {
      readonly status: 'collapsed';
      readonly step: number;
      /** The worst first. */
      readonly signs: readonly Sign[];
      /** The best generator from before the collapse, exported; undefined when no evaluation was sound. */
      readonly model: ExportResult | undefined;
    };

/**
 * Trains to the end and exports the model. After an interruption, `resume` goes on to the same bits. A run that ends at
 * a collapse exports the best generator from before it.
 * @throws Error in one sentence; files written before stay whole
 */
export async function train(options: RunOptions): Promise<RunOutcome> {
  const { runFolder, config, report } = options;
  const manifest = await readManifest(options.corpusFolder);
  await prepareFolder(options);
  const dataset = await readDataset(options.corpusFolder, manifest, { styleMap: options.styleMap });
  const layout: ConditionLayout = {
    styleCount: dataset.styles.length,
    scales: controlScalesOf(dataset.train),
  };
  report.note(
    `Training on ${dataset.train.count} patterns in ${dataset.styles.length} styles (${dataset.styles.join(', ')}), ` +
      `with ${dataset.validation.count} held out.`,
  );
  for (const caution of cautionsOn(dataset)) report.note(`Warning: ${caution}`);
  let identity: RunIdentity = { config, backend: options.backend.name, corpus: dataset.fingerprint };
  const state = createState(config, dataset.styles.length);
  try {
    if (options.resume && hasCheckpoint(runFolder)) {
      identity = { ...identity, backend: await restoreCheckpoint(runFolder, state, identity) };
      report.note(`Resuming after step ${state.step}.`);
    } else {
      if (options.resume) report.note(`No checkpoint in ${runFolder} yet: starting at step 0.`);
      if (options.from !== undefined) {
        await startFrom(options.from, state);
        report.note(
          `Starting from the networks of ${options.from}, trained for ${state.origin!.steps} steps.`,
        );
      }
      await saveCheckpoint(runFolder, state, identity);
    }
    const { reason, signs } = await runLoop(state, { ...options, dataset, layout, identity });
    if (reason === 'interrupted') return { status: 'interrupted', step: state.step };
    const exported = (): Promise<ExportResult> =>
      exportRun(runFolder, state, {
        ...options,
        dataset,
        manifest,
        layout,
        backend: identity.backend,
        onProgress: (share) => {
          if (options.isInterrupted()) throw new ExportInterrupted();
          report.decoding?.(share);
        },
      });
    if (reason === 'collapsed') {
      const model = state.best ? await exported() : undefined;
      return { status: 'collapsed', step: state.step, signs, model };
    }
    if (!state.best)
      report.note(
        state.history.evaluations.some(({ metrics }) => metrics.coverage !== undefined)
          ? 'No evaluation found a generator that covers real rhythms without copying: the model is the one from the last step.'
          : 'There are too few patterns to choose the best generator by: the model is the one from the last step.',
      );
    return { status: 'finished', signs, ...(await exported()) };
  } catch (error) {
    // Resuming comes straight back to the export: the last step has a checkpoint, unless it diverged.
    if (error instanceof ExportInterrupted) return { status: 'interrupted', step: state.step };
    throw error;
  } finally {
    disposeState(state);
  }
}

class ExportInterrupted extends Error {}

async function prepareFolder({ runFolder, resume }: RunOptions): Promise<void> {
  if (!resume && hasCheckpoint(runFolder))
    throw new Error(
      `${runFolder} already contains a training run: add --resume to continue it, or choose another --out.`,
    );
  await makeFolder(runFolder);
  await removeUnfinished(runFolder);
}
