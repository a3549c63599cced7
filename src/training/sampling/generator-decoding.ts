// How the heads of one generator are decoded into rhythms. Chosen by choose-decoding, written to the card by
// the export, and followed by draw-played.

import type { DensityRatioNetwork } from '../../model/density-ratio';
import type { Calibration } from '../../model/decoding';

export interface Decoding {
  /** By style. */
  readonly calibrations: readonly Calibration[];
  /** What candidates are drawn by; undefined when that was no gain, or nothing was held out to judge it by. */
  readonly densityRatio?: { readonly network: DensityRatioNetwork; readonly strength: number };
}
