import { emptyView, type GridView } from '../../../src/device/display/grid-view';
import type { PadView } from '../../../src/device/display/morph-pad/paint';

const empty = emptyView();

/** A hit of each kind: soft, loud, early, late, at either end. */
const hits = [
  { step: 0, voice: 0, velocity01: 1, offsetSteps: -0.4 },
  { step: 4, voice: 0, velocity01: 0.2, offsetSteps: 0.25 },
  { step: 5, voice: 2, velocity01: 0.6, offsetSteps: 0 },
  { step: 15, voice: 5, velocity01: 0.9, offsetSteps: 0.5 },
];

/** Views of the grid that show each state of a row and of a take. */
export const GRID_VIEWS: Readonly<Record<string, GridView>> = {
  'nothing yet': empty,
  'every state of a row': {
    ...empty,
    bars: 1,
    hits,
    title: 'House 909',
    stars: [false, true, false],
    position: 0,
    rows: empty.rows.map((row, voice) => ({
      ...row,
      pad: voice === 3 ? 'A pad with a very long name' : row.pad,
      source: voice === 4 ? 'neighbour' : voice === 5 ? 'silent' : 'name',
      isLocked: voice === 0 || voice === 6,
      isMuted: voice === 2 || voice === 6,
      isChosen: voice === 7,
    })),
  },
  'eight bars of narrow hits, and a starred take': {
    ...empty,
    bars: 8,
    hits: [...hits, { step: 127, voice: 11, velocity01: 0.5, offsetSteps: 0.5 }],
    title: 'A name that is much too long for the room that there is over the grid of the device',
    stars: Array.from({ length: 100 }, (_, at) => at % 9 === 0),
    position: 99,
  },
};

/** Views of the morph pad: no corner, one, all. */
export const PAD_VIEWS: Readonly<Record<string, PadView>> = {
  'no corner': { place: [0.5, 0.5], corners: [false, false, false, false] },
  'one corner': { place: [0, 1], corners: [false, true, false, false] },
  'two corners': { place: [0.25, 0.75], corners: [true, false, false, true] },
  'every corner': { place: [1, 0], corners: [true, true, true, true] },
};
