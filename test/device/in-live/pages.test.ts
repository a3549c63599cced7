import assert from 'node:assert/strict';
import { CAPTIONS } from '../../../src/amxd/circuits/layout';
import { CONTROLS, PAGES, type Control, type Page } from '../../../src/device/controls/controls';
import type { LiveHost } from '../../live/host';
import { emptySet } from '../../live/set';
import { devicesOfSuite, unexpectedProblems } from '../support/session';

/** Everything that stands on a page, by scripting name. */
const PLACED: readonly (readonly [name: string, page: Page])[] = [
  ...CONTROLS.flatMap(({ id, page }: Control) => (page ? [[id, page] as const] : [])),
  ...CAPTIONS.map(({ id, page }) => [id, page] as const),
  ['pad', 'Morph'],
  ['share-text', 'Model'],
];

const onPage = (page: Page): string[] => PLACED.flatMap(([name, its]) => (its === page ? [name] : []));
const shown = (host: LiveHost): string[] => PLACED.flatMap(([name]) => (host.isVisible(name) ? [name] : []));

describe('the built device, on its pages,', function () {
  this.timeout(60_000);
  const { device } = devicesOfSuite((host) => {
    assert.deepEqual(unexpectedProblems(host), []);
  });

  it('shows what stands on the first page when it is dropped', async () => {
    const host = await device({ set: emptySet() });
    assert.deepEqual(shown(host), onPage('Make'));
  });

  it('shows every page whole and nothing of another, in whichever order they are opened', async () => {
    const host = await device({ set: emptySet() });
    for (const page of [...PAGES, ...[...PAGES].reverse()]) {
      await host.turn('Page', PAGES.indexOf(page));
      assert.deepEqual(shown(host), onPage(page), page);
    }
  });

  it('shows the page that a Set was saved with, before any script has run', async () => {
    const host = await device({ set: emptySet(), savedState: { values: { Page: PAGES.indexOf('Morph') } } });
    assert.deepEqual(shown(host), onPage('Morph'));
  });

  it('opens its pages although Node never starts, so that the page that restarts it is within reach', async () => {
    const host = await device({ set: emptySet() });
    await host.node.crash();
    await host.turn('Page', PAGES.indexOf('Model'));
    assert.deepEqual(shown(host), onPage('Model'));
  });
});
