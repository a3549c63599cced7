// The model that the controls are measured on, loaded once for all measurements. Called by
// scripts/controls.ts, which has read the model's files; it knows nothing of folders.

import { loadEngine, type Engine } from '../../engine/engine';
import { loadGenerator, type Generator } from '../../engine/network/generator';
import type { ModelFiles } from '../../engine/network/model-files';

/** What every measurement has to hand. */
export interface MeasuredModel {
  readonly engine: Engine;
  readonly generator: Generator;
  readonly style: string;
}

/** Loads a model and frees it after `use`, which may fail. @throws Error when the files do not fit each other */
export async function withModel<Result>(
  files: ModelFiles,
  style: string,
  use: (model: MeasuredModel) => Promise<Result>,
): Promise<Result> {
  const engine = await loadEngine(files);
  const generator = await loadGenerator(files);
  try {
    return await use({ engine, generator, style });
  } finally {
    engine.dispose();
    generator.dispose();
  }
}
