import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { cachedDownload, cacheFolder, type KnownDownload } from '../../../src/corpus/archives/download';
import { withFolder } from '../support/fixtures';

const CONTENT = Buffer.from('forty-two drum fills');

/** A server on this machine that gives the content at /file, half of it at /half, more at /more. */
async function withServer(
  use: (file: (path: string) => KnownDownload, asked: () => number) => Promise<void>,
): Promise<void> {
  let asked = 0;
  const server = createServer((request, response) => {
    asked++;
    if (request.url === '/file') response.end(CONTENT);
    else if (request.url === '/half') response.end(CONTENT.subarray(0, 10));
    else if (request.url === '/more') response.end(Buffer.concat([CONTENT, CONTENT]));
    else response.writeHead(404).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  try {
    await use(
      (path) => ({
        url: `http://127.0.0.1:${port}${path}`,
        fileName: 'groove.zip',
        bytes: CONTENT.length,
        sha256: createHash('sha256').update(CONTENT).digest('hex'),
      }),
      () => asked,
    );
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

describe('downloading an archive', () => {
  it('keeps the archive, so that the network is asked only once', async () => {
    await withFolder((folder) =>
      withServer(async (file, asked) => {
        const cache = join(folder, 'cache');
        let received = 0;
        const path = await cachedDownload(file('/file'), cache, (bytes) => (received = bytes));
        assert.deepEqual(readFileSync(path), CONTENT);
        assert.equal(received, CONTENT.length);
        assert.equal(await cachedDownload(file('/file'), cache), path);
        assert.equal(asked(), 1);
      }),
    );
  });

  it('fetches an archive again when it no longer has the known checksum', async () => {
    await withFolder((folder) =>
      withServer(async (file) => {
        writeFileSync(join(folder, 'groove.zip'), 'half a file');
        assert.deepEqual(readFileSync(await cachedDownload(file('/file'), folder)), CONTENT);
      }),
    );
  });

  it('keeps nothing of an archive that is another file, too long, missing or out of reach', async () => {
    await withFolder((folder) =>
      withServer(async (file) => {
        await assert.rejects(
          cachedDownload(file('/half'), folder),
          /did not return the expected file \(checksum mismatch\)/,
        );
        await assert.rejects(cachedDownload(file('/more'), folder), /could not be downloaded: it is larger/);
        await assert.rejects(
          cachedDownload(file('/none'), folder),
          /could not be downloaded: the server answered 404/,
        );
        const nowhere = { ...file('/file'), url: 'http://127.0.0.1:1/file' };
        await assert.rejects(
          cachedDownload(nowhere, folder),
          /127\.0\.0\.1:1\/file could not be downloaded: /,
        );
        assert.deepEqual(readdirSync(folder), []);
      }),
    );
  });

  it('has a folder of its own among the user’s caches', () => {
    assert.match(cacheFolder({ XDG_CACHE_HOME: '/caches', LOCALAPPDATA: 'C:\\caches' }), /fourfloor$/);
  });
});
