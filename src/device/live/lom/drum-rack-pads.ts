// Reads the pads of the Drum Rack on a track, from which notes/drum-rack-kit.ts maps voices to notes. Used
// by clips/.

import type { Pad } from '../../notes/drum-rack-kit';
import { countOf, idsOf, isTrue, nameOf, numberOf } from './object';

/** How many levels of nested racks are searched for a Drum Rack. */
const DEEPEST_RACK = 4;

/** The filled pads of the first Drum Rack on a track, also inside racks; empty without one. */
export function readPads(trackId: number): Pad[] {
  return padsWithin(trackId, 0);
}

function padsWithin(containerId: number, depth: number): Pad[] {
  for (const deviceId of idsOf(containerId, 'devices')) {
    const pads = isTrue(deviceId, 'can_have_drum_pads') ? filledPads(deviceId) : [];
    if (pads.length > 0) return pads;
    if (depth >= DEEPEST_RACK || !isTrue(deviceId, 'can_have_chains')) continue;
    for (const chainId of idsOf(deviceId, 'chains')) {
      const inner = padsWithin(chainId, depth + 1);
      if (inner.length > 0) return inner;
    }
  }
  return [];
}

/** A pad is filled when it has a chain; the rack of a chain within a Drum Rack has no pads of its own. */
function filledPads(rackId: number): Pad[] {
  return idsOf(rackId, 'drum_pads')
    .filter((padId) => countOf(padId, 'chains') > 0)
    .map((padId) => ({ note: numberOf(padId, 'note'), name: nameOf(padId) }));
}
