import type { NamedFault } from './fault';
import { LIVE_FAULTS } from './in-live';
import { PATCH_FAULTS } from './in-patch';
import { SCRIPT_FAULTS } from './in-scripts';

/**
 * The faults that were planted in the device of 0.1.0 one by one: those with words for a name were noticed then, those
 * with a number were not. Where the code of one is gone, it says so and why.
 */
export const NAMED_FAULTS: readonly NamedFault[] = [...PATCH_FAULTS, ...SCRIPT_FAULTS, ...LIVE_FAULTS];
