// What several controls have in common, spread into the descriptions of this folder. A description never says
// again what its kind says: a key deleted there would then go unnoticed.

import type { Control } from './control';

export const button = {
  kind: 'button',
  unit: 'none',
  range: [0, 1],
  initial: 0,
  storage: 'hidden',
} as const satisfies Partial<Control>;

export const percentDial = {
  kind: 'dial',
  unit: 'percent',
  range: [0, 100],
  storage: 'automated',
} as const satisfies Partial<Control>;

/** Leans to one side or the other; in the middle the model decides. */
export const leaningDial = {
  kind: 'dial',
  unit: 'percent',
  range: [-100, 100],
  initial: 0,
  storage: 'automated',
} as const satisfies Partial<Control>;

export const toggle = {
  kind: 'toggle',
  unit: 'none',
  range: [0, 1],
} as const satisfies Partial<Control>;
