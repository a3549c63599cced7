import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const made: string[] = [];

/** A fresh folder whose name is as awkward as a user's may be. */
export function freshFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'fourfloor train [ü] '));
  made.push(folder);
  return folder;
}

/** For `after`: removes what {@link freshFolder} made. */
export function removeFolders(): void {
  for (const folder of made.splice(0)) rmSync(folder, { recursive: true, force: true });
}
