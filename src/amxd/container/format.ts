// The types and constants of a frozen .amxd file, shared by freeze.ts and thaw.ts. device.ts, lint/ and
// patcher/ take file flags, the kind of device and the date of the build from here.
// Knows bytes and file names only, not what a patcher or a script holds.

/** The four letters in the header of a file, by kind of device. */
export const DEVICE_KINDS = {
  midiEffect: 'mmmm',
  audioEffect: 'aaaa',
  instrument: 'iiii',
  midiGenerator: 'nagg',
  midiTransformation: 'natt',
} as const;
export type DeviceKind = keyof typeof DEVICE_KINDS;

/** What Max does with a frozen file: the `flag` field of its directory entry. */
export const FILE_FLAG = {
  /** Kept inside the device and found by name: v8, patchers, pictures. */
  inside: 0,
  /** Written to disk when the device loads; what a `node.script` runs has to be a file there. */
  onDisk: 0x08,
  /** The device's own patcher. */
  patcher: 0x11,
} as const;

export interface FrozenFile {
  /** ASCII. Unique in a device that we build, since it has no folders; Max itself has frozen two of one name. */
  readonly name: string;
  /** Up to four letters: JSON, TEXT, svg, PNG; empty is written as four NULs. */
  readonly type: string;
  readonly flag: number;
  /** Seconds since 1904-01-01 UTC. */
  readonly modified: number;
  readonly bytes: Uint8Array;
}

/** A frozen device: the first file is its patcher, JSON with a closing NUL. */
export interface FrozenDevice {
  readonly kind: DeviceKind;
  readonly files: readonly FrozenFile[];
  /** Only where it is not the usual {@link FROZEN_META}. */
  readonly meta?: OlderMeta;
}

/** `meta` of a frozen device; 0 and 1 mark unfrozen ones. */
export const FROZEN_META = 7;

/** `meta` of frozen devices from before: 4, and a 7 written big-endian. */
export const OLDER_METAS = [4, 0x07000000] as const;
export type OlderMeta = (typeof OLDER_METAS)[number];

/** Bytes from the start of the file to the contents of `ptch`. */
export const HEADER_SIZE = 32;

/** Bytes from the tag `mx@c` to the first file. */
export const BLOCK_HEADER_SIZE = 16;

/** The fields of a directory entry after its own eight bytes, in the order that Max writes. */
export const ENTRY_FIELDS = ['type', 'fnam', 'sz32', 'of32', 'vers', 'flag', 'mdat'] as const;

const SECONDS_1904_TO_1970 = 2_082_844_800;

/** The date of everything in a device, in seconds since 1904: fixed, so that equal sources give equal devices. */
export const BUILD_DATE = SECONDS_1904_TO_1970 + Date.UTC(2026, 0, 1) / 1000;

/** A kind as the number in a patcher's `project.amxdtype`: its four letters, big-endian. */
export function amxdType(kind: DeviceKind): number {
  return Buffer.from(DEVICE_KINDS[kind], 'ascii').readUInt32BE(0);
}
