import assert from 'node:assert/strict';
import { NOTE_DEFAULTS, type ClipNote } from '../../../src/device/notes/clip-notes';
import { PLAIN_VOICES } from '../../../src/device/notes/voice-settings';
import { rhythmOfHits } from '../../../src/device/notes/wire-rhythm';
import type { Take } from '../../../src/device/state/history';
import {
  asWritten,
  notesToWrite,
  ownTakeWith,
  takeOf,
  withVoicesFollowed,
  writtenTake,
  type PlayingNow,
} from '../../../src/device/state/played-take';
import { VELOCITY_UNITS } from '../../../src/device/protocol/payloads';
import { voiceIndex } from '../../../src/rhythm/voices';

const KICK = voiceIndex('kick');
const playing: PlayingNow = { kit: undefined, voices: PLAIN_VOICES, chokesHats: false };
const KICK_KEY = 36;
const CLAP_KEY = 39;

const note = (pitch: number, startBeats: number, more: Partial<ClipNote> = {}): ClipNote => ({
  ...NOTE_DEFAULTS,
  pitch,
  startBeats,
  durationBeats: 0.5,
  velocity: 90,
  ...more,
});

/** Notes of the user's own in a loop that does not begin at 0. */
const own = (notes: readonly ClipNote[]): Take => ({
  origin: 'found',
  notes,
  region: { startBeats: 4, endBeats: 12 },
  seed: 0,
  style: '',
  part: -1,
  recipe: '',
  isStarred: true,
});

const kicks = rhythmOfHits(1, [{ step: 2, voice: KICK, velocity: VELOCITY_UNITS, offset: 0 }]);
const startsOf = (notes: readonly ClipNote[], pitch: number): number[] =>
  notes.filter((each) => each.pitch === pitch).map(({ startBeats }) => startBeats);

describe('a take of the user’s own notes', () => {
  it('takes one drum of a rhythm, moved to its loop and repeated to its end, and keeps all other notes', () => {
    const clap = note(CLAP_KEY, 5, { probability: 0.5, velocityDeviation: 3 });
    const take = ownTakeWith(own([note(KICK_KEY, 4), clap]), { voices: [KICK], rhythm: kicks }, playing);
    assert.deepEqual(startsOf(take.notes, KICK_KEY), [4.5, 8.5]);
    assert.deepEqual(
      take.notes.filter(({ pitch }) => pitch === CLAP_KEY),
      [clap],
    );
    assert.deepEqual([take.origin, take.isStarred, take.voicesSet], ['drawn', false, [KICK]]);
  });

  it('leaves out what a rhythm has of other drums', () => {
    const both = rhythmOfHits(1, [
      { step: 0, voice: KICK, velocity: VELOCITY_UNITS, offset: 0 },
      { step: 4, voice: voiceIndex('clap'), velocity: VELOCITY_UNITS, offset: 0 },
    ]);
    const take = ownTakeWith(own([]), { voices: [KICK], rhythm: both }, playing);
    assert.deepEqual([startsOf(take.notes, KICK_KEY), startsOf(take.notes, CLAP_KEY)], [[4, 8], []]);
  });

  const muted = PLAIN_VOICES.map((voice, index) => ({ ...voice, isMuted: index === KICK }));

  it('is written as it is, until a voice of it is set', () => {
    const take = own([note(KICK_KEY, 4), note(CLAP_KEY, 5)]);
    const now = { ...playing, voices: muted };
    assert.equal(notesToWrite(take, now), take.notes);
    const followed = withVoicesFollowed(take, [KICK]);
    assert.deepEqual(startsOf(notesToWrite(followed, now), KICK_KEY), []);
    assert.deepEqual(startsOf(notesToWrite(followed, now), CLAP_KEY), [5]);
    assert.deepEqual(withVoicesFollowed(followed, [KICK]).voicesSet, [KICK]);
  });

  it('keeps what is muted in the clip when it is written, moved to the region that it was written into', () => {
    const followed = withVoicesFollowed(own([note(KICK_KEY, 4), note(CLAP_KEY, 5)]), [KICK]);
    const region = { startBeats: 0, endBeats: 8 };
    const written = writtenTake(followed, [note(CLAP_KEY, 1)], region);
    assert.deepEqual([startsOf(written.notes, KICK_KEY), written.region], [[0], region]);
    const plain = writtenTake(own([note(KICK_KEY, 4)]), [note(KICK_KEY, 0)], region);
    assert.deepEqual(startsOf(plain.notes, KICK_KEY), [0]);
  });

  it('comes back as it was written', () => {
    const take = own([]);
    assert.equal(asWritten(take), take);
    assert.equal(asWritten(withVoicesFollowed(take, [KICK])).voicesSet, undefined);
  });
});

describe('a take of a rhythm', () => {
  it('is laid out over the whole of its bars', () => {
    const take = takeOf(kicks, own([]), playing);
    assert.deepEqual([take.region, startsOf(take.notes, KICK_KEY)], [{ startBeats: 0, endBeats: 4 }, [0.5]]);
    assert.equal(take.isStarred, false);
  });
});
