import assert from 'node:assert/strict';
import { SAME_STROKE_BEATS } from '../../src/device/notes';
import { loadEngine } from '../../src/engine/engine';
import { parseRequest } from '../../src/engine/request';
import { BEATS_PER_BAR, stepsToBeats } from '../../src/rhythm/grid';
import { hitsOf as hitsOfPattern } from '../../src/rhythm/pattern';
import { VOICES } from '../../src/rhythm/voices';
import type { LiveHost, LoadOptions } from '../live/host';
import { LiveSet, drumRackSet, fullSet, PADS_909, type NewNote } from '../live/set';
import { frozenModel, hasShippedModel } from './support/frozen-device';
import { generated, hitsOf, plainNotes, pressed, readyDevice, unexpectedProblems } from './support/session';

/** What a player wrote: off the grid, with every property of a note used, inside and outside the loop. */
const OWN_NOTES: readonly NewNote[] = [
  { pitch: 36, start_time: 0, duration: 0.5, velocity: 101.5 },
  { pitch: 60, start_time: 3.5, duration: 2, velocity: 80, mute: 1 },
  { pitch: 36, start_time: 4.1, duration: 0.1, velocity: 64, probability: 0.35 },
  { pitch: 38, start_time: 7 / 3 + 4, duration: 1 / 3, velocity: 90, velocity_deviation: -12 },
  { pitch: 42, start_time: 11.9, duration: 3, velocity: 30, release_velocity: 7 },
  { pitch: 42, start_time: 15, duration: 0.5, velocity: 77 },
];

/** A clip of four bars whose loop is the two bars from beat 4 on. */
function setWithClip(): LiveSet {
  const set = new LiveSet({
    tracks: [{ name: 'Drums', clips: { 1: { lengthBeats: 16, name: 'Mine', notes: OWN_NOTES } } }],
  });
  const clip = set.clip(0, 1)!;
  clip.loopStart = 4;
  clip.loopEnd = 12;
  set.select(0, 1);
  return set;
}

const FILL = 16;
const FILLS = 4;

describe('the built device writes', function () {
  this.timeout(60_000);
  const loaded: LiveHost[] = [];
  async function device(options: LoadOptions = {}): Promise<LiveHost> {
    const host = await readyDevice(options);
    loaded.push(host);
    return host;
  }
  afterEach(async () => {
    await Promise.all(loaded.splice(0).map((host) => host.delete()));
  });

  describe('into a new clip', () => {
    for (const [index, bars] of [1, 2, 4, 8].entries()) {
      it(`of ${bars} bars in the first empty slot: looped, named, coloured and selected`, async () => {
        const set = new LiveSet({ tracks: [{ name: 'Drums', clips: { 0: { lengthBeats: 4 } } }] });
        const host = await device({ set });
        await host.turn('Bars', index);
        await generated(host, 'New');
        const clip = set.clip(0, 1)!;
        const length = bars * BEATS_PER_BAR;
        assert.deepEqual(
          [clip.looping, clip.loopStart, clip.loopEnd, clip.startMarker, clip.endMarker],
          [1, 0, length, 0, length],
        );
        assert.match(clip.name, /^House \d+$/);
        assert.equal(clip.name, `House ${String(host.parameter('Seed'))}`);
        assert.ok(clip.notes.length > 0);
        for (const { start_time, duration } of clip.notes) {
          assert.ok(start_time >= 0 && start_time + duration <= length + 1e-9);
        }
        assert.equal(set.song.view.detailClip, clip);
        assert.match(host.text('status'), /^House \d+ in a new clip · \d+ notes/);
        assert.match(host.text('status'), /\d+ hits? from the nearest learned rhythm$/);
        assert.deepEqual(unexpectedProblems(host), []);
      });
    }

    it('with kick, hat and snare or clap, so that a track can start from it', async function () {
      if (!hasShippedModel) this.skip(); // an untrained model keeps to the form, not to the music
      const host = await device();
      await host.turn('New Seed', 0); // the same rhythms in every run
      await host.turn('Fill Count', FILL);
      for (let fill = 0; fill < FILLS; fill++) {
        await host.turn('Seed', fill * FILL);
        await generated(host, 'Fill');
        for (let scene = fill * FILL; scene < (fill + 1) * FILL; scene++) {
          const clip = host.set.clip(0, scene)!;
          assert.ok(hitsOf(clip, 'kick') > 0, `${clip.name} has no kick`);
          const hats = hitsOf(clip, 'closed-hat') + hitsOf(clip, 'open-hat');
          assert.ok(hats > 0, `${clip.name} has no hat`);
          assert.ok(hitsOf(clip, 'snare') + hitsOf(clip, 'clap') > 0, `${clip.name} has no backbeat`);
        }
      }
    });

    it('on the pads of the Drum Rack, and on no other', async () => {
      const pads = [
        { note: 48, name: 'Kick Deep' },
        { note: 50, name: 'Clap' },
        { note: 53, name: 'Hat Open' },
        { note: 54, name: 'Hat Closed' },
      ];
      const host = await device({ set: drumRackSet(pads) });
      await generated(host, 'New');
      const pitches = new Set(host.set.clip(0, 0)!.notes.map(({ pitch }) => pitch));
      assert.ok([...pitches].every((pitch) => pads.some(({ note }) => note === pitch)));
      assert.match(host.text('status'), /4 pads, \d borrowed, \d silent/);
      assert.match(host.text('grid'), /Kick Deep/);
      assert.match(host.text('grid'), /→ Clap/);
    });

    it("with the engine's own rhythm: every velocity kept, every time to a thousandth of a beat", async () => {
      const host = await device();
      await generated(host, 'New');
      const engine = await loadEngine(await frozenModel(), { backend: 'cpu' });
      const words = { seed: Number(host.parameter('Seed')), style: 'house', density: 0.5, swing: 0.15 };
      const { pattern } = engine.generate(parseRequest(words, engine.card));
      engine.dispose();
      const asked = hitsOfPattern(pattern).map(({ step, voice, velocity, offset }) => ({
        pitch: VOICES[voice]!.note,
        start: stepsToBeats(step + offset),
        velocity: velocity * 127,
      }));
      const written = host.set.clip(0, 0)!.notes;
      for (const note of written) {
        const isAsked = asked.some(
          ({ pitch, start, velocity }) =>
            pitch === note.pitch &&
            Math.abs(start - note.start_time) < 0.001 &&
            Math.abs(velocity - note.velocity) < 0.01,
        );
        assert.ok(isAsked, JSON.stringify(note));
      }
      // Strokes of one drum that all but coincide are one in Live; the louder stays.
      for (const { pitch, start, velocity } of asked) {
        const isThere = written.some(
          (note) =>
            note.pitch === pitch &&
            Math.abs(start - note.start_time) < SAME_STROKE_BEATS &&
            note.velocity > velocity - 0.01,
        );
        assert.ok(isThere, `${pitch} at ${start}`);
      }
      assert.ok(written.length > 0.9 * asked.length);
    });

    it('and moves no control but the seed, since each such move is a step in the undo history of Live', async () => {
      const host = await device();
      await generated(host, 'New');
      assert.deepEqual(host.parameterWrites, [{ longName: 'Seed', value: host.parameter('Seed') }]);
      await host.turn('New Seed', 0);
      await generated(host, 'New');
      assert.equal(host.parameterWrites.length, 1);
    });

    it('as one undo step, so that the player is one undo away from before', async () => {
      const host = await device();
      await generated(host, 'New');
      assert.ok(host.set.clip(0, 0));
      host.set.undo();
      assert.equal(host.set.clip(0, 0), undefined);
    });

    it('the same rhythm from the same seed, and another from another', async () => {
      const host = await device();
      await host.turn('New Seed', 0);
      await host.turn('Seed', 4821);
      await generated(host, 'New');
      await generated(host, 'New');
      await host.turn('Seed', 4822);
      await generated(host, 'New');
      const [one, two, three] = [0, 1, 2].map((scene) => plainNotes(host.set.clip(0, scene)!));
      assert.deepEqual(one, two);
      assert.notDeepEqual(one, three);
      assert.equal(host.set.clip(0, 0)!.name, 'House 4821');
    });
  });

  describe('into the selected clip', () => {
    it('and replaces only the notes inside its loop', async () => {
      const set = setWithClip();
      const host = await device({ set });
      const clip = set.clip(0, 1)!;
      const isOutside = ({ start_time }: { start_time: number }): boolean =>
        start_time < 4 || start_time >= 12;
      const outside = clip.notes.filter(isOutside);
      await generated(host, 'Clip');
      assert.deepEqual(clip.notes.filter(isOutside), outside);
      const inside = clip.notes.filter((note) => !isOutside(note));
      assert.ok(inside.length > 4);
      assert.ok(inside.every(({ start_time, duration }) => start_time + duration <= 12 + 1e-9));
      assert.deepEqual([clip.loopStart, clip.loopEnd, clip.endMarker, clip.name], [4, 12, 16, 'Mine']);
      assert.deepEqual(unexpectedProblems(host), []);
    });

    it("and Previous brings the player's own notes back exactly, after any number of rhythms", async () => {
      const set = setWithClip();
      const host = await device({ set });
      const clip = set.clip(0, 1)!;
      const before = plainNotes(clip);
      for (let press = 0; press < 3; press++) await generated(host, 'Clip');
      const after = plainNotes(clip);
      for (let press = 0; press < 3; press++) await pressed(host, 'Previous Pattern');
      assert.deepEqual(plainNotes(clip), before);
      assert.match(host.text('status'), /^Your notes back in “Mine”/);
      await pressed(host, 'Previous Pattern');
      assert.equal(host.text('status'), 'There is no earlier rhythm.');
      assert.deepEqual(plainNotes(clip), before);
      for (let press = 0; press < 3; press++) await pressed(host, 'Next Pattern');
      assert.deepEqual(plainNotes(clip), after);
    });

    it('and keeps what the player changed in between', async () => {
      const set = setWithClip();
      const host = await device({ set });
      const clip = set.clip(0, 1)!;
      await generated(host, 'Clip');
      clip.preset([{ pitch: 99, start_time: 5.125, duration: 0.25, velocity: 3 }]);
      const edited = plainNotes(clip);
      await generated(host, 'Clip');
      await pressed(host, 'Previous Pattern');
      assert.deepEqual(plainNotes(clip), edited);
    });

    it('and leaves a note alone that the player wrote behind the loop, even under a longer one of his', async () => {
      const set = setWithClip();
      const host = await device({ set });
      const clip = set.clip(0, 1)!;
      await generated(host, 'Clip'); // replaces the note of 3 beats at 11.9
      const behind = { pitch: 42, start_time: 13, duration: 0.5, velocity: 5 };
      clip.preset([behind]);
      await pressed(host, 'Previous Pattern');
      const isBehind = ({ pitch, start_time }: NewNote): boolean => pitch === 42 && start_time > 11;
      assert.deepEqual(
        clip.notes
          .filter(isBehind)
          .map(({ start_time, duration }) => [start_time, Math.round(duration * 10)]),
        [
          [11.9, 11],
          [13, 5],
          [15, 5],
        ],
      );
    });

    it('and leaves the note alone that begins where a loop on triplets ends', async () => {
      const end = 20 / 12;
      const set = new LiveSet({
        tracks: [
          {
            name: 'Drums',
            clips: { 0: { lengthBeats: 4, notes: [{ pitch: 99, start_time: end, duration: 0.25 }] } },
          },
        ],
      });
      const clip = set.clip(0, 0)!;
      clip.loopStart = 7 / 12;
      clip.loopEnd = end;
      set.select(0, 0);
      const host = await device({ set });
      await generated(host, 'Clip');
      assert.match(host.text('status'), /notes/);
      assert.ok(clip.notes.some(({ pitch }) => pitch === 99));
    });

    it('and says so when none is selected, or one of another track', async () => {
      const set = new LiveSet({
        tracks: [{ name: 'Drums' }, { name: 'Bass', clips: { 0: { lengthBeats: 4 } } }],
      });
      const host = await device({ set });
      set.deselect();
      await generated(host, 'Clip');
      assert.match(host.text('status'), /^No clip is selected/);
      set.select(1, 0);
      await generated(host, 'Clip');
      assert.match(host.text('status'), /^The selected clip is not on “Drums”/);
      assert.equal(set.clip(1, 0)!.notes.length, 0);
      assert.deepEqual(unexpectedProblems(host), []);
    });

    it('but leaves it as it was when Live takes no notes', async () => {
      const set = setWithClip();
      const host = await device({ set });
      const clip = set.clip(0, 1)!;
      const before = plainNotes(clip);
      const { add_new_notes: add } = clip.functions;
      let calls = 0;
      Object.assign(clip.functions, {
        add_new_notes: (args: readonly unknown[]) => (calls++ === 0 ? [] : add!(args)),
      });
      await generated(host, 'Clip');
      assert.match(host.text('status'), /^Live did not take the notes; the clip is as it was/);
      assert.deepEqual(plainNotes(clip), before);
      assert.equal(calls, 2);
      await generated(host, 'Clip');
      assert.match(host.text('status'), /in “Mine”/);
    });

    it('but not while it records, nor makes a new one while another on the track does', async () => {
      const set = new LiveSet({
        tracks: [{ name: 'Drums', clips: { 2: { lengthBeats: 4, isRecording: true } } }],
      });
      set.select(0, 2);
      const host = await device({ set });
      for (const target of ['Clip', 'New', 'Fill'] as const) {
        await generated(host, target);
        assert.equal(
          host.text('status'),
          '“Drums” is recording. Stop the recording, then press Generate again.',
        );
      }
      assert.equal(set.clip(0, 2)!.notes.length, 0);
      assert.equal(set.clip(0, 0), undefined);
      assert.deepEqual(unexpectedProblems(host), []);
    });
  });

  describe('a fill of eight', () => {
    it('as eight different clips in the next eight empty slots', async () => {
      const set = new LiveSet({
        sceneCount: 12,
        tracks: [{ name: 'Drums', clips: { 1: { lengthBeats: 4, name: 'Mine' } }, devices: [] }],
      });
      const host = await device({ set });
      await generated(host, 'Fill');
      const clips = [0, 2, 3, 4, 5, 6, 7, 8].map((scene) => set.clip(0, scene)!);
      assert.equal(new Set(clips.map((clip) => JSON.stringify(plainNotes(clip)))).size, 8);
      assert.equal(new Set(clips.map(({ name }) => name)).size, 8);
      assert.equal(set.clip(0, 1)!.name, 'Mine');
      assert.equal(set.clip(0, 9), undefined);
      assert.deepEqual(unexpectedProblems(host), []);
    });

    it('and adds scenes when the track is full', async () => {
      const host = await device({ set: fullSet(4) });
      await generated(host, 'Fill');
      assert.equal(host.set.song.scenes.length, 12);
      for (let scene = 4; scene < 12; scene++) assert.ok(host.set.clip(0, scene)!.notes.length > 0);
      assert.match(
        host.text('status'),
        /^8 new clips.* · at least \d+ hits? from the nearest learned rhythm$/,
      );
    });

    it('on the pads of a 909 kit', async () => {
      const host = await device({ set: drumRackSet(PADS_909) });
      await host.turn('Fill Count', 3);
      await generated(host, 'Fill');
      const notes = [0, 1, 2].flatMap((scene) => host.set.clip(0, scene)!.notes);
      assert.ok(notes.every(({ pitch }) => PADS_909.some((pad) => pad.note === pitch)));
      assert.equal(host.set.clip(0, 3), undefined);
    });
  });
});
