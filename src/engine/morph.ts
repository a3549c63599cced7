import type { Pattern } from '../rhythm/pattern';
import type { Reading } from './reading';

/** What stands in a corner of the pad: a pattern, or one that was read before. */
export type Corner = Pattern | Reading;

/** The corners at (0,0), (1,0), (0,1) and (1,1). */
export type Corners = readonly [Corner, Corner, Corner, Corner];

/** A place on the pad, each 0…1. */
export interface PadPosition {
  readonly x: number;
  readonly y: number;
}
