import assert from 'node:assert/strict';
import { SongClock } from '../../../../src/device/live/clips/song-clock';
import { SongTimeSteps } from '../../../live/lom/song-time';

const BEATS_PER_MS = 124 / 60_000;

const reading = (ms: number, beatsPerMs = BEATS_PER_MS) => ({
  isPlaying: true,
  beats: ms * beatsPerMs,
  beatsPerMs,
});

describe('the song clock', () => {
  it('is within a millisecond of the song after a second, whatever the steps in which Live tells it', () => {
    for (let seed = 1; seed <= 20; seed++) {
      const steps = new SongTimeSteps(seed);
      const clock = new SongClock();
      for (let nowMs = 0; nowMs < 20_000; nowMs += nowMs < 1000 ? 5 : 20) {
        const { beats, hasJumped } = clock.follow(reading(steps.readAt(nowMs)), nowMs);
        const offMs = beats / BEATS_PER_MS - nowMs;
        assert.ok(!hasJumped && offMs <= 1e-6, `${offMs} ms early at ${nowMs}, seed ${seed}`);
        if (nowMs > 1500) assert.ok(offMs > -1.5, `${offMs} ms late at ${nowMs}, seed ${seed}`);
      }
    }
  });

  it('takes a step back for a jump unless it is small, and a large step forth', () => {
    for (const [moved, isJump] of [
      [-0.02, false],
      [-0.25, true],
      [0.1, false],
      [2, true],
    ] as const) {
      const clock = new SongClock();
      clock.follow(reading(1000), 1000);
      const { beats } = reading(1020);
      const position = clock.follow({ ...reading(1020), beats: beats + moved }, 1020);
      assert.equal(position.hasJumped, isJump, String(moved));
      if (isJump) assert.equal(position.beats, beats + moved);
    }
  });

  it('begins anew where Live has stopped and starts somewhere else', () => {
    const clock = new SongClock();
    clock.follow(reading(5000), 0);
    clock.forget();
    assert.deepEqual(clock.follow(reading(0), 20), { beats: 0, hasJumped: false });
  });

  it('goes on from where it is when the tempo changes, and never ahead of the song', () => {
    const clock = new SongClock();
    clock.follow(reading(1000), 1000);
    const faster = { ...reading(1000), beatsPerMs: 2 * BEATS_PER_MS };
    const { beats } = clock.follow(faster, 1020);
    assert.ok(beats >= faster.beats && beats <= 1020 * BEATS_PER_MS);
  });
});
