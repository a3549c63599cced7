// What the archive readers take and yield, and which names they do not trust.
// Used by archive.ts, tar.ts, zip.ts and the Groove source.

/** A file inside an archive, or the reason why its content is not read. */
export interface ArchiveEntry {
  readonly name: string;
  readonly content: Uint8Array | undefined;
  readonly reason?: string;
}

export interface ArchiveLimits {
  readonly wanted: (name: string) => boolean;
  /** Larger files are skipped with a reason. */
  readonly maxEntryBytes: number;
  /** An archive that unpacks to more is a bomb: reading ends with an error. */
  readonly maxTotalBytes: number;
}

/** Why an entry's name is not trusted, or undefined. Nothing is unpacked to disk; such a name still means harm. */
export function unsafeName(name: string): string | undefined {
  const parts = name.split(/[\\/]/);
  if (parts.includes('..') || /^([\\/]|[a-z]:)/i.test(name)) return 'Its name leads out of the archive.';
  return name.includes('\0') ? 'Its name holds a zero byte.' : undefined;
}

export function tooLarge(maxBytes: number): string {
  return `It is larger than ${maxBytes} bytes.`;
}
