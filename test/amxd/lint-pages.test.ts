import assert from 'node:assert/strict';
import { pageStates } from '../../src/amxd/circuits/page-states';
import { CAPTIONS } from '../../src/amxd/circuits/layout';
import type { Patcher } from '../../src/amxd/patcher/patcher';
import { CONTROLS, PAGES, type Control, type Page } from '../../src/device/controls/controls';
import { complains } from './support/complains';
import { buildTestPatcher, withBox, withParameter } from './support/stub-device';

describe('the pages of a patcher', () => {
  const patcher = buildTestPatcher();
  const placedOn = (page: Page): string[] => [
    ...CONTROLS.flatMap((control: Control) => (control.page === page ? [control.id] : [])),
    ...CAPTIONS.flatMap((caption) => (caption.page === page ? [caption.id] : [])),
    ...(page === 'Morph' ? ['pad'] : []),
    ...(page === 'Model' ? ['share-text'] : []),
  ];
  const without = (from: string, to?: string): Patcher => ({
    ...patcher,
    lines: patcher.lines.filter(
      ({ patchline }) =>
        patchline.source[0] !== from || (to !== undefined && patchline.destination[0] !== to),
    ),
  });

  it('are read from the cords: each tab shows what stands on its page and hides the rest', () => {
    const states = pageStates(patcher);
    assert.equal(states.length, PAGES.length);
    PAGES.forEach((page, index) => {
      const others = PAGES.flatMap((other) => (other === page ? [] : placedOn(other)));
      assert.deepEqual([...states[index]!.shown].sort(), placedOn(page).sort(), page);
      assert.deepEqual([...states[index]!.hidden].sort(), others.sort(), page);
    });
  });

  it('are none where the tabs lead nowhere', () => {
    assert.deepEqual(pageStates(without('control-page')), []);
  });

  describe('in the linter', () => {
    it('are as many as there are tabs', () => {
      complains(without('pages', 'page-feel'), /There are 5 tabs, but 4 pages/);
      complains(
        withParameter(patcher, 'control-page', { parameter_enum: ['Make'] }),
        /There are 1 tabs, but 5 pages/,
      );
    });

    it('show boxes that exist', () => {
      complains(withBox(patcher, 'control-swing', { varname: 'sving' }), /A page shows swing, but no box/);
    });

    it('say of every box whether it is visible, so that the page before does not matter', () => {
      complains(
        withBox(patcher, 'page-feel', { text: '1 0 1 1' }),
        /page-feel does not say whether model is/,
      );
    });

    it('show every box on one page at least', () => {
      complains(withBox(patcher, 'page-feel', { text: '1 1 1 1 1' }), /swing is not visible on any page/);
    });

    it('look at the start as the first of them does, since no tab is pressed in a fresh device', () => {
      complains(withBox(patcher, 'control-swing', { hidden: 0 }), /control-swing starts visible, unlike/);
      complains(withBox(patcher, 'control-density', { hidden: 1 }), /control-density starts hidden, unlike/);
      complains(without('hides-swing'), /control-swing starts hidden, unlike/);
    });

    it('are opened by short messages, because Max has been seen to cut off a very large one', () => {
      const message = (length: number) => `script sendbox ${'x'.repeat(length - 27)} hidden $1 1`;
      assert.equal(message(200).length, 200);
      const long = withBox(patcher, 'hides-swing', { text: message(201) });
      complains(long, /hides-swing sends 201 characters and 1 messages to thispatcher/);
      const one = 'script hide x';
      const many = withBox(patcher, 'hides-swing', { text: new Array<string>(7).fill(one).join(', ') });
      complains(many, /hides-swing sends 103 characters and 7 messages to thispatcher/);
    });
  });
});
