import assert from 'node:assert/strict';
import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { readFrozenDevice, type FrozenDevice } from '../../live/container';
import { extractedFolder, nodeLoader, removeFolder } from '../../live/node-folder';
import { frozenDevice } from '../support/frozen-device';

/**
 * What stands around the device's program here: it hands out a `max-api`, keeps the process busy for ever and takes
 * the signals without leaving on them, as a loader may. So only the device's program itself can end the process.
 */
const LOADER = `
  Object.assign(globalThis, { [Symbol.for('max-api')]: {
    addHandler() {},
    outlet: (...atoms) => new Promise((resolve) => process.send(atoms, resolve)),
    getDict: () => Promise.reject(new Error('no dictionary')),
    setDict: () => Promise.resolve(),
  } });
  for (const signal of ['SIGTERM', 'SIGINT']) process.on(signal, () => undefined);
  process.on('message', () => undefined);
  setInterval(() => undefined, 1000);
  require(process.argv[2]);
`;

describe('the Node program of the built device, when Max is done with it,', function () {
  this.timeout(60_000);
  let device: FrozenDevice;
  let folder: string;
  let child: ChildProcess;

  before(async () => {
    device = readFrozenDevice(await frozenDevice());
  });
  beforeEach(async () => {
    folder = extractedFolder(device);
    const { name } = device.files.find((file) => file.name.startsWith('fourfloor-node-'))!;
    const loader = path.join(folder, 'loader.js');
    writeFileSync(loader, LOADER);
    child = fork(loader, [path.join(folder, name)], {
      execArgv: [],
      env: { NODE_PATH: nodeLoader().modules },
    });
    await new Promise<void>((resolve) => {
      child.on('message', ([word]: readonly unknown[]) => {
        if (word === 'ready') resolve();
      });
    });
  });
  afterEach(() => {
    child.kill('SIGKILL');
    removeFolder(folder);
  });

  for (const [title, end] of [
    ['the channel to Max is closed and nothing else happens', () => child.disconnect()],
    ['it is sent SIGTERM', () => child.kill('SIGTERM')],
    ['it is sent SIGINT', () => child.kill('SIGINT')],
  ] as readonly (readonly [string, () => unknown])[]) {
    it(`leaves of its own accord when ${title}, or one would stay behind for every device deleted`, async function () {
      this.timeout(20_000);
      const gone = once(child, 'exit');
      end();
      assert.deepEqual(await gone, [0, null]);
    });
  }
});
