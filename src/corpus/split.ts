import { createHash } from 'node:crypto';
import type { Split } from './record';

/** The first folder of a path below the one given. */
export function styleFolder(name: string): string | undefined {
  const [first, ...rest] = name.split('/');
  return rest.length > 0 ? first : undefined;
}

/** 80/10/10. A split by hash stays the same when files are added beside. */
export function splitOf(name: string, seed: number): Split {
  const digest = createHash('sha256')
    .update(`${seed} ${name.normalize('NFC')}`)
    .digest();
  const share = digest.readUInt32BE(0) / 2 ** 32;
  if (share < 0.8) return 'train';
  return share < 0.9 ? 'validation' : 'test';
}
