import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, readFileSync, readdirSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import type { Page } from '../../src/device/controls/controls';
import { FILE_FLAG } from '../../src/amxd/container/format';
import { buildDevice, type BuiltDevice } from '../../src/amxd/device';
import { freeze } from '../../src/amxd/container/freeze';
import { lintDevice } from '../../src/amxd/lint/lint-device';
import { exampleContents, PICTURES, type ExampleContents } from '../../src/amxd/preview/example';
import { drawFace } from '../../src/amxd/preview/faces';
import { drawDevice } from '../../src/amxd/preview/picture';
import { patcherOf, thaw } from '../../src/amxd/container/thaw';
import { temporaryFolder } from './support/temporary-folder';
import { writeTinyModel } from './support/tiny-model';
import { exampleRhythm } from '../../scripts/support/example-rhythm';
import { patternOf } from '../support/patterns';
import { tinyModel } from '../support/tiny-model';
import { STUB_ENTRIES } from './support/stub-device';
import { writeModelFolder } from '../support/model-folder';

const ROOT = path.resolve(__dirname, '../..');

describe('the device', () => {
  let built: BuiltDevice;
  before(async () => {
    built = await buildDevice(writeTinyModel(), STUB_ENTRIES);
  });

  it('passes every check, its files included', () => {
    assert.deepEqual(lintDevice(built.device, built.patcher), []);
  });

  it('is the same after freezing and thawing', () => {
    const thawed = thaw(freeze(built.device));
    assert.deepEqual(patcherOf(thawed), JSON.parse(JSON.stringify({ patcher: built.patcher })));
    assert.deepEqual(Buffer.from(freeze(thawed)), Buffer.from(freeze(built.device)));
  });

  it('has its Node program written to disk by Max and keeps the others inside', () => {
    const { node, live, grid, pad } = built.programs;
    const flags = built.device.files.map(({ name, flag, type }) => [name, flag, type]);
    assert.deepEqual(flags, [
      ['Fourfloor.amxd', FILE_FLAG.patcher, 'JSON'],
      [node.name, FILE_FLAG.onDisk, 'TEXT'],
      [live.name, FILE_FLAG.inside, 'TEXT'],
      [grid.name, FILE_FLAG.inside, 'TEXT'],
      [pad.name, FILE_FLAG.inside, 'TEXT'],
    ]);
  });

  it('fails the check when Max would not write its Node program to disk, and when no box uses one of its files', () => {
    const files = built.device.files.map((file) =>
      file.flag === FILE_FLAG.onDisk ? { ...file, flag: FILE_FLAG.inside } : file,
    );
    const extra = { ...files[1]!, name: 'fourfloor-extra-00000000.js' };
    const problems = lintDevice({ ...built.device, files: [...files, extra] }, built.patcher).join('\n');
    assert.match(problems, /fourfloor-node-[0-9a-f]{8}\.js must be frozen with the flag 8/);
    assert.match(problems, /No box uses the file fourfloor-extra/);
  });

  it('fails the check when two of its files have one name, because a frozen device has no folders', () => {
    const files = [...built.device.files, { ...built.device.files[1]!, bytes: Buffer.from('// another') }];
    assert.match(
      lintDevice({ ...built.device, files }, built.patcher).join('\n'),
      /Two frozen files are named fourfloor-node-[0-9a-f]{8}\.js\./,
    );
  });

  it('is byte for byte the same when built again, so that the committed one can be checked', async () => {
    const again = await buildDevice(writeTinyModel(), STUB_ENTRIES);
    assert.ok(Buffer.from(freeze(again.device)).equals(Buffer.from(freeze(built.device))));
  });

  it('names the styles of its model in the menu', () => {
    assert.deepEqual(built.styles, ['house', 'deep-house']);
    assert.match(JSON.stringify(built.patcher), /"parameter_enum":\["House","Deep house"\]/);
  });

  describe('in its picture', () => {
    const kicks = patternOf({ kick: 'x...x...x...x...x...x...x...x...' });
    const contents = exampleContents({
      style: 'house',
      pattern: kicks,
      originality: { nearestDistance: 9 },
    });
    let picture: string;
    const drawn = (page: Page): string => drawPage(built, contents, page);
    before(() => {
      picture = drawn('Make');
    });

    it('shows every word of the panel', () => {
      for (const word of ['Generate', 'Target', 'Density', 'Deep house', 'Seed', '909']) {
        const shown = word === 'Deep house' ? 'House' : word;
        assert.ok(picture.includes(`>${shown}</text>`), `${shown} is not in the picture`);
      }
    });

    it('shows the status that the device itself shows for such a rhythm', () => {
      assert.match(contents.view.title, /^House \d+$/);
      assert.match(
        contents.status,
        /^House \d+ in a new clip · 8 notes · 12 pads · 9 hits from the nearest training rhythm$/,
      );
    });

    it('shows the words of each page on that page alone, so that nothing is crowded', () => {
      const words = { Make: 'Target', Feel: 'Syncop', Voice: 'Re-roll', Morph: 'Morph X', Model: 'Restart' };
      for (const [page, word] of Object.entries(words)) {
        for (const { page: other } of PICTURES) {
          assert.equal(drawn(other).includes(`>${word}</text>`), other === page, `${word} on ${other}`);
        }
      }
    });

    it('leaves out no object of the presentation but those that draw themselves', () => {
      const shown = built.patcher.boxes.filter(({ box }) => box.presentation === 1);
      const undrawn = shown.filter(({ box }) => drawFace(box) === '').map(({ box }) => box.id);
      assert.deepEqual(undrawn, ['grid', 'pad']);
    });

    it('has the grid drawn by the frozen script, with one square for each number it was told', () => {
      const squares = picture.match(/<path d="(M[\d. ]+h1v1h-1Z)+" fill="#ff0000" fill-opacity="0.5"\/>/g);
      assert.equal(squares?.length, 1);
    });

    it('is the same every time', () => {
      assert.equal(drawn('Make'), picture);
    });
  });
});

describe('npm run build', function () {
  this.timeout(60_000);
  const build = (folder: string, ...words: string[]) =>
    spawnSync(process.execPath, ['-r', 'ts-node/register', 'scripts/build.ts', ...words], {
      cwd: folder,
      encoding: 'utf8',
    });

  it('writes the same bytes from every folder, because no path of the machine gets into the device', async () => {
    const model = temporaryFolder();
    writeModelFolder(model, await tinyModel());
    const outputs = [ROOT, copyOfSources()].map((folder) => {
      const out = path.join(temporaryFolder(), 'a new folder');
      const { status, stdout, stderr } = build(folder, '--model', model, '--out', out, '--json');
      assert.equal(status, 0, stderr);
      const { sizes } = JSON.parse(stdout) as { readonly sizes: readonly { readonly bytes: number }[] };
      assert.ok(sizes.every(({ bytes }) => bytes > 0));
      assert.deepEqual(
        readdirSync(out).sort(),
        ['Fourfloor.amxd', ...PICTURES.map(({ file }) => file)].sort(),
      );
      return ['Fourfloor.amxd', 'preview.svg'].map((name) => readFileSync(path.join(out, name)));
    });
    const [[device, picture] = [], [otherDevice, otherPicture] = []] = outputs;
    assert.ok(device && otherDevice?.equals(device));
    assert.ok(picture && otherPicture?.equals(picture));
  });

  it('says in one sentence that there is no model, and writes nothing', () => {
    const { status, stderr } = build(ROOT, '--model', 'no such folder', '--out', 'no such output');
    assert.equal(status, 1);
    assert.match(stderr, /^error: There is no model in no such folder;[^\n]*\n$/);
    assert.ok(!existsSync(path.join(ROOT, 'no such output')));
  });
});

/** What a build needs, in a folder of another name and depth. */
function copyOfSources(): string {
  const folder = path.join(temporaryFolder(), 'deeper', 'down');
  for (const name of ['src', 'scripts', 'package.json', 'tsconfig.json']) {
    cpSync(path.join(ROOT, name), path.join(folder, name), { recursive: true });
  }
  symlinkSync(path.join(ROOT, 'node_modules'), path.join(folder, 'node_modules'), 'dir');
  return folder;
}

describe('the committed device', () => {
  const model = path.join(ROOT, 'models/house');
  const committed = path.join(ROOT, 'device/Fourfloor.amxd');

  it('is what a fresh build gives, so that nobody drops an old device on a track', async function () {
    if (!existsSync(model)) this.skip();
    assert.ok(
      existsSync(committed),
      'device/Fourfloor.amxd is missing: run npm run build and commit the result.',
    );
    this.timeout(60_000);
    const fresh = await buildDevice(model);
    assert.deepEqual(lintDevice(fresh.device, fresh.patcher), []);
    const same = Buffer.from(freeze(fresh.device)).equals(readFileSync(committed));
    assert.ok(same, 'device/Fourfloor.amxd is not what npm run build makes: run it and commit the result.');
    const contents = exampleContents(await exampleRhythm(model));
    for (const { page, file } of PICTURES) {
      assert.equal(
        readFileSync(path.join(ROOT, 'device', file), 'utf8'),
        drawPage(fresh, contents, page),
        file,
      );
    }
  });
});

function drawPage({ patcher, programs }: BuiltDevice, contents: ExampleContents, page: Page): string {
  const scripts = { gridScript: programs.grid.text, padScript: programs.pad.text };
  return drawDevice(patcher, { ...contents, ...scripts, page });
}
