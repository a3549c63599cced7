// Reads the pads of the Drum Rack on a track, from which notes/drum-rack-kit.ts maps voices to notes. Used
// by clips/.

import type { Pad } from '../../notes/drum-rack-kit';
import { idsOf, isTrue, nameOf, numberOf, valueOf } from './object';
import { hintsOf, type AnsweredChain } from './pad-names';
import { isLiveAtLeast } from './version';

/** How many levels of nested racks are searched for a Drum Rack. */
const DEEPEST_RACK = 4;

/** The note of a chain that answers every note. */
const ALL_NOTES = -1;

/** The filled pads of the first Drum Rack on a track, also inside racks; empty without one. */
export function readPads(trackId: number): Pad[] {
  const chainsTellNotes = isLiveAtLeast(12, 3);
  return padsWithin(trackId, chainsTellNotes, 0).map(({ note, chains }) => {
    const [name, ...layers] = chains.map(({ id }) => nameOf(id));
    return { note, name: name!, otherNames: hintsOf([name!, ...layers], chains) };
  });
}

interface FilledPad {
  readonly note: number;
  readonly chains: readonly AnsweredChain[];
}

function padsWithin(containerId: number, chainsTellNotes: boolean, depth: number): FilledPad[] {
  for (const deviceId of idsOf(containerId, 'devices')) {
    if (!isTrue(deviceId, 'can_have_chains')) continue;
    if (isTrue(deviceId, 'can_have_drum_pads')) {
      const pads = chainsTellNotes ? padsOfChains(deviceId, depth) : filledPads(deviceId);
      if (pads.length > 0) return pads;
    }
    if (depth >= DEEPEST_RACK) continue;
    for (const chainId of idsOf(deviceId, 'chains')) {
      const inner = padsWithin(chainId, chainsTellNotes, depth + 1);
      if (inner.length > 0) return inner;
    }
  }
  return [];
}

/** From Live 12.3 on: chains of one note are one pad, and what a chain for all notes holds is played by its own notes. */
function padsOfChains(rackId: number, depth: number): FilledPad[] {
  const pads = new Map<number, AnsweredChain[]>();
  const add = (note: number, chains: readonly AnsweredChain[]): void => {
    pads.set(note, [...(pads.get(note) ?? []), ...chains]);
  };
  for (const id of idsOf(rackId, 'chains')) {
    const note = valueOf(id, 'in_note');
    if (typeof note !== 'number') continue;
    if (note !== ALL_NOTES) add(note, [{ id, innerNote: numberOf(id, 'out_note') }]);
    else if (depth < DEEPEST_RACK) {
      for (const pad of padsWithin(id, true, depth + 1)) add(pad.note, pad.chains);
    }
  }
  return [...pads].map(([note, chains]) => ({ note, chains }));
}

/** Before that: a pad is filled when it has a chain. The rack of a chain within a Drum Rack has no pads of its own. */
function filledPads(rackId: number): FilledPad[] {
  return idsOf(rackId, 'drum_pads').flatMap((padId) => {
    const chains = idsOf(padId, 'chains').map((id) => ({ id, innerNote: undefined }));
    return chains.length === 0 ? [] : [{ note: numberOf(padId, 'note'), chains }];
  });
}
