import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

const folders: string[] = [];

// One listener for all of them: Node takes more than ten for a leak.
process.once('exit', () => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

/** An empty folder that goes when the tests end. Its name has a space, as a user's may. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'fourfloor test '));
  folders.push(folder);
  return folder;
}
