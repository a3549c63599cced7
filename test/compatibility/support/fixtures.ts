import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const FOLDER = join(__dirname, '../fixtures/0.1.0');

/** Where something lies that version 0.1.0 wrote. */
export function fixturePath(...names: readonly string[]): string {
  return join(FOLDER, ...names);
}

/** A JSON document of version 0.1.0, or one of what it read in another; the test says of which form. */
export function fixture<Document>(...names: readonly string[]): Document {
  return JSON.parse(readFileSync(fixturePath(...names), 'utf8')) as Document;
}
