/** A file inside an archive, or the reason why its content is not read. */
export interface ArchiveEntry {
  readonly name: string;
  readonly content: Uint8Array | undefined;
  /** Set where there is no content. */
  readonly reason?: string;
}

export interface ArchiveLimits {
  /** Which files to read at all, by name. */
  readonly wanted: (name: string) => boolean;
  /** Larger files are passed over with a reason. */
  readonly maxEntryBytes: number;
  /** Where the unpacked content of an archive ends the reading with an error: a bomb. */
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
