import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  afterEvent,
  NOTHING_PENDING,
  type PendingRequest,
  type RequestAction,
  type RequestEvent,
} from '../../../../src/device/live/generation/pending-request';
import { JOB } from '../../support/job';

const ASKED: RequestEvent = { type: 'asked', job: JOB };
const answered = (id: number): RequestEvent => ({ type: 'answered', id });

/** The state after some events, and what each of them asked to be done. */
function after(...events: readonly RequestEvent[]): { pending: PendingRequest; actions: string[] } {
  let pending = NOTHING_PENDING;
  const actions: string[] = [];
  for (const event of events) {
    const step = afterEvent(pending, event);
    pending = step.pending;
    actions.push(described(step.action));
  }
  return { pending, actions };
}

function described(action: RequestAction): string {
  if (action.type === 'none') return '';
  return `${action.type} ${action.request.id}${action.type === 'giveUp' ? ` ${action.why}` : ''}`;
}

describe('the request that waits for an answer', () => {
  it('is sent once the model is ready, and not twice', () => {
    const { pending, actions } = after(ASKED, { type: 'modelReady' }, { type: 'modelReady' });
    assert.deepEqual(actions, ['', 'send 1', '']);
    assert.ok(pending.isSent);
  });

  it('makes the answer to an older request stale', () => {
    const sent = [ASKED, { type: 'modelReady' }] as const;
    const { pending, actions } = after(...sent, ...sent, answered(1), answered(2), answered(2));
    assert.deepEqual(actions.slice(4), ['', 'finish 2', '']);
    assert.equal(pending.request, undefined);
  });

  it('is not answered before it was sent, whatever number an answer bears', () => {
    const { pending, actions } = after(ASKED, answered(1), { type: 'modelReady' });
    assert.deepEqual(actions, ['', '', 'send 1']);
    assert.equal(pending.request?.id, 1);
  });

  it('is given up after a time, because a status that says Generating for ever is a lie', () => {
    const { pending, actions } = after(ASKED, { type: 'modelReady' }, { type: 'timedOut' });
    assert.equal(actions.at(-1), 'giveUp 1 no_answer');
    assert.equal(pending.request, undefined);
  });

  it('is sent again when the process ended under it, but only once', () => {
    const ended = [{ type: 'modelReady' }, { type: 'processEnded' }] as const;
    const { pending, actions } = after(ASKED, ...ended, ...ended);
    assert.deepEqual(actions, ['', 'send 1', '', 'send 1', 'giveUp 1 stopped']);
    assert.equal(pending.request, undefined);
  });

  it('outlives a process that ended before the request was sent', () => {
    const { pending, actions } = after(ASKED, { type: 'processEnded' });
    assert.deepEqual(actions, ['', '']);
    assert.equal(pending.request?.id, 1);
  });

  it('is with a process only while it waits, sent to two at most and answered by its own id', () => {
    const anyEvent: fc.Arbitrary<RequestEvent> = fc.oneof(
      fc.constant(ASKED),
      fc
        .constantFrom('modelReady' as const, 'timedOut' as const, 'processEnded' as const)
        .map((type) => ({ type })),
      fc.integer({ min: 1, max: 6 }).map(answered),
    );
    fc.assert(
      fc.property(fc.array(anyEvent, { maxLength: 40 }), (events) => {
        let pending = NOTHING_PENDING;
        for (const event of events) {
          const before = pending;
          const step = afterEvent(before, event);
          pending = step.pending;
          assert.ok(pending.lastId >= before.lastId && pending.sends <= 2);
          if (pending.isSent) assert.ok(pending.request);
          if (step.action.type === 'send') assert.ok(!before.isSent || event.type === 'asked');
          if (step.action.type === 'finish') assert.deepEqual(event, answered(step.action.request.id));
          if (step.action.type === 'finish' || step.action.type === 'giveUp') assert.ok(!pending.request);
        }
      }),
    );
  });
});
