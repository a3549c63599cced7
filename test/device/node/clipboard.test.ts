import assert from 'node:assert/strict';
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { clipboardProgram, copyText, type ClipboardProgram } from '../../../src/device/node/clipboard';

const TEXT = 'Fourfloor 9 · “…” | $HOME `date` "quoted"';

describe('the clipboard', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'clipboard-'));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });
  /** A program in the place of the system's: a script of the shell. */
  const program = (script: string): ClipboardProgram => {
    const file = path.join(folder, 'clip');
    writeFileSync(file, `#!/bin/sh\n${script}\n`);
    chmodSync(file, 0o755);
    return {
      path: file,
      encode: (text) => Buffer.from(text),
      environment: { OUT: path.join(folder, 'out') },
    };
  };

  it('gets the text letter by letter, through no shell that would read it', async () => {
    assert.equal(await copyText(TEXT, program('cat > "$OUT"')), true);
    assert.equal(readFileSync(path.join(folder, 'out'), 'utf8'), TEXT);
  });

  it('is said to have nothing when its program fails, is not there or does not read', async () => {
    assert.equal(await copyText(TEXT, program('exit 1')), false);
    assert.equal(await copyText('x'.repeat(1_000_000), program('exit 1')), false);
    assert.equal(await copyText(TEXT, { ...program(''), path: path.join(folder, 'none') }), false);
    assert.equal(await copyText(TEXT, clipboardProgram('linux', {})), false);
  });

  it('is reached by what each system has for it, in the letters that it reads', () => {
    const mac = clipboardProgram('darwin', {})!;
    assert.deepEqual([mac.path, mac.environment.LC_CTYPE], ['/usr/bin/pbcopy', 'UTF-8']);
    assert.equal(Buffer.from(mac.encode('“·”')).toString('utf8'), '“·”');
    const windows = clipboardProgram('win32', { SystemRoot: 'D:\\Windows' })!;
    assert.match(windows.path, /^D:\\Windows.System32.clip\.exe$/);
    assert.equal(Buffer.from(windows.encode('“·”')).toString('utf16le'), '\uFEFF“·”');
  });
});
