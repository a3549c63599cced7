import assert from 'node:assert/strict';
import { LINK_TIMES_MS, NodeLink, type LinkPhase } from '../../../../src/device/live/host/node-link';
import { Clock } from '../../support/clock';

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

  it('knows a process manager that is down by its silence: asked for a process, Max does not even say that it starts', () => {
    const { clock, link } = newLink();
    link.restart();
    clock.pass(LINK_TIMES_MS.stop + LINK_TIMES_MS.start);
    assert.equal(link.phase, 'unanswered');
    link.restart();
    clock.pass(LINK_TIMES_MS.stop);
    link.lifecycle('start', 'success');
    clock.pass(LINK_TIMES_MS.start);
    assert.equal(link.phase, 'silent', 'a process that was started and hangs is another matter');
  });

  it('takes the end of the process that it stopped for no answer to the start that follows', () => {
    const { clock, link } = newLink();
    link.ready();
    link.restart();
    clock.pass(LINK_TIMES_MS.stop);
    link.lifecycle('running', 0);
    link.lifecycle('stop', 'success');
    clock.pass(LINK_TIMES_MS.revive + LINK_TIMES_MS.start);
    assert.equal(link.phase, 'unanswered');
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

  it('tries as often again after Restart as it did before', () => {
    const { clock, link } = newLink();
    const crash = (): void => {
      link.lifecycle('terminated', 1);
      clock.pass(LINK_TIMES_MS.revive);
    };
    for (let times = 0; times < 3; times++) crash();
    link.restart();
    clock.pass(LINK_TIMES_MS.stop);
    for (let times = 0; times < 3; times++) crash();
    assert.equal(link.phase, 'starting');
    crash();
    assert.equal(link.phase, 'failed');
  });
});
