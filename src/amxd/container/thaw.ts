// Reads a frozen .amxd back into its files and its patcher, for the tests that look inside a built device.
// Stricter than Max, which forgives much in silence: chunks come in the order that Max writes, without gaps.

import {
  BLOCK_HEADER_SIZE,
  DEVICE_KINDS,
  ENTRY_FIELDS,
  FROZEN_META,
  HEADER_SIZE,
  OLDER_METAS,
  type DeviceKind,
  type FrozenDevice,
  type FrozenFile,
  type OlderMeta,
} from './format';

/**
 * The inverse of {@link freeze}, which gives what is read here back to the byte.
 * @throws Error with one sentence that says what does not fit and where.
 */
export function thaw(file: Uint8Array): FrozenDevice {
  const bytes = Buffer.from(file.buffer, file.byteOffset, file.byteLength);
  const { kind, meta } = readHeader(bytes);
  const block = bytes.subarray(HEADER_SIZE);
  expectTag(block, 0, 'mx@c');
  expect(block.readUInt32BE(4) === BLOCK_HEADER_SIZE, 'its mx@c block begins with an unknown header');
  const directoryAt = Number(block.readBigUInt64BE(8));
  expect(directoryAt <= block.length, 'its directory lies outside the file');
  const files = readDirectory(block, directoryAt);
  expect(files.length > 0, 'its directory is empty');
  return { kind, files, ...(meta === undefined ? {} : { meta }) };
}

/** The patcher of a device, as parsed JSON. @throws Error when there is none or it does not end with a NUL. */
export function patcherOf(device: FrozenDevice): unknown {
  const [main] = device.files;
  if (!main) throw new Error('This device has no patcher.');
  const text = Buffer.from(main.bytes).toString('utf8');
  expect(text.endsWith('\0'), 'its patcher does not end with a NUL');
  return JSON.parse(text.slice(0, -1));
}

/** `meta` is undefined where it is the usual one. */
function readHeader(bytes: Buffer): { readonly kind: DeviceKind; readonly meta: OlderMeta | undefined } {
  expect(bytes.length > HEADER_SIZE + BLOCK_HEADER_SIZE, 'it is too short');
  expectTag(bytes, 0, 'ampf');
  expect(bytes.readUInt32LE(4) === 4, 'its ampf chunk has an unknown size');
  const letters = bytes.toString('ascii', 8, 12);
  const kind = (Object.keys(DEVICE_KINDS) as DeviceKind[]).find((name) => DEVICE_KINDS[name] === letters);
  expectTag(bytes, 12, 'meta');
  const found = bytes.readUInt32LE(20);
  const meta = OLDER_METAS.find((older) => older === found);
  expect(
    bytes.readUInt32LE(16) === 4 && (found === FROZEN_META || meta !== undefined),
    'its meta chunk does not mark it as frozen',
  );
  expectTag(bytes, 24, 'ptch');
  expect(bytes.readUInt32LE(28) === bytes.length - HEADER_SIZE, 'its ptch chunk does not end with the file');
  if (kind === undefined)
    throw new Error(`This is not a frozen Max for Live device: "${letters}" is not a known kind.`);
  return { kind, meta };
}

function readDirectory(block: Buffer, start: number): FrozenFile[] {
  expectTag(block, start, 'dlst');
  expect(start + block.readUInt32BE(start + 4) === block.length, 'its directory does not end with the file');
  const files: FrozenFile[] = [];
  let dataAt = BLOCK_HEADER_SIZE;
  for (let at = start + 8; at < block.length;) {
    expectTag(block, at, 'dire');
    const end = at + block.readUInt32BE(at + 4);
    expect(end > at && end <= block.length, 'a directory entry has an impossible size');
    const file = readEntry(block.subarray(at + 8, end), { block, dataAt });
    dataAt += file.bytes.length;
    files.push(file);
    at = end;
  }
  expect(dataAt === start, 'there are stray bytes between its last file and its directory');
  return files;
}

/** Up to four letters and spaces behind them, or four NULs for none. */
const TYPE_FIELD = /^(?=.{4}$)(?:[\x20-\x7e]*[\x21-\x7e] *|\0{4})$/;

function readEntry(entry: Buffer, data: { readonly block: Buffer; readonly dataAt: number }): FrozenFile {
  const fields = readFields(entry);
  const number = (name: (typeof ENTRY_FIELDS)[number]): number => fields[name].readUInt32BE(0);
  const name = fields.fnam.toString('latin1').replace(/\0+$/, '');
  expect(/^[\x20-\x7e]+$/.test(name), 'the name of a file is not ASCII');
  const type = fields.type.toString('latin1');
  expect(TYPE_FIELD.test(type), `the type of ${name} is not padded to four letters`);
  expect(fields.fnam.length === (Math.floor(name.length / 4) + 1) * 4, `the name ${name} is padded wrongly`);
  expect(number('of32') === data.dataAt, `${name} does not begin where the file before it ends`);
  expect(number('vers') === 0, `${name} has an unknown version`);
  return {
    name,
    type: type.replace(/[\0 ]+$/, ''),
    flag: number('flag'),
    modified: number('mdat'),
    bytes: data.block.subarray(data.dataAt, data.dataAt + number('sz32')),
  };
}

function readFields(entry: Buffer): Record<(typeof ENTRY_FIELDS)[number], Buffer> {
  let at = 0;
  const fields = ENTRY_FIELDS.map((tag) => {
    expectTag(entry, at, tag);
    const size = entry.readUInt32BE(at + 4);
    expect(size >= 12 && at + size <= entry.length, `its field ${tag} has an impossible size`);
    const payload = entry.subarray(at + 8, at + size);
    at += size;
    return [tag, payload] as const;
  });
  expect(at === entry.length, 'a directory entry has more fields than Max writes');
  return Object.fromEntries(fields) as Record<(typeof ENTRY_FIELDS)[number], Buffer>;
}

function expectTag(bytes: Buffer, at: number, tag: string): void {
  const found = bytes.toString('latin1', at, at + 4);
  expect(found === tag, `"${tag}" is missing at byte ${at}`);
}

function expect(condition: boolean, complaint: string): void {
  if (!condition) throw new Error(`This is not a frozen Max for Live device: ${complaint}.`);
}
