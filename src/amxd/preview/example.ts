import { describeKit, kitOf } from '../../device/kit';
import type { GridView } from '../../device/grid-view';
import { takeName } from '../../device/history';
import { describeDistance } from '../../device/live-sentences';
import { INITIAL_SETTINGS, type Settings } from '../../device/settings';
import { BAR_CHOICES, UNIT_BARS } from '../../rhythm/grid';
import { hitsOf, type Pattern } from '../../rhythm/pattern';
import { controlBoxId } from '../live-control';
import { VOICES } from '../../rhythm/voices';

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

/** The controls in the picture: as the device comes, but for the length and the seed. */
export const EXAMPLE_SETTINGS: Settings = {
  ...INITIAL_SETTINGS,
  seed: EXAMPLE_SEED,
  bars: BAR_CHOICES.indexOf(UNIT_BARS),
};

/** What the picture of the device shows when it has just written a rhythm into a new clip. */
export interface ExampleContents {
  readonly name: string;
  readonly view: GridView;
  readonly values: Readonly<Record<string, number>>;
  readonly status: string;
}

/** The contents of the picture. @param rhythm what the model makes of {@link EXAMPLE_SETTINGS} */
export function exampleContents(rhythm: {
  readonly style: string;
  readonly pattern: Pattern;
  readonly originality?: { readonly nearestDistance: number };
}): ExampleContents {
  const title = takeName({ style: rhythm.style, seed: EXAMPLE_SEED });
  const hits = hitsOf(rhythm.pattern).map(({ step, voice, velocity, offset }) => ({
    step,
    voice,
    velocity01: velocity,
    offsetSteps: offset,
  }));
  const rows = VOICES.map(({ label }, voice) => {
    const { padName, source } = EXAMPLE_KIT[voice]!;
    return { label, source, pad: padName };
  });
  const distance = rhythm.originality && describeDistance([rhythm.originality]);
  const { seed, bars } = EXAMPLE_SETTINGS;
  return {
    name: 'Fourfloor',
    view: { bars: UNIT_BARS, rows, hits, title, place: '1/1' },
    values: { [controlBoxId('seed')]: seed, [controlBoxId('bars')]: bars },
    status: [`${title} in a new clip`, `${hits.length} notes`, describeKit(EXAMPLE_KIT), distance]
      .filter((part) => part !== undefined)
      .join(' · '),
  };
}
