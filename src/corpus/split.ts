// Divides the files of a folder into train, validation and test, and finds the folder that names a style.
// Used by the audio, MIDI and Spotify sources.

import { createHash } from 'node:crypto';
import type { Split } from './record';

/** The first folder of a path below the one given; undefined for a file that lies in none. */
export function styleFolder(name: string): string | undefined {
  const [first, ...rest] = name.split('/');
  return rest.length > 0 ? first : undefined;
}

/** 80/10/10, by a hash of the name: files that are added later move none of the others. */
export function splitOf(name: string, seed: number): Split {
  const digest = createHash('sha256')
    .update(`${seed} ${name.normalize('NFC')}`)
    .digest();
  const share = digest.readUInt32BE(0) / 2 ** 32;
  if (share < 0.8) return 'train';
  return share < 0.9 ? 'validation' : 'test';
}
