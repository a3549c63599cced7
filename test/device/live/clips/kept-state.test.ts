import assert from 'node:assert/strict';
import { KeptState } from '../../../../src/device/live/clips/kept-state';
import { EMPTY_STATE, type State } from '../../../../src/device/state/state';
import { Clock } from '../../support/clock';

/** Longer than the state needs to rest before it is saved. */
const LONG_MS = 10_000;

describe('the state that is kept', () => {
  let clock: Clock;
  let saved: State[];
  let shown: number;
  let kept: KeptState;
  beforeEach(() => {
    clock = new Clock();
    saved = [];
    shown = 0;
    kept = new KeptState({
      schedule: clock.schedule,
      save: (state) => saved.push(state),
      show: () => (shown += 1),
      chokesHats: () => true,
    });
  });
  const styles = (): string[] => saved.map(({ style }) => style);

  it('is saved and shown at once when it is kept', () => {
    kept.keep({ style: 'house' });
    assert.deepEqual([styles(), shown, kept.state], [['house'], 1, { ...EMPTY_STATE, style: 'house' }]);
  });

  it('is shown at once and saved once it rests, when it is kept soon', () => {
    for (const style of ['a', 'b', 'c']) kept.keepSoon({ style });
    assert.deepEqual([styles(), shown], [[], 3]);
    clock.pass(LONG_MS);
    assert.deepEqual(styles(), ['c']);
    clock.pass(LONG_MS);
    assert.deepEqual(styles(), ['c']);
  });

  it('is saved once where it is kept while it was to be saved soon', () => {
    kept.keepSoon({ style: 'a' });
    kept.keep({ style: 'b' });
    clock.pass(LONG_MS);
    assert.deepEqual(styles(), ['b']);
  });

  it('is neither saved nor shown when it only changes', () => {
    kept.change({ style: 'a' });
    clock.pass(LONG_MS);
    assert.deepEqual([styles(), shown, kept.state.style], [[], 0, 'a']);
  });

  it('forgets what was to be saved when a preset replaces it', () => {
    kept.keepSoon({ style: 'a' });
    kept.replace(EMPTY_STATE);
    clock.pass(LONG_MS);
    assert.deepEqual([styles(), kept.state], [[], EMPTY_STATE]);
  });

  it('saves nothing after it was closed', () => {
    kept.keepSoon({ style: 'a' });
    kept.close();
    clock.pass(LONG_MS);
    assert.deepEqual([styles(), clock.pending], [[], 0]);
  });

  it('tells how rhythms are played now', () => {
    assert.deepEqual(kept.playing, { kit: undefined, voices: EMPTY_STATE.voices, chokesHats: true });
  });
});
