import assert from 'node:assert/strict';
import { emptySet } from '../../live/set';
import { NO_ENGINES, otherEngines } from '../../support/engines';
import { devicesOfSuite, generated, plainNotes, unexpectedProblems } from '../support/session';

describe('the built device on another version of Node', function () {
  this.timeout(60_000);
  const { device } = devicesOfSuite((host) => {
    assert.deepEqual(unexpectedProblems(host), []);
    const errors = host.console.filter(({ level }) => level !== 'info');
    assert.deepEqual(errors, [], 'a deprecation is a line in the Max console too');
  });
  /** The notes of a Generate with the seed that the device is dropped with. */
  const written = async (version: string, engine?: string): Promise<object[]> => {
    const set = emptySet();
    const host = await device({ set, ...(engine !== undefined && { node: { engine } }) });
    await host.turn('New Seed', 0);
    await generated(host, 'New');
    await host.press('Report');
    assert.ok(host.text('share-text').includes(` Node ${version} `), 'it ran on that one');
    return plainNotes(set.clip(0, 0)!);
  };

  const engines = otherEngines();
  if (engines.length === 0) it(`is ready and writes the same notes (${NO_ENGINES})`);
  for (const { program, version } of engines) {
    it(`is ready and writes the same notes: ${version}, since a new Max may bring it`, async () => {
      assert.deepEqual(await written(version, program), await written(process.version));
    });
  }
});
