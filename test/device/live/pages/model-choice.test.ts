import assert from 'node:assert/strict';
import { EMBEDDED, ModelChoice } from '../../../../src/device/live/pages/model-choice';

/** One that has chosen a folder and asked the process for it. */
function asked(path: string): ModelChoice {
  const choice = new ModelChoice();
  choice.choose(path);
  choice.ask();
  return choice;
}

describe('the choice of a model', () => {
  it('plays a folder once the process has loaded it, and the model before until then', () => {
    const choice = asked('/mine');
    assert.deepEqual(
      [choice.path, choice.playing, choice.isAsked, choice.isThere],
      ['/mine', EMBEDDED, true, false],
    );
    choice.loaded();
    assert.deepEqual([choice.playing, choice.isThere], ['/mine', true]);
  });

  it('goes back to the last one that was loaded when a folder holds none', () => {
    const choice = asked('/mine');
    choice.loaded();
    choice.choose('/bad');
    choice.ask();
    choice.refused();
    assert.deepEqual([choice.path, choice.playing, choice.isThere], ['/mine', '/mine', true]);
  });

  it('goes back past several folders chosen in a row to the one before them', () => {
    const choice = asked('/mine');
    choice.loaded();
    choice.choose('/one');
    choice.choose('/bad');
    choice.ask();
    choice.refused();
    assert.equal(choice.path, '/mine');
  });

  it('returns to nothing that was chosen before a model was loaded', () => {
    const choice = asked('/mine');
    choice.loaded();
    choice.ask();
    choice.refused();
    assert.equal(choice.path, '/mine');
  });

  it('keeps a folder that the Set names although it cannot be loaded now', () => {
    const choice = new ModelChoice();
    choice.choose('/other');
    choice.recall('/of the Set');
    choice.ask();
    choice.refused();
    assert.deepEqual([choice.path, choice.playing, choice.isThere], ['/of the Set', EMBEDDED, true]);
  });

  it('is not there while another folder is wanted than the process was asked for', () => {
    const choice = asked('/mine');
    choice.choose('/other');
    choice.loaded();
    assert.deepEqual([choice.isAsked, choice.isThere, choice.playing], [false, false, '/mine']);
    choice.ask();
    choice.refused();
    assert.equal(choice.path, EMBEDDED);
  });

  it('takes a process that starts anew for one that plays the built-in model', () => {
    const choice = asked('/mine');
    choice.loaded();
    choice.processEnded();
    assert.deepEqual([choice.playing, choice.isAsked], [EMBEDDED, false]);
    choice.loaded();
    assert.equal(choice.playing, EMBEDDED);
  });
});
