import assert from 'node:assert/strict';
import { GENERAL_MIDI_KIT, KIT_SOURCES } from '../../../src/device/notes/drum-rack-kit';
import { NOTE_DEFAULTS } from '../../../src/device/notes/clip-notes';
import { PLAIN_VOICES } from '../../../src/device/notes/voice-settings';
import { rhythmOfHits } from '../../../src/device/notes/wire-rhythm';
import type { Take } from '../../../src/device/state/history';
import {
  EMPTY_STATE,
  stateFromDictionary,
  stateToDictionary,
  type State,
} from '../../../src/device/state/state';
import type { FlatDictionary } from '../../../src/device/protocol/wire';

const rhythm = rhythmOfHits(2, [
  { step: 0, voice: 0, velocity: 101, offset: 0 },
  { step: 31, voice: 11, velocity: 3, offset: -40 },
]);

const take = (more: Partial<Take>): Take => ({
  origin: 'generated',
  notes: [{ ...NOTE_DEFAULTS, pitch: 36, startBeats: 0.5, durationBeats: 0.25, velocity: 99 }],
  region: { startBeats: 0, endBeats: 8 },
  seed: 4821,
  style: 'house',
  part: 2,
  recipe: 'ff1.house.4821',
  isStarred: false,
  ...more,
});

/** A state in which nothing is as it is at first. */
const full: State = {
  history: {
    takes: [
      take({ rhythm, isStarred: true }),
      take({
        origin: 'found',
        region: { startBeats: 4, endBeats: 12 },
        seed: 0,
        style: '',
        part: -1,
        recipe: '',
        voicesSet: [0, 7],
        notes: [
          {
            pitch: 60,
            startBeats: 5.125,
            durationBeats: 1.5,
            velocity: 64,
            muted: true,
            probability: 0.25,
            velocityDeviation: -12,
            releaseVelocity: 80,
          },
        ],
      }),
      take({ origin: 'drawn', rhythm: rhythmOfHits(1, []), part: 0 }),
    ],
    position: 1,
  },
  kit: GENERAL_MIDI_KIT.map((voice, index) => ({
    ...voice,
    note: index === 3 ? undefined : 40 + index,
    padName: `Pad ${index}`,
    source: KIT_SOURCES[index % KIT_SOURCES.length]!,
  })),
  voices: PLAIN_VOICES.map((voice, index) => ({
    ...voice,
    isLocked: index === 1,
    isMuted: index === 2,
    velocityPercent: 100 + index,
    ...(index % 3 === 0 ? { note: index } : {}),
  })),
  corners: [rhythm, undefined, rhythmOfHits(4, []), undefined],
  modelPath: '/b',
  modelPaths: ['/a', '/b'],
  style: 'deep-house',
};

/** What Max’s Dict gives back: a list of one as its element. */
function readerOf(dictionary: FlatDictionary) {
  return (key: string): unknown => {
    const value = dictionary[key];
    if (value === '') return undefined;
    return Array.isArray(value) && value.length === 1 ? (value[0] as unknown) : value;
  };
}

describe('the state that the Set keeps', () => {
  it('comes back whole', () => {
    assert.deepEqual(stateFromDictionary(readerOf(stateToDictionary(full))), full);
    assert.deepEqual(stateFromDictionary(readerOf(stateToDictionary(EMPTY_STATE))), EMPTY_STATE);
  });

  it('is plain numbers and words, of which none is longer than Max can hold', () => {
    for (const value of Object.values(stateToDictionary(full)))
      for (const atom of [value].flat())
        assert.ok(typeof atom === 'string' ? atom.length < 32_767 : Number.isFinite(atom));
  });

  it('keeps the keys of the other takes when one comes between them', () => {
    const before = stateToDictionary(full);
    const [first, ...others] = full.history.takes;
    const takes = [first!, take({ seed: 1, notes: [...first!.notes] }), ...others];
    const now = stateToDictionary({ ...full, history: { takes, position: 1 } });
    const changed = Object.keys(now).filter((key) => before[key] !== now[key]);
    assert.deepEqual(
      changed.filter((key) => key.startsWith('take')),
      ['takes', 'take3', 'takeStyle3', 'takeHits3', 'takeText3'],
    );
    assert.deepEqual(now.order, [0, 3, 1, 2]);
    assert.deepEqual(stateFromDictionary(readerOf(now)).history.takes, takes);
  });

  it('is read as empty where a later version wrote it, and where nothing did', () => {
    const later = { ...stateToDictionary(full), schemaVersion: 3 };
    assert.deepEqual(stateFromDictionary(readerOf(later)), EMPTY_STATE);
    assert.deepEqual(
      stateFromDictionary(() => undefined),
      EMPTY_STATE,
    );
  });

  it('loses what is damaged and nothing else', () => {
    const dictionary = stateToDictionary(full);
    const damaged = { ...dictionary, take1: [1, 2], kitNotes: [36], voices: [1], position: 77, corner0: 'x' };
    const back = stateFromDictionary(readerOf(damaged));
    assert.deepEqual(back.history, { takes: [full.history.takes[0], full.history.takes[2]], position: 1 });
    assert.deepEqual([back.kit, back.voices, back.corners[0]], [undefined, PLAIN_VOICES, undefined]);
    assert.deepEqual([back.corners[2], back.style, back.modelPath], [full.corners[2], 'deep-house', '/b']);
  });

  it('takes no velocity and no note from outside their ranges', () => {
    const dictionary = stateToDictionary(full);
    const numbers = [...(dictionary.voices as readonly number[])];
    numbers[2] = 5000;
    numbers[3] = 128;
    const [first] = stateFromDictionary(readerOf({ ...dictionary, voices: numbers })).voices;
    assert.deepEqual(first, { isLocked: false, isMuted: false, velocityPercent: 200 });
  });
});
