// What the pictures of the device show: a Drum Rack, a history, locks and values, around a rhythm that the
// model makes when `npm run build` draws them. scripts/support/example-rhythm.ts asks for that rhythm with
// the settings here.
// Texts come from the device’s own functions where it has one, so that a picture says what the device would.

import { describeKit, kitOf } from '../../device/notes/drum-rack-kit';
import { PAGES, type Page } from '../../device/controls/controls';
import type { GridView, ViewRow } from '../../device/display/grid-view';
import { takeName } from '../../device/state/history';
import { describeDistance } from '../../device/live/generation/generation-sentences';
import { commandOf, INITIAL_SETTINGS, type Settings } from '../../device/controls/settings';
import { recipeText, shownText } from '../../device/state/share-text';
import { hitsToWire } from '../../device/protocol/wire';
import { BAR_CHOICES, UNIT_BARS } from '../../rhythm/grid';
import { hitsOf, type Pattern } from '../../rhythm/pattern';
import { controlBoxId } from '../patcher/objects';
import { CLAP, KICK, OPEN_HAT, RIM, VOICES } from '../../rhythm/voices';

/** Pads named as in Live’s 909 kits. */
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
/** A placeholder, not the mark of a real model. */
const EXAMPLE_MARK = 'm90906';

/** What the pictured rhythm is made with: the initial settings but for seed and bars; the caller adds the style. */
export const EXAMPLE_SETTINGS: Settings = {
  ...INITIAL_SETTINGS,
  seed: EXAMPLE_SEED,
  bars: BAR_CHOICES.indexOf(UNIT_BARS),
};

/** The device when it has just written a rhythm into a new clip. */
export interface ExampleContents {
  readonly name: string;
  readonly view: GridView;
  readonly values: Readonly<Record<string, number>>;
  readonly corners: readonly boolean[];
  readonly text: string;
  readonly status: string;
}

/** The first page’s picture has no page in its name: it represents the device. */
export const PICTURES = PAGES.map((page, index): { readonly page: Page; readonly file: string } => ({
  page,
  file: index === 0 ? 'preview.svg' : `preview-${page.toLowerCase()}.svg`,
}));

/** The voice on the Voice page. */
const EXAMPLE_VOICE = OPEN_HAT;
const EXAMPLE_LOCKED = [KICK, CLAP];
const EXAMPLE_MUTED = RIM;
const EXAMPLE_STARS = [false, false, true, false, false, false, true, false, false];

/** @param rhythm what the model makes of {@link EXAMPLE_SETTINGS} */
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
  const command = commandOf(EXAMPLE_SETTINGS, [rhythm.style]);
  const recipe = recipeText({ command, part: -1, model: EXAMPLE_MARK });
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
    text: shownText(recipe, { bars: UNIT_BARS, hits: hitsToWire(rhythm.pattern) }),
    status: [`${title} in a new clip`, `${hits.length} notes`, describeKit(EXAMPLE_KIT), distance]
      .filter((part) => part !== undefined)
      .join(' · '),
  };
}
