/** A file inside a frozen device. */
export interface FrozenFile {
  readonly name: string;
  /** Four characters without their padding, e.g. `JSON`, `TEXT`, `svg`. */
  readonly type: string;
  readonly flag: number;
  /** Seconds since 1970-01-01 UTC. */
  readonly modifiedSeconds: number;
  readonly bytes: Uint8Array;
}

/** A frozen Max for Live device as it lies on disk. */
export interface FrozenDevice {
  /** `mmmm` MIDI effect, `aaaa` audio effect, `iiii` instrument, `nagg` and `natt` MIDI Tools. */
  readonly deviceType: string;
  readonly fileName: string;
  readonly patcherText: string;
  readonly files: readonly FrozenFile[];
}

/** Marks the device's own patcher. */
export const FLAG_PATCHER = 0x11;
/** Marks a file that Max writes to disk when it loads the device; `node.script` finds no other. */
export const FLAG_ON_DISK = 0x08;

const FROZEN = 7;
const HEADER_BYTES = 16;
const MAC_EPOCH_SECONDS = 2_082_844_800;
const FIELDS = ['type', 'fnam', 'sz32', 'of32', 'vers', 'flag', 'mdat'] as const;
type FieldName = (typeof FIELDS)[number];

/**
 * Reads a frozen .amxd by the byte layout alone, sharing no code with the program that writes it.
 * @throws Error with one sentence for every deviation from the layout.
 */
export function readFrozenDevice(bytes: Uint8Array): FrozenDevice {
  const reader = new Reader(bytes);
  reader.expectTag('ampf');
  demand(reader.uint32LE() === 4, 'the ampf chunk is not 4 bytes');
  const deviceType = reader.tag();
  reader.expectTag('meta');
  demand(reader.uint32LE() === 4, 'the meta chunk is not 4 bytes');
  const meta = reader.uint32LE();
  demand(meta === FROZEN, `meta is ${meta}, so the device is not frozen (7)`);
  reader.expectTag('ptch');
  const length = reader.uint32LE();
  demand(
    reader.at + length === bytes.length,
    `the ptch chunk says ${length} bytes, the file holds ${bytes.length - reader.at}`,
  );
  const [patcher, ...files] = readBlock(bytes.subarray(reader.at));
  demand(patcher?.flag === FLAG_PATCHER, 'the first entry is not the patcher (flag 0x11)');
  demand(patcher.bytes.at(-1) === 0, 'the patcher does not end in a NUL');
  return {
    deviceType,
    fileName: patcher.name,
    patcherText: Buffer.from(patcher.bytes.subarray(0, -1)).toString('utf8'),
    files,
  };
}

/** The `mx@c` block: data first, then the directory that the header points to. */
function readBlock(block: Uint8Array): FrozenFile[] {
  const reader = new Reader(block);
  reader.expectTag('mx@c');
  demand(reader.uint32BE() === HEADER_BYTES, 'the mx@c header is not 16 bytes');
  demand(reader.uint32BE() === 0, 'the directory lies beyond 4 GiB');
  const directoryAt = reader.uint32BE();
  demand(directoryAt >= HEADER_BYTES && directoryAt < block.length, 'the directory lies outside the file');
  const directory = new Reader(block, directoryAt);
  directory.expectTag('dlst');
  const size = directory.uint32BE();
  demand(directoryAt + size === block.length, 'bytes follow the directory, or it is cut off');
  const files: FrozenFile[] = [];
  let dataAt = HEADER_BYTES;
  while (directory.at < block.length) {
    const { file, offset } = readEntry(directory, block);
    demand(
      offset === dataAt,
      `${file.name} starts at ${offset}, not right after the file before it (${dataAt})`,
    );
    demand(!files.some(({ name }) => name === file.name), `two frozen files are named ${file.name}`);
    dataAt += file.bytes.length;
    files.push(file);
  }
  demand(dataAt === directoryAt, 'bytes lie between the last file and the directory');
  return files;
}

function readEntry(reader: Reader, block: Uint8Array): { file: FrozenFile; offset: number } {
  const start = reader.at;
  reader.expectTag('dire');
  const size = reader.uint32BE();
  const fields = new Map<FieldName, Reader>();
  for (const name of FIELDS) {
    reader.expectTag(name);
    const payloadBytes = reader.uint32BE() - 8;
    demand(payloadBytes >= 4 && payloadBytes % 4 === 0, `the field ${name} is not padded to 4 bytes`);
    demand(name === 'fnam' || payloadBytes === 4, `the field ${name} is not 12 bytes`);
    fields.set(name, new Reader(reader.take(payloadBytes)));
  }
  demand(reader.at === start + size, 'a directory entry has the wrong size');
  const name = fileName(fields.get('fnam')!.rest());
  const offset = fields.get('of32')!.uint32BE();
  const length = fields.get('sz32')!.uint32BE();
  demand(fields.get('vers')!.uint32BE() === 0, `${name} has a version`);
  demand(offset + length <= block.length, `${name} reaches beyond the end of the device`);
  const file: FrozenFile = {
    name,
    type: fields
      .get('type')!
      .tag()
      .replace(/[ \0]+$/, ''),
    flag: fields.get('flag')!.uint32BE(),
    modifiedSeconds: fields.get('mdat')!.uint32BE() - MAC_EPOCH_SECONDS,
    bytes: block.subarray(offset, offset + length),
  };
  return { file, offset };
}

function fileName(payload: Uint8Array): string {
  const end = payload.indexOf(0);
  demand(end > 0, 'a file name is empty or not ended by a NUL');
  demand(payload.length === (Math.floor(end / 4) + 1) * 4, 'a file name is padded by the wrong amount');
  demand(
    payload.every((byte, at) => (at < end ? byte >= 32 && byte < 127 : byte === 0)),
    'a file name is not plain ASCII followed by NULs',
  );
  return Buffer.from(payload.subarray(0, end)).toString('latin1');
}

/** Walks through bytes; the container is little-endian, the frozen block inside it big-endian. */
class Reader {
  private readonly view: DataView;
  constructor(
    private readonly bytes: Uint8Array,
    public at = 0,
  ) {
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }
  take(count: number): Uint8Array {
    demand(this.at + count <= this.bytes.length, 'the file is cut off');
    this.at += count;
    return this.bytes.subarray(this.at - count, this.at);
  }
  rest(): Uint8Array {
    return this.take(this.bytes.length - this.at);
  }
  tag(): string {
    return Buffer.from(this.take(4)).toString('latin1');
  }
  expectTag(tag: string): void {
    const found = this.tag();
    demand(found === tag, `'${tag}' is missing, '${found}' stands in its place`);
  }
  uint32LE(): number {
    this.take(4);
    return this.view.getUint32(this.at - 4, true);
  }
  uint32BE(): number {
    this.take(4);
    return this.view.getUint32(this.at - 4, false);
  }
}

function demand(condition: boolean, sentence: string): asserts condition {
  if (!condition) throw new Error(`Not a frozen device: ${sentence}.`);
}
