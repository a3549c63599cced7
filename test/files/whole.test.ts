import assert from 'node:assert/strict';
import {
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  completeFolder,
  makeFolder,
  removeUnfinished,
  writeFileWhole,
  writeFolderWhole,
} from '../../src/files/whole';

describe('writing whole', () => {
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'fourfloor whole [é] '));
  });

  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  it('replaces a file and leaves nothing beside it', async () => {
    const file = join(folder, 'a.mid');
    await writeFileWhole(file, 'old');
    await writeFileWhole(file, Uint8Array.of(110, 101, 119));
    assert.equal(readFileSync(file, 'utf8'), 'new');
    assert.deepEqual(readdirSync(folder), ['a.mid']);
  });

  it('says in one sentence why a file cannot be written, and removes what it began', async () => {
    mkdirSync(join(folder, 'taken', 'by a folder'), { recursive: true });
    await assert.rejects(
      writeFileWhole(join(folder, 'taken'), 'x'),
      /^Error: Could not write .*taken: .*\.$/,
    );
    assert.deepEqual(readdirSync(folder), ['taken']);
    await assert.rejects(
      writeFileWhole(join(folder, 'nowhere', 'a.mid'), 'x'),
      /Could not write .*: there is no such file or folder\.$/,
    );
    writeFileSync(join(folder, 'file'), '');
    await assert.rejects(
      makeFolder(join(folder, 'file')),
      /Could not make the folder .*: there is a file where a folder is needed\.$/,
    );
  });

  it('replaces a folder by another, files of the old one included', async () => {
    const model = join(folder, 'model');
    await writeFolderWhole(model, { 'card.json': 'old', 'gone.txt': 'old' });
    await writeFolderWhole(model, { 'card.json': 'new' });
    assert.deepEqual(readdirSync(model), ['card.json']);
    assert.equal(readFileSync(join(model, 'card.json'), 'utf8'), 'new');
    assert.deepEqual(readdirSync(folder), ['model']);
  });

  it('keeps the old folder when the new one cannot be written to its end', async () => {
    const model = join(folder, 'model');
    await writeFolderWhole(model, { 'card.json': 'old' });
    await assert.rejects(writeFolderWhole(model, { 'card.json': 'new', 'no/such/folder': 'x' }));
    assert.equal(readFileSync(join(model, 'card.json'), 'utf8'), 'old');
    assert.deepEqual(readdirSync(folder), ['model']);
  });

  it('finds the old folder where a crash came between the two renames, and writes over it', async () => {
    const checkpoint = join(folder, 'checkpoint');
    assert.equal(completeFolder(checkpoint), undefined);
    await writeFolderWhole(checkpoint, { state: 'old' });
    renameSync(checkpoint, `${checkpoint}.previous`);
    assert.equal(completeFolder(checkpoint), `${checkpoint}.previous`);
    await assert.rejects(writeFolderWhole(checkpoint, { 'no/such/folder': 'x' }));
    assert.equal(readFileSync(join(checkpoint, 'state'), 'utf8'), 'old');
    renameSync(checkpoint, `${checkpoint}.previous`);
    await writeFolderWhole(checkpoint, { state: 'new' });
    assert.equal(completeFolder(checkpoint), checkpoint);
    assert.deepEqual(readdirSync(folder), ['checkpoint']);
  });

  it('removes what a killed program left, and nothing else', async () => {
    mkdirSync(join(folder, '.fourfloor-checkpoint.123.tmp'));
    writeFileSync(join(folder, '.fourfloor-a [1].mid.99.tmp'), '');
    writeFileSync(join(folder, '.fourfloor-notes'), '');
    writeFileSync(join(folder, 'a.tmp'), '');
    await removeUnfinished(folder);
    assert.deepEqual(readdirSync(folder).sort(), ['.fourfloor-notes', 'a.tmp']);
  });
});
