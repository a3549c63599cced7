// Writes a device as Max freezes it: one .amxd with its patcher and every file it needs.
// Used by `npm run build` and the bench. thaw.ts reads exactly this layout, so the two change together.

import {
  BLOCK_HEADER_SIZE,
  DEVICE_KINDS,
  FILE_FLAG,
  FROZEN_META,
  type FrozenDevice,
  type FrozenFile,
} from './format';

/**
 * The bytes of the `.amxd`, in the layout of files saved by Max 8.6–9.1: the outer chunks are little-endian, the block
 * inside is big-endian, the files lie end to end and their directory closes the file.
 * Two files of one name are written, as Max does; lint/ refuses them in a device of ours.
 * @throws Error for a name that is not ASCII, a type that is not up to four ASCII characters, or a first file that is
 * not the patcher.
 */
export function freeze(device: FrozenDevice): Uint8Array {
  checkFiles(device.files);
  const data = Buffer.concat(device.files.map((file) => file.bytes));
  const blockHeader = Buffer.alloc(BLOCK_HEADER_SIZE);
  blockHeader.write('mx@c', 'ascii');
  blockHeader.writeUInt32BE(BLOCK_HEADER_SIZE, 4);
  blockHeader.writeBigUInt64BE(BigInt(BLOCK_HEADER_SIZE + data.length), 8);
  const block = Buffer.concat([blockHeader, data, directory(device.files)]);
  return Buffer.concat([
    outerChunk('ampf', Buffer.from(DEVICE_KINDS[device.kind], 'ascii')),
    outerChunk('meta', littleEndian(device.meta ?? FROZEN_META)),
    outerChunk('ptch', block),
  ]);
}

function checkFiles(files: readonly FrozenFile[]): void {
  if (files[0]?.flag !== FILE_FLAG.patcher)
    throw new Error('The first file of a device must be its patcher.');
  for (const { name, type } of files) {
    if (!/^[\x20-\x7e]+$/.test(name)) throw new Error(`The name of a frozen file must be ASCII: "${name}".`);
    if (!/^[\x20-\x7e]{0,4}$/.test(type))
      throw new Error(`"${type}" is not a file type: use up to four letters.`);
  }
}

function directory(files: readonly FrozenFile[]): Buffer {
  let offset = BLOCK_HEADER_SIZE;
  const entries = files.map((file) => {
    const entry = directoryEntry(file, offset);
    offset += file.bytes.length;
    return entry;
  });
  return innerChunk('dlst', ...entries);
}

function directoryEntry(file: FrozenFile, offset: number): Buffer {
  return innerChunk(
    'dire',
    innerChunk('type', paddedType(file.type)),
    innerChunk('fnam', paddedName(file.name)),
    innerChunk('sz32', bigEndian(file.bytes.length)),
    innerChunk('of32', bigEndian(offset)),
    innerChunk('vers', bigEndian(0)),
    innerChunk('flag', bigEndian(file.flag)),
    innerChunk('mdat', bigEndian(file.modified)),
  );
}

/** A chunk of the file: its size counts the payload alone. */
function outerChunk(tag: string, payload: Buffer): Buffer {
  return Buffer.concat([Buffer.from(tag, 'ascii'), littleEndian(payload.length), payload]);
}

/** A chunk of the directory: its size counts its own eight bytes as well. */
function innerChunk(tag: string, ...payload: readonly Buffer[]): Buffer {
  const size = payload.reduce((sum, part) => sum + part.length, 8);
  return Buffer.concat([Buffer.from(tag, 'ascii'), bigEndian(size), ...payload]);
}

function paddedType(type: string): Buffer {
  return type === '' ? Buffer.alloc(4) : Buffer.from(type.padEnd(4), 'ascii');
}

/** At least one NUL, up to a multiple of four. */
function paddedName(name: string): Buffer {
  const padded = Buffer.alloc((Math.floor(name.length / 4) + 1) * 4);
  padded.write(name, 'ascii');
  return padded;
}

function bigEndian(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
}

function littleEndian(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}
