/** A file to freeze into a test device. */
export interface ToyFile {
  readonly name: string;
  readonly type: string;
  readonly flag: number;
  readonly bytes: Uint8Array;
}

/** How a test spoils the container. */
export interface Spoiling {
  readonly meta?: number;
  readonly trailingBytes?: number;
}

/** The smallest writer of the frozen container, for the devices of these tests only. */
export function freezeToy(patcher: object, files: readonly ToyFile[], spoiling: Spoiling = {}): Buffer {
  const main: ToyFile = {
    name: 'Toy.amxd',
    type: 'JSON',
    flag: 0x11,
    bytes: Buffer.from(`${JSON.stringify({ patcher })}\n\0`),
  };
  const all = [main, ...files];
  const data = Buffer.concat(all.map(({ bytes }) => bytes));
  let offset = 16;
  const entries = all.map((file) => {
    const entry = directoryEntry(file, offset);
    offset += file.bytes.length;
    return entry;
  });
  const directory = chunkBE('dlst', Buffer.concat(entries));
  const block = Buffer.concat([
    Buffer.from('mx@c'),
    uint32BE(16),
    uint32BE(0),
    uint32BE(16 + data.length),
    data,
    directory,
    Buffer.alloc(spoiling.trailingBytes ?? 0),
  ]);
  return Buffer.concat([
    Buffer.from('ampf'),
    uint32LE(4),
    Buffer.from('mmmm'),
    Buffer.from('meta'),
    uint32LE(4),
    uint32LE(spoiling.meta ?? 7),
    Buffer.from('ptch'),
    uint32LE(block.length),
    block,
  ]);
}

function directoryEntry({ name, type, flag, bytes }: ToyFile, offset: number): Buffer {
  const padded = Buffer.alloc((Math.floor(name.length / 4) + 1) * 4);
  padded.write(name, 'latin1');
  return chunkBE(
    'dire',
    Buffer.concat([
      chunkBE('type', Buffer.from(type.padEnd(4))),
      chunkBE('fnam', padded),
      chunkBE('sz32', uint32BE(bytes.length)),
      chunkBE('of32', uint32BE(offset)),
      chunkBE('vers', uint32BE(0)),
      chunkBE('flag', uint32BE(flag)),
      chunkBE('mdat', uint32BE(3_800_000_000)),
    ]),
  );
}

function chunkBE(tag: string, payload: Buffer): Buffer {
  return Buffer.concat([Buffer.from(tag), uint32BE(payload.length + 8), payload]);
}

function uint32BE(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
}

function uint32LE(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}
