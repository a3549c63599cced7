import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** An empty folder that goes when the tests end. Its name has a space, as a user's may. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'fourfloor test '));
  process.once('exit', () => {
    rmSync(folder, { recursive: true, force: true });
  });
  return folder;
}
