// Training steps of every preset on every backend that this machine has, and beside PyTorch where it is
// installed. Called by bench-figures.ts. What the machine lacks becomes a sentence, not a failure; nothing is
// printed here.

import { reasonOf } from '../../files/reason';
import { BACKEND_NAMES } from '../../training/backends/open-backend';
import { PRESET_NAMES } from '../../training/config';
import { compareWithPytorch, type Comparison } from './pytorch-comparison';
import { findPytorch } from './pytorch-run';
import { measureTraining, type TrainingFigures } from './training-steps';

/** How fast this machine learns. */
export interface LearningFigures {
  readonly rates: readonly TrainingFigures[];
  readonly comparisons: readonly Comparison[];
  /** A sentence for each thing that this machine lacks. */
  readonly refusals: readonly string[];
}

export const NOT_MEASURED: LearningFigures = { rates: [], comparisons: [], refusals: [] };

/** Training steps of every preset on every backend that this machine has, and beside PyTorch. */
export async function measureLearning(report: (name: string) => void): Promise<LearningFigures> {
  const rates: TrainingFigures[] = [];
  const comparisons: Comparison[] = [];
  const refusals: string[] = [];
  const pytorch = findPytorch();
  if (!pytorch)
    refusals.push('No PyTorch to compare with (python3 -c "import torch" fails; on Debian: python3-torch).');
  for (const device of pytorch?.devices ?? []) {
    try {
      for (const preset of PRESET_NAMES) {
        report(`the ${preset} preset beside PyTorch on ${device}`);
        comparisons.push(await compareWithPytorch(pytorch!.python, preset, device));
      }
    } catch (error) {
      refusals.push(reasonOf(error));
    }
  }
  for (const backend of BACKEND_NAMES) {
    try {
      for (const preset of PRESET_NAMES) {
        report(`the ${preset} preset on ${backend}`);
        rates.push(await measureTraining(backend, preset));
      }
    } catch (error) {
      refusals.push(reasonOf(error));
    }
  }
  return { rates, comparisons, refusals };
}
