import { INITIAL_SETTINGS } from '../../../src/device/controls/settings';
import type { Job } from '../../../src/device/live/generation/pending-request';

/** A press of Generate with target New, every control as dropped. */
export const JOB: Job = {
  writeTarget: { target: 'new', clipId: 0, misfits: [] },
  settings: INITIAL_SETTINGS,
  startingRhythms: {},
  origin: 'generated',
  count: 1,
};
