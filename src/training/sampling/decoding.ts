import type { DensityRatioNetwork } from '../../model/density-ratio';
import type { Calibration } from '../../model/reading';

/** How a generator's heads become rhythms. */
export interface ChosenReading {
  /** By style. */
  readonly calibrations: readonly Calibration[];
  /** What candidates are drawn by; undefined where they are better taken as they come. */
  readonly densityRatio?: { readonly network: DensityRatioNetwork; readonly strength: number };
}
