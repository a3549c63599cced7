import assert from 'node:assert/strict';
import { INITIAL_SETTINGS } from '../../../../src/device/controls/settings';
import { Generation } from '../../../../src/device/live/generation/generation';
import { ANSWER_TIME_MS } from '../../../../src/device/live/generation/pending-request';
import type { LinkPhase } from '../../../../src/device/live/host/node-link';
import type { GeneratedWireRhythm } from '../../../../src/device/protocol/payloads';
import { PLAIN_VOICES } from '../../../../src/device/notes/voice-settings';
import type { Take } from '../../../../src/device/state/history';
import { Clock } from '../../support/clock';
import { JOB } from '../../support/job';

const RHYTHM: GeneratedWireRhythm = { bars: 1, hits: [0, 0, 100, 0], seed: 7, style: 'house', tempo: 124 };

const PLAYING = { kit: undefined, voices: PLAIN_VOICES, chokesHats: false };

/** A generation whose surroundings only note what it does to them. */
function newGeneration(): {
  readonly clock: Clock;
  readonly generation: Generation;
  readonly sentIds: unknown[];
  readonly said: string[];
  readonly written: (readonly Take[])[];
  readonly restarts: LinkPhase[];
  answerId: number;
  phase: LinkPhase;
} {
  const clock = new Clock();
  const seen = {
    clock,
    sentIds: [] as unknown[],
    said: [] as string[],
    written: [] as (readonly Take[])[],
    restarts: [] as LinkPhase[],
    answerId: 1,
    phase: 'ready' as LinkPhase,
  };
  const generation = new Generation({
    max: { schedule: clock.schedule, outlet: (_outlet, _selector, id) => seen.sentIds.push(id) },
    dictionaries: {
      isOpen: true,
      notesName: 'notes',
      readAnswer: () => ({ id: seen.answerId, rhythms: [RHYTHM] }),
      putStartingRhythms: () => 'starting-rhythms',
    },
    link: {
      get phase() {
        return seen.phase;
      },
      restart: () => seen.restarts.push(seen.phase),
    },
    models: { isThere: true, styles: ['house'], mark: 'm1a2b3c4d' },
    settings: { current: INITIAL_SETTINGS },
    currentRhythm: { playing: PLAYING, put: (take) => seen.written.push([take]) },
    writer: { deliver: (_target, takesIn) => seen.written.push(takesIn(PLAYING)) },
    panel: { say: (sentence) => seen.said.push(sentence) },
  });
  return Object.assign(seen, { generation });
}

describe('a generation', () => {
  it('sends one request, writes its answer with a recipe and leaves no timer behind', () => {
    const { clock, generation, sentIds, written } = newGeneration();
    generation.ask(JOB);
    assert.deepEqual(sentIds, [1]);
    assert.equal(clock.pending, 1);
    generation.answered(1);
    assert.equal(clock.pending, 0);
    assert.equal(written.length, 1);
    const [take] = written[0]!;
    assert.match(take!.recipe, /^ff1\.house\./);
    assert.deepEqual(take!.rhythm, { bars: 1, hits: RHYTHM.hits });
    assert.equal(take!.notes.length, 1);
  });

  it('restarts a process that does not answer in time, and forgets the request', () => {
    const { clock, generation, said, restarts } = newGeneration();
    generation.ask(JOB);
    clock.pass(ANSWER_TIME_MS);
    assert.deepEqual(restarts, ['ready']);
    assert.match(said.at(-1)!, /No answer in 5 s/);
    assert.equal(generation.isWaiting, false);
    assert.equal(clock.pending, 0);
  });

  it('stops the clock while the process is gone, and sends again once the next one is ready', () => {
    const { clock, generation, sentIds, said } = newGeneration();
    generation.ask(JOB);
    generation.processEnded();
    assert.equal(clock.pending, 0);
    generation.modelReady();
    assert.deepEqual(sentIds, [1, 1]);
    generation.processEnded();
    assert.match(said.at(-1)!, /stopped twice/);
    assert.equal(clock.pending, 0);
  });

  it('waits without a timer for a process that is still starting', () => {
    const seen = newGeneration();
    seen.phase = 'starting';
    seen.generation.ask(JOB);
    assert.deepEqual(seen.sentIds, []);
    assert.equal(seen.clock.pending, 0);
    assert.match(seen.said.at(-1)!, /Starting the model/);
    seen.phase = 'ready';
    seen.generation.modelReady();
    assert.deepEqual(seen.sentIds, [1]);
  });

  it('writes nothing for a stale answer, and says so when the dictionary holds another', () => {
    const seen = newGeneration();
    seen.generation.ask(JOB);
    seen.generation.answered(9);
    assert.ok(seen.generation.isWaiting);
    seen.answerId = 9;
    seen.generation.answered(1);
    assert.deepEqual(seen.written, []);
    assert.match(seen.said.at(-1)!, /got lost on the way/);
  });
});
