import type { Box, PatchCord, Port } from './patcher';

/** Boxes and cords that belong together. */
export interface Circuit {
  readonly boxes: readonly Box[];
  readonly cords: readonly PatchCord[];
}

/** The ids of the two boxes that run the device's programs. */
export const LIVE_ID = 'live';
export const NODE_ID = 'node';

/** Where everything that the v8 program hears goes in. */
export const LIVE_INLET: Port = [LIVE_ID, 0];

/** A patch cord; a bare id stands for its first outlet or inlet. */
export function cord(source: string | Port, destination: string | Port): PatchCord {
  return { source: port(source), destination: port(destination) };
}

function port(end: string | Port): Port {
  return typeof end === 'string' ? [end, 0] : end;
}
