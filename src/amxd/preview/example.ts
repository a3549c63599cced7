import { describeKit, kitOf } from '../../device/kit';
import type { GridView, ViewHit } from '../../device/grid-view';
import { takeName } from '../../device/history';
import { BAR_CHOICES, UNIT_BARS, UNIT_STEPS } from '../../rhythm/grid';
import { controlBoxId } from '../live-control';
import { VOICES, voiceIndex, type VoiceId } from '../../rhythm/voices';

/** Two bars of house, a step a letter: silence, or loudness 1–9. Written for the picture; not the model’s. */
const EXAMPLE: Partial<Readonly<Record<VoiceId, string>>> = {
  kick: '9...9...9...9...9...9...9...9..5',
  clap: '....8.......8.......8.......8...',
  rim: '......4..4.........4..4...4.....',
  'closed-hat': '3.5.3.524.5.3.523.5.3.524.5.3.52',
  'open-hat': '..8...7...8...7...8...7...8...8.',
  'mid-tom': '..........................5.....',
  'low-tom': '.............................6..',
  percussion: '...5..4....5..4....5..4....5.46.',
  crash: '8...............................',
};

/** How late odd 16ths fall in the example, in steps. */
const SWING_STEPS = 0.12;

/** A Drum Rack as Live’s 909 kits name their pads. */
const EXAMPLE_KIT = kitOf(
  [
    'Kick 909',
    'Rim 909',
    'Snare 909',
    'Clap 909',
    'Tom Low',
    'Tom Mid',
    'Tom High',
    'Hat Closed',
    'Hat Open',
    'Crash',
    'Ride',
    'Shaker',
  ].map((name, index) => ({ name, note: 36 + index })),
);

const EXAMPLE_SEED = 909;

/** What the grid shows in the picture of the device. */
export const EXAMPLE_VIEW: GridView = {
  bars: UNIT_BARS,
  rows: VOICES.map(({ label }, voice) => {
    const { padName, source } = EXAMPLE_KIT[voice]!;
    return { label, source, pad: padName };
  }),
  hits: Object.entries(EXAMPLE).flatMap(([id, steps]) => hits(id as VoiceId, steps)),
  title: takeName({ style: 'house', seed: EXAMPLE_SEED }),
  place: '3/7',
};

function hits(id: VoiceId, steps: string): ViewHit[] {
  const row = [...steps].slice(0, UNIT_STEPS);
  return row.flatMap((letter, step) => {
    if (letter === '.') return [];
    const offsetSteps = step % 2 === 1 ? SWING_STEPS : 0;
    return [{ step, voice: voiceIndex(id), velocity01: Number(letter) / 9, offsetSteps }];
  });
}

/** What the picture of the device shows beside the controls’ initial values. */
export const EXAMPLE_CONTENTS = {
  name: 'Fourfloor',
  view: EXAMPLE_VIEW,
  values: { [controlBoxId('seed')]: EXAMPLE_SEED, [controlBoxId('bars')]: BAR_CHOICES.indexOf(UNIT_BARS) },
  status: `${EXAMPLE_VIEW.title} in a new clip · ${EXAMPLE_VIEW.hits.length} notes · ${describeKit(EXAMPLE_KIT)}`,
} as const;
