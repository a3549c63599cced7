import assert from 'node:assert/strict';
import { LINK_TIMES_MS, NodeLink, type LinkPhase } from '../../../../src/device/live/host/node-link';
import {
  ANSWER_TIME_MS,
  RequestDesk,
  type Request,
} from '../../../../src/device/live/generation/pending-request';
import { INITIAL_SETTINGS } from '../../../../src/device/controls/settings';

/** A clock that moves when it is told to. */
class Clock {
  private nowMs = 0;
  private timers: { readonly at: number; readonly action: () => void }[] = [];

  readonly schedule = (delayMs: number, action: () => void): (() => void) => {
    const timer = { at: this.nowMs + delayMs, action };
    this.timers.push(timer);
    return () => {
      this.timers = this.timers.filter((each) => each !== timer);
    };
  };

  get pending(): number {
    return this.timers.length;
  }

  pass(ms: number): void {
    const until = this.nowMs + ms;
    for (;;) {
      const [next] = this.timers.filter(({ at }) => at <= until).sort((a, b) => a.at - b.at);
      if (!next) break;
      this.nowMs = next.at;
      this.timers = this.timers.filter((each) => each !== next);
      next.action();
    }
    this.nowMs = until;
  }
}

function newLink(): { clock: Clock; link: NodeLink; scripts: string[]; phases: LinkPhase[] } {
  const clock = new Clock();
  const scripts: string[] = [];
  const phases: LinkPhase[] = [];
  const link = new NodeLink({
    schedule: clock.schedule,
    script: ([, command]) => scripts.push(String(command)),
    onChange: (phase) => phases.push(phase),
  });
  link.watch();
  return { clock, link, scripts, phases };
}

describe('the link to the Node process', () => {
  it('is silent, and says so, when the process does not come up in time', () => {
    const { clock, link, phases } = newLink();
    clock.pass(LINK_TIMES_MS.start);
    assert.equal(link.phase, 'silent');
    assert.deepEqual(phases, ['silent']);
  });

  it('stops waiting when Node says that it has no model, so that its reason can still be read', () => {
    const { clock, link, phases } = newLink();
    link.refused();
    clock.pass(LINK_TIMES_MS.start);
    assert.deepEqual(phases, ['failed']);
    link.restart();
    link.lifecycle('start', 'success');
    link.ready();
    assert.equal(link.phase, 'ready');
    link.refused();
    assert.equal(link.phase, 'ready', 'a refused choice of another model leaves the one that plays');
  });

  it('leaves the restart to node.script when that shows a sign of it, so that there are not two processes', () => {
    const { clock, link, scripts } = newLink();
    link.ready();
    link.lifecycle('terminated', 'error');
    link.lifecycle('restarting', 'success');
    clock.pass(LINK_TIMES_MS.revive + 1);
    link.ready();
    assert.deepEqual(scripts, []);
    assert.equal(link.phase, 'ready');
    assert.equal(clock.pending, 0);
  });

  it('starts the process itself when node.script does not', () => {
    const { clock, link, scripts } = newLink();
    link.ready();
    link.lifecycle('stop', 'success');
    assert.equal(link.phase, 'stopped');
    clock.pass(LINK_TIMES_MS.revive);
    assert.deepEqual(scripts, ['start']);
    assert.equal(link.phase, 'starting');
  });

  it('gives up on a process that keeps ending, until the player asks for another', () => {
    const { clock, link, scripts } = newLink();
    for (let crash = 0; crash < 10; crash++) {
      link.lifecycle('terminated', 'error');
      clock.pass(LINK_TIMES_MS.revive);
    }
    assert.equal(link.phase, 'failed');
    assert.equal(clock.pending, 0);
    assert.equal(scripts.length, 3);
    link.restart();
    clock.pass(LINK_TIMES_MS.stop);
    assert.deepEqual(scripts.slice(3), ['stop', 'start']);
    assert.equal(link.phase, 'starting');
  });

  it('does not take the end of a process that it stopped for a crash', () => {
    const { clock, link, phases, scripts } = newLink();
    link.ready();
    link.restart();
    link.lifecycle('running', 0);
    link.lifecycle('stop', 'success');
    clock.pass(LINK_TIMES_MS.pause);
    link.ready();
    assert.deepEqual(scripts, ['stop', 'start']);
    assert.deepEqual(phases, ['ready', 'restarting', 'starting', 'ready']);
  });

  it('leaves no timer behind when the device is deleted', () => {
    const { clock, link } = newLink();
    link.close();
    assert.equal(clock.pending, 0);
  });
});

describe('the request that waits for an answer', () => {
  const writeTarget = { target: 'new', clipId: 0 } as const;

  function newDesk(): { clock: Clock; desk: RequestDesk; sent: Request[]; lost: string[] } {
    const clock = new Clock();
    const sent: Request[] = [];
    const lost: string[] = [];
    const desk = new RequestDesk({
      schedule: clock.schedule,
      send: (request) => sent.push(request),
      onLost: (why) => lost.push(why),
    });
    return { clock, desk, sent, lost };
  }

  const job = {
    writeTarget,
    settings: INITIAL_SETTINGS,
    startingRhythms: {},
    origin: 'generated',
    count: 1,
  } as const;

  it('makes the answer to an older request stale', () => {
    const { desk } = newDesk();
    desk.put(job);
    desk.flush();
    desk.put(job);
    desk.flush();
    assert.equal(desk.settle(1), undefined);
    assert.equal(desk.settle(2)?.id, 2);
    assert.equal(desk.settle(2), undefined);
  });

  it('is given up after a time, because a status that says Generating for ever is a lie', () => {
    const { clock, desk, lost } = newDesk();
    desk.put(job);
    desk.flush();
    clock.pass(ANSWER_TIME_MS);
    assert.deepEqual(lost, ['no_answer']);
    assert.equal(desk.isWaiting, false);
  });

  it('is sent again when the process ended under it, but only once', () => {
    const { clock, desk, sent, lost } = newDesk();
    desk.put(job);
    desk.flush();
    desk.interrupted();
    desk.flush();
    assert.deepEqual(
      sent.map(({ id }) => id),
      [1, 1],
    );
    desk.interrupted();
    assert.deepEqual(lost, ['stopped']);
    assert.equal(clock.pending, 0);
  });

  it('waits without a timer while it has not been sent', () => {
    const { clock, desk } = newDesk();
    desk.put(job);
    desk.interrupted();
    assert.equal(clock.pending, 0);
    assert.ok(desk.isWaiting);
  });
});
