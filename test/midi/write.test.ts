import assert from 'node:assert/strict';
import { readMidi, writeMidi } from '../../src/midi';
import { emptyPattern, patternFromHits } from '../../src/rhythm/pattern';
import { VOICES, voiceIndex } from '../../src/rhythm/voices';

const KICK = voiceIndex('kick');
const CLAP = voiceIndex('clap');
const hit = (
  step: number,
  voice = KICK,
  offset = 0,
): { step: number; voice: number; velocity: number; offset: number } => ({
  step,
  voice,
  velocity: 100 / 127,
  offset,
});

/** The events of the last track as [ticks, status, key, velocity], release included. */
function notesOf(bytes: Uint8Array): number[][] {
  const start =
    bytes.findLastIndex((_, at) => String.fromCharCode(...bytes.subarray(at, at + 4)) === 'MTrk') + 8;
  const notes: number[][] = [];
  let ticks = 0;
  for (let at = start; at < bytes.length;) {
    let value = 0;
    do value = value * 128 + (bytes[at]! & 0x7f);
    while (bytes[at++]! >= 0x80);
    ticks += value;
    const status = bytes[at++]!;
    if (status === 0xff) at += 2 + bytes[at + 1]!;
    else if (status >>> 4 === 0xc) at += 1;
    else notes.push([ticks, status, bytes[at++]!, bytes[at++]!]);
  }
  return [...notes, [ticks]];
}

describe('writing MIDI', () => {
  it('gives the same bytes for the same pattern, so that a seed gives the same file', () => {
    const hits = [hit(0), hit(4, CLAP), hit(4), hit(31, CLAP, 0.4)];
    const options = { tempoBpm: 126.5, trackName: 'Haus ü' };
    const first = writeMidi(patternFromHits(2, hits), options);
    assert.deepEqual(writeMidi(patternFromHits(2, hits.reverse()), options), first);
  });

  it('writes every voice under its General MIDI key on channel 10', () => {
    const hits = VOICES.map((_, voice) => hit(voice, voice));
    const keys = notesOf(writeMidi(patternFromHits(1, hits), { tempoBpm: 120, trackName: 'x' }))
      .filter(([, status]) => status === 0x99)
      .map(([, , key]) => key);
    assert.deepEqual(
      keys,
      VOICES.map(({ note }) => note),
    );
  });

  it('makes a note last a 16th, less where the same key comes again', () => {
    const pattern = patternFromHits(1, [hit(0, KICK, 0.25), hit(1, KICK, -0.25), hit(8)]);
    assert.deepEqual(notesOf(writeMidi(pattern, { tempoBpm: 120, trackName: '' })), [
      [30, 0x99, 36, 100],
      [90, 0x89, 36, 0],
      [90, 0x99, 36, 100],
      [210, 0x89, 36, 0],
      [960, 0x99, 36, 100],
      [1080, 0x89, 36, 0],
      [1920],
    ]);
  });

  it('ends with the last bar even when it is silent, so that the clip keeps its length', () => {
    const options = { tempoBpm: 120, trackName: 'x' };
    assert.equal(readMidi(writeMidi(patternFromHits(4, [hit(0)]), options)).lengthSteps, 64);
    assert.deepEqual(notesOf(writeMidi(emptyPattern(2), options)), [[3840]]);
  });

  it('keeps an early first downbeat by writing it on the beat', () => {
    const [event] = readMidi(
      writeMidi(patternFromHits(1, [hit(0, KICK, -0.4)]), { tempoBpm: 120, trackName: 'x' }),
    ).events;
    assert.equal(event?.positionSteps, 0);
  });

  it('states tempo, metre and name, in any script', () => {
    const rhythm = readMidi(
      writeMidi(patternFromHits(1, [hit(0)]), { tempoBpm: 127.3, trackName: 'ハウス 🥁' }),
    );
    assert.ok(Math.abs(rhythm.tempoBpm - 127.3) < 0.001);
    assert.deepEqual(rhythm.timeSignatures, [{ positionSteps: 0, numerator: 4, denominator: 4 }]);
    assert.deepEqual(rhythm.trackNames, ['ハウス 🥁']);
    assert.equal(rhythm.ppq, 480);
  });

  it('refuses tempos that no file can state', () => {
    for (const tempoBpm of [0, -1, NaN, Infinity]) {
      assert.throws(() => writeMidi(emptyPattern(1), { tempoBpm, trackName: 'x' }), RangeError);
    }
  });
});
