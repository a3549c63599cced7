import assert from 'node:assert/strict';
import fc from 'fast-check';
import { MidiError, patternOfMidi, readMidi, requireFourFour, type MidiErrorCode } from '../../src/midi';
import { voiceIndex } from '../../src/rhythm/voices';
import { processorMs } from '../support/processor-time';
import { END, chunk, midiFile, off, on, tempo, timeSignature, trackName } from './midi-bytes';

const KICK = voiceIndex('kick');
const SNARE = voiceIndex('snare');
const CLOSED_HAT = voiceIndex('closed-hat');

function placesOf(bytes: Uint8Array): [number, number][] {
  return readMidi(bytes).events.map(({ positionSteps, voice }) => [positionSteps, voice]);
}

function assertFails(read: () => unknown, code: MidiErrorCode): void {
  assert.throws(read, (error) => error instanceof MidiError && error.code === code);
}

describe('reading MIDI', () => {
  it('counts in steps whatever the resolution, because every program writes its own', () => {
    for (const ppq of [24, 96, 120, 480, 960, 15_360]) {
      const file = midiFile(0, ppq, [...on(0, 36), ...off(0, 36), ...on(ppq * 2, 38), ...off(1, 38), ...END]);
      assert.deepEqual(placesOf(file), [
        [0, KICK],
        [8, SNARE],
      ]);
    }
  });

  it('follows running status, since most files leave repeated commands out', () => {
    // 0x99 once; then key and velocity alone, a velocity of 0 being a release.
    const track = [0, 0x99, 36, 100, 24, 36, 0, 0, 42, 80, 24, 42, 0, 0, 36, 90, ...END];
    assert.deepEqual(placesOf(midiFile(0, 96, track)), [
      [0, KICK],
      [1, CLOSED_HAT],
      [2, KICK],
    ]);
  });

  it('ends running status at a meta event, as the standard says', () => {
    const track = [0, 0x99, 36, 100, ...tempo(0, 500_000), 0, 38, 100, ...END];
    assertFails(() => readMidi(midiFile(0, 96, track)), 'damaged');
  });

  it('keeps notes that are never released, that overlap and that have no length', () => {
    const held = [
      ...on(0, 36),
      ...on(96, 36),
      ...on(96, 38),
      ...off(0, 38),
      ...off(96, 36),
      ...on(0, 42),
      ...END,
    ];
    assert.deepEqual(placesOf(midiFile(1, 96, held)), [
      [0, KICK],
      [4, KICK],
      [8, SNARE],
      [12, CLOSED_HAT],
    ]);
  });

  it('keeps a first track of a format 1 file whose notes all have no length', () => {
    const first = [...on(0, 36), ...off(0, 36), ...END];
    assert.deepEqual(placesOf(midiFile(1, 96, first, [...on(96, 38), ...off(1, 38), ...END])), [
      [0, KICK],
      [4, SNARE],
    ]);
  });

  it('reads all tracks together in order of time', () => {
    const rhythm = readMidi(
      midiFile(
        1,
        480,
        [...tempo(0, 500_000), ...END],
        [...trackName('Drums é'), ...on(960, 38), ...END],
        [...trackName('Hats'), ...on(480, 42), ...END],
      ),
    );
    assert.deepEqual(
      rhythm.events.map((event) => event.positionSteps),
      [4, 8],
    );
    assert.deepEqual(rhythm.trackNames, ['Drums é', 'Hats']);
  });

  it('reads channel 10 alone where it has notes: the keys of a bass line are not drums', () => {
    const song = [...on(0, 36, 100, 0), ...on(0, 38), ...END];
    assert.deepEqual(placesOf(midiFile(0, 96, song)), [[0, SNARE]]);
    assert.equal(readMidi(midiFile(0, 96, song), { channels: 'all' }).events.length, 2);
  });

  it('reads every channel where channel 10 is silent, as clips are exported on channel 1', () => {
    assert.deepEqual(placesOf(midiFile(0, 96, [...on(0, 36, 100, 0), ...on(96, 38, 100, 3), ...END])), [
      [0, KICK],
      [4, SNARE],
    ]);
  });

  it('takes the tempo at the start and keeps the later ones with their places', () => {
    const rhythm = readMidi(
      midiFile(0, 96, [
        ...tempo(0, 500_000),
        ...tempo(0, 480_000),
        ...tempo(384, 400_000),
        ...on(0, 36),
        ...END,
      ]),
    );
    assert.equal(rhythm.tempoBpm, 125);
    assert.deepEqual(rhythm.tempos.at(-1), { positionSteps: 16, tempoBpm: 150 });
    assert.equal(readMidi(midiFile(0, 96, [...on(0, 36), ...END])).tempoBpm, 120);
  });

  it('counts notes that match none of our voices instead of dropping them silently', () => {
    assert.equal(
      readMidi(midiFile(0, 96, [...on(0, 36), ...on(0, 5), ...on(0, 120), ...END])).foreignNotes,
      2,
    );
  });

  it('reads the extra zones of a Roland TD-11 as the drum they belong to', () => {
    const zones = [22, 26, 40, 44, 58, 47, 50, 52, 59];
    const file = midiFile(0, 96, [...zones.flatMap((key) => on(0, key)), ...END]);
    const expected = [
      'closed-hat',
      'open-hat',
      'snare',
      'closed-hat',
      'low-tom',
      'mid-tom',
      'high-tom',
    ] as const;
    const voices = [...expected, 'crash' as const, 'ride' as const].map(voiceIndex);
    assert.deepEqual(
      placesOf(file)
        .map(([, voice]) => voice)
        .sort(),
      voices.sort(),
    );
  });

  it('passes over chunks and events it has no use for', () => {
    const track = [
      ...[0, 0xf0, 3, 1, 2, 0xf7], // system exclusive
      ...[0, 0xb9, 7, 100, 0, 8, 64], // two controllers, the second in running status
      ...[0, 0xe9, 0, 64, 0, 0xc9, 5, 0, 0xd9, 9], // pitch bend, program, pressure
      ...[0, 0xff, 0x01, 2, 65, 66], // a text
      ...on(96, 36),
      ...END,
    ];
    const plain = midiFile(0, 96, track);
    const strange = Uint8Array.from([
      ...plain.subarray(0, 14),
      ...chunk('XFIH', [1, 2, 3]),
      ...plain.subarray(14),
    ]);
    assert.deepEqual(placesOf(strange), [[4, KICK]]);
  });

  it('survives a missing end of track and bytes after the last one', () => {
    assert.deepEqual(placesOf(Uint8Array.from([...midiFile(0, 96, on(0, 36)), 0, 0, 0])), [[0, KICK]]);
  });

  it('reads a flood of controllers and of notes without release in good time', () => {
    const flood = Array.from({ length: 100_000 }, () => [1, 0xb9, 1, 64]).flat();
    const notes = Array.from({ length: 100_000 }, (_, index) => [0, 0x99, 36 + (index % 8), 100]).flat();
    const releases = Array.from({ length: 100_000 }, () => [0, 0x89, 90, 0]).flat();
    const file = midiFile(0, 96, [...flood, ...notes, ...releases, ...END]);
    const taken = processorMs(() => {
      assert.equal(readMidi(file).events.length, 100_000);
    });
    assert.ok(taken < 5000, `${taken} ms of the processor`);
  });
});

describe('a MIDI file that cannot be read', () => {
  it('says what is wrong with it, so that a person knows what to do', () => {
    assertFails(() => readMidi(new Uint8Array()), 'not-midi');
    assertFails(() => readMidi(new TextEncoder().encode('RIFF, not a song at all')), 'not-midi');
    assertFails(() => readMidi(midiFile(0, 0, END)), 'damaged');
    assertFails(() => readMidi(midiFile(0, 96)), 'damaged');
    assertFails(() => readMidi(midiFile(0, 0xe728, END)), 'smpte-time');
    assertFails(() => readMidi(midiFile(0, 96, [...on(0, 36), 0, 0x99, 36])), 'damaged');
    assertFails(() => readMidi(midiFile(0, 96, [0, 36, 100])), 'damaged');
    assertFails(() => readMidi(midiFile(0, 96, [...on(0, 36)]).subarray(0, 24)), 'damaged');
  });

  it('is refused before its length eats all memory', () => {
    const far = Array.from({ length: 3 }, () => on(2 ** 28 - 1, 36)).flat();
    assertFails(() => readMidi(midiFile(0, 1, far)), 'too-long');
    assertFails(() => readMidi(midiFile(0, 1, [...on(1_000_000, 36), ...END])), 'too-long');
    const many = Array.from({ length: 200_001 }, () => [0, 36, 100]).flat();
    assertFails(() => readMidi(midiFile(0, 96, [0, 0x99, 36, 100, ...many])), 'too-many-notes');
  });

  it('never fails in any other way, whatever its bytes', () => {
    const valid = midiFile(1, 96, [
      ...tempo(0, 500_000),
      ...timeSignature(0, 4, 2),
      ...on(0, 36),
      ...off(9, 36),
      ...END,
    ]);
    const readOrRefuse = (bytes: Uint8Array): void => {
      try {
        readMidi(bytes);
      } catch (error) {
        assert.ok(error instanceof MidiError, String(error));
      }
    };
    fc.assert(fc.property(fc.uint8Array({ maxLength: 200 }), readOrRefuse), { numRuns: 300, seed: 1 });
    const changes = fc.array(fc.tuple(fc.nat(valid.length - 1), fc.nat(255)), { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(changes, (list) => {
        const bytes = Uint8Array.from(valid);
        for (const [at, value] of list) bytes[at] = value;
        readOrRefuse(bytes);
      }),
      { numRuns: 2000, seed: 2 },
    );
  });
});

describe('a time signature', () => {
  it('is refused with its name and bar when it is not 4/4, because the grid has 16 steps a bar', () => {
    const file = midiFile(0, 96, [
      ...timeSignature(0, 4, 2),
      ...timeSignature(768, 7, 3),
      ...on(0, 36),
      ...END,
    ]);
    assert.throws(() => {
      requireFourFour(readMidi(file));
    }, /7\/8 from bar 3 on, not 4\/4/);
    assertFails(
      () => patternOfMidi(readMidi(midiFile(0, 96, [...timeSignature(0, 3, 2), ...on(0, 36)]))),
      'time-signature',
    );
  });

  it('does no harm after the last note', () => {
    requireFourFour(readMidi(midiFile(0, 96, [...on(0, 36), ...timeSignature(96, 3, 2), ...END])));
  });
});
