// Writes the records of one split to numbered JSON Lines files, and keeps the size and hash of each.
// Used by build.ts.

import { createHash } from 'node:crypto';
import { closeSync, openSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CorpusManifest } from '../manifest';
import type { CorpusRecord } from '../record';

export type ShardDescription = CorpusManifest['shards'][number];

/** Big enough to be few, small enough to look into. */
const RECORDS_PER_SHARD = 8192;
const BUFFER_LETTERS = 1 << 18;

export class ShardWriter {
  readonly shards: ShardDescription[] = [];
  private open: { fd: number; name: string; sha256: ReturnType<typeof createHash> } | undefined;
  private buffer = '';
  private records = 0;
  private bytes = 0;

  constructor(
    private readonly folder: string,
    private readonly prefix: string,
  ) {}

  write(record: CorpusRecord): void {
    this.open ??= this.begin();
    this.buffer += `${JSON.stringify(record)}\n`;
    this.records++;
    if (this.buffer.length >= BUFFER_LETTERS) this.flush();
    if (this.records === RECORDS_PER_SHARD) this.close();
  }

  /** Ends the shard that is open, if any. */
  close(): void {
    if (!this.open) return;
    this.flush();
    closeSync(this.open.fd);
    this.shards.push({
      file: this.open.name,
      records: this.records,
      bytes: this.bytes,
      sha256: this.open.sha256.digest('hex'),
    });
    this.open = undefined;
    this.records = 0;
    this.bytes = 0;
  }

  /** Closes the file without finishing it. */
  abandon(): void {
    if (this.open) closeSync(this.open.fd);
    this.open = undefined;
  }

  private begin(): NonNullable<ShardWriter['open']> {
    const name = `${this.prefix}-${String(this.shards.length).padStart(4, '0')}.jsonl`;
    return { fd: openSync(join(this.folder, name), 'wx'), name, sha256: createHash('sha256') };
  }

  private flush(): void {
    if (!this.open || this.buffer === '') return;
    const bytes = Buffer.from(this.buffer, 'utf8');
    writeFileSync(this.open.fd, bytes);
    this.open.sha256.update(bytes);
    this.bytes += bytes.length;
    this.buffer = '';
  }
}
