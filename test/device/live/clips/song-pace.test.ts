import assert from 'node:assert/strict';
import { SongPace } from '../../../../src/device/live/clips/song-pace';

const LOOK_MS = 20;

/** What the pace is found to be at each look, the song having gone that far since the look before. */
function found(songMs: readonly number[], wallMs: readonly number[] = []): boolean[] {
  const pace = new SongPace();
  return songMs.map((step, look) => pace.isFastAfter(step, wallMs[look] ?? LOOK_MS));
}

const times = (count: number, ...steps: readonly number[]): number[] =>
  Array.from({ length: count }, (_, at) => steps[at % steps.length]!);

describe('the pace of Live’s song', () => {
  it('is not fast where the song moves in steps of 60 ms, stands still between them and steps back a little', () => {
    for (const steps of [
      [20],
      [60, 0, 0],
      [46, 0, 23, 11, 0, 40],
      [70, -10, 0, 0, 60, -20],
      [21, 19, 23, 17],
    ])
      assert.deepEqual([...new Set(found(times(300, ...steps)))], [false], steps.join());
  });

  it('is fast within half a second of an export that runs at three times the speed or more', () => {
    for (const steps of [[60], [180, 0, 0], [200], [1200], [3600, 0, 0]]) {
      const looks = found(times(60, ...steps));
      assert.ok(
        looks.indexOf(true) <= 20 && looks.slice(20).every(Boolean),
        `${steps.join()}: ${looks.join()}`,
      );
    }
  });

  it('is not fast when somebody jumps, the loop wraps or the machine hangs', () => {
    const plain = times(20, 20);
    for (const jumped of [[90_000], [-90_000], [90_000, 20, 20, 90_000]])
      assert.ok(!found([...plain, ...jumped, ...plain]).includes(true), jumped.join());
    const walls = times(41, 20);
    walls[20] = 700;
    assert.ok(!found([...plain, 690, ...plain], walls).includes(true));
    walls[20] = -3_600_000;
    assert.ok(!found(times(41, 20), walls).includes(true), 'the clock was set back');
  });

  it('is as it should be again soon after the export', () => {
    const looks = found([...times(30, 400), ...times(30, 20)]);
    assert.ok(!looks.slice(30 + 16).includes(true), looks.join());
  });
});
