// The hash by which a model's files, the tensors of a checkpoint and a build are recognised.
// Used by training and src/amxd.

import { createHash } from 'node:crypto';

/** The SHA-256 of some bytes, or of a text's UTF-8, as 64 hexadecimal digits. */
export function sha256(contents: string | Uint8Array): string {
  return createHash('sha256').update(contents).digest('hex');
}
