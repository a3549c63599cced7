import { describeKit, kitOf } from '../../device/notes/kit';
import { PAGES, type Page } from '../../device/controls/controls';
import type { GridView, ViewRow } from '../../device/display/grid-view';
import { takeName } from '../../device/state/history';
import { describeDistance } from '../../device/live/generation/sentences';
import { commandOf, INITIAL_SETTINGS, type Settings } from '../../device/controls/settings';
import { recipeText } from '../../device/state/share-text';
import { BAR_CHOICES, UNIT_BARS } from '../../rhythm/grid';
import { hitsOf, type Pattern } from '../../rhythm/pattern';
import { controlBoxId } from '../patcher/objects';
import { CLAP, KICK, OPEN_HAT, RIM, VOICES } from '../../rhythm/voices';

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
/** Stands for the mark of the model. */
const EXAMPLE_MARK = 'm90906';

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
  readonly corners: readonly boolean[];
  readonly text: string;
  readonly status: string;
}

/** The pages' pictures: the first is the one that stands for the device. */
export const PICTURES = PAGES.map((page, index): { readonly page: Page; readonly file: string } => ({
  page,
  file: index === 0 ? 'preview.svg' : `preview-${page.toLowerCase()}.svg`,
}));

/** What the pages show: kick and clap locked, the rim muted, the open hat on the Voice page, three corners filled. */
const EXAMPLE_VOICE = OPEN_HAT;
const EXAMPLE_LOCKED = [KICK, CLAP];
const EXAMPLE_MUTED = RIM;
const EXAMPLE_STARS = [false, false, true, false, false, false, true, false, false];

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
  const rows = VOICES.map(({ label }, voice): ViewRow => {
    const { padName, source } = EXAMPLE_KIT[voice]!;
    const [isLocked, isMuted] = [EXAMPLE_LOCKED.includes(voice), voice === EXAMPLE_MUTED];
    return { label, source, pad: padName, isLocked, isMuted, isChosen: voice === EXAMPLE_VOICE };
  });
  const distance = rhythm.originality && describeDistance([rhythm.originality]);
  const { seed, bars } = EXAMPLE_SETTINGS;
  return {
    name: 'Fourfloor',
    view: { bars: UNIT_BARS, rows, hits, title, stars: EXAMPLE_STARS, position: EXAMPLE_STARS.length - 1 },
    values: {
      [controlBoxId('seed')]: seed,
      [controlBoxId('bars')]: bars,
      [controlBoxId('voice')]: EXAMPLE_VOICE + 1,
      [controlBoxId('voiceNote')]: EXAMPLE_KIT[EXAMPLE_VOICE]?.note ?? 0,
      [controlBoxId('syncopation')]: 30,
      [controlBoxId('energy')]: -20,
      [controlBoxId('morphX')]: 30,
      [controlBoxId('morphY')]: 65,
    },
    corners: [true, true, true, false],
    text: recipeText({
      command: commandOf(EXAMPLE_SETTINGS, [rhythm.style]),
      part: -1,
      model: EXAMPLE_MARK,
    }),
    status: [`${title} in a new clip`, `${hits.length} notes`, describeKit(EXAMPLE_KIT), distance]
      .filter((part) => part !== undefined)
      .join(' · '),
  };
}
