// A circuit is a part of the patch: boxes, and cords that may also lead to boxes of other circuits.
// circuits/ makes them and patch.ts joins them. The ids that cords between circuits need are here.

import type { Box, PatchCord, Port } from '../patcher/patcher';

export interface Circuit {
  readonly boxes: readonly Box[];
  readonly cords: readonly PatchCord[];
}

/** The v8 box and the node.script box. */
export const LIVE_ID = 'live';
export const NODE_ID = 'node';

/** The one inlet of the v8 program. */
export const LIVE_INLET: Port = [LIVE_ID, 0];

/** A patch cord; a bare id stands for its first outlet or inlet. */
export function cord(source: string | Port, destination: string | Port): PatchCord {
  return { source: port(source), destination: port(destination) };
}

function port(end: string | Port): Port {
  return typeof end === 'string' ? [end, 0] : end;
}
