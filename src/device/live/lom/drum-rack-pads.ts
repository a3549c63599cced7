// Reads the pads of the Drum Rack on a track, from which notes/drum-rack-kit.ts maps voices to notes. Used
// by clips/.

import type { Pad } from '../../notes/drum-rack-kit';
import { idsOf, isTrue, liveObjectOfId, nameOf, numberOf, visit } from './object';
import type { OwnTrack } from './track';

/** How many levels of nested racks are searched for a Drum Rack. */
const DEEPEST_RACK = 4;

/** The filled pads of the first Drum Rack on a track, also inside racks; empty without one. */
export function readPads(track: OwnTrack): Pad[] {
  return padsWithin(liveObjectOfId(track.id), 0);
}

function padsWithin(container: LiveAPI, depth: number): Pad[] {
  for (const deviceId of idsOf(container, 'devices')) {
    const device = liveObjectOfId(deviceId);
    const pads = isTrue(device, 'can_have_drum_pads') ? filledPads(device) : [];
    if (pads.length > 0) return pads;
    if (depth >= DEEPEST_RACK || !isTrue(device, 'can_have_chains')) continue;
    for (const chainId of idsOf(device, 'chains')) {
      const inner = padsWithin(liveObjectOfId(chainId), depth + 1);
      if (inner.length > 0) return inner;
    }
  }
  return [];
}

/** A pad is filled when it has a chain; the rack of a chain within a Drum Rack has no pads of its own. */
function filledPads(rack: LiveAPI): Pad[] {
  return visit(idsOf(rack, 'drum_pads'), (pad) =>
    pad.getcount('chains') > 0 ? [{ note: numberOf(pad, 'note'), name: nameOf(pad) }] : [],
  ).flat();
}
