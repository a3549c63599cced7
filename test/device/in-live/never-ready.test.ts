import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import { freeze } from '../../../src/amxd/container/freeze';
import { thaw } from '../../../src/amxd/container/thaw';
import { LiveHost } from '../../live/host';
import { FLAG_ON_DISK } from '../../live/container';
import { frozenDevice } from '../support/frozen-device';
import { lives } from '../support/processes';
import { untilReady } from '../support/session';

/** The device with another program for Node. */
async function withProgram(text: string): Promise<Uint8Array> {
  const device = thaw(await frozenDevice());
  const files = device.files.map((file) =>
    file.flag === FLAG_ON_DISK ? { ...file, bytes: Buffer.from(text) } : file,
  );
  return freeze({ ...device, files });
}

describe('a device that never gets ready', function () {
  this.timeout(60_000);
  const programs: readonly (readonly [title: string, text: string])[] = [
    ['its program says nothing', 'setInterval(() => undefined, 1000);'],
    ['its program never ends loading', 'for (;;);'],
  ];
  for (const [title, text] of programs)
    it(`fails its test with what it shows and leaves no process: ${title}`, async () => {
      const host = LiveHost.drop(await withProgram(text));
      while (host.node.processId === undefined) await sleep(5);
      const { processId } = host.node;
      await assert.rejects(untilReady(host, 500), /did not get there in 500 ms: .*Starting/);
      assert.equal(lives(processId), false);
    });
});
