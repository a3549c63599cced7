import type { Control } from '../control';

/** What every button has in common. */
export const button = {
  kind: 'button',
  unit: 'none',
  range: [0, 1],
  initial: 0,
  storage: 'hidden',
} as const satisfies Partial<Control>;

/** A share from nothing to all. */
export const percentDial = {
  kind: 'dial',
  unit: 'percent',
  range: [0, 100],
  storage: 'automated',
} as const satisfies Partial<Control>;

/** A leaning to one side or the other; in the middle the model has its way. */
export const leaningDial = {
  ...percentDial,
  range: [-100, 100],
  initial: 0,
} as const satisfies Partial<Control>;

/** A switch that Live automates and Push shows. */
export const toggle = {
  kind: 'toggle',
  unit: 'none',
  range: [0, 1],
  initial: 0,
  storage: 'automated',
} as const satisfies Partial<Control>;
