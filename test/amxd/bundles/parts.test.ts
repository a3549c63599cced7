import assert from 'node:assert/strict';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import vm from 'node:vm';
import { bundleForMax, bundleNode } from '../../../src/amxd/bundles/bundle';
import { readModel } from '../../../src/amxd/bundles/embedded-model';
import { noticeFor } from '../../../src/amxd/bundles/licence-notice';
import { STUB_ENTRIES } from '../support/stub-device';
import { temporaryFolder } from '../support/temporary-folder';
import { writeTinyModel } from '../support/tiny-model';

describe('the functions that Max calls in a script', () => {
  it('hand everything that Max gives to the program', async () => {
    const handlers = {
      anything: ['told', ['a', 1]],
      list: [['a', 1]],
      bang: [],
      msg_int: ['a'],
      msg_float: ['a'],
      dictionary: ['a'],
      notifydeleted: [],
      paint: [],
      onresize: ['a', 1],
      onclick: ['a', 1],
      ondrag: ['a', 1, 'left', 'command', 'shift'],
    };
    const entry = path.join(temporaryFolder(), 'every-handler.ts');
    const lines = Object.keys(handlers).map(
      (name) => `export function ${name}(...args: unknown[]) { outlet('${name}', args); }`,
    );
    writeFileSync(
      entry,
      ['declare const outlet: any;', 'export const inlets = 2;', 'export const outlets = 3;', ...lines].join(
        '\n',
      ),
    );
    const { text } = await bundleForMax('grid', entry);
    const heard: unknown[] = [];
    const context = vm.createContext({
      messagename: 'told',
      arrayfromargs: (args: ArrayLike<unknown>) => Array.from(args),
      outlet: (...said: unknown[]) => heard.push(said),
    });
    vm.runInContext(text, context);
    for (const [name, expected] of Object.entries(handlers)) {
      const args = name === 'ondrag' ? ['a', 1, 'left', 'command', 'shift'] : ['a', 1];
      vm.runInContext(`${name}(...${JSON.stringify(args)})`, context);
      assert.equal(JSON.stringify(heard.pop()), JSON.stringify([name, expected]));
    }
    assert.deepEqual(vm.runInContext('[inlets, outlets].join()', context), '2,3');
  });

  it('come from a program that bundles, or the build says where it does not', async () => {
    const entry = path.join(temporaryFolder(), 'broken.ts');
    writeFileSync(entry, 'export const = 1;');
    await assert.rejects(bundleForMax('grid', entry), /could not be bundled: .+\(.*broken\.ts:1\)/);
  });
});

describe('the model in the Node program', () => {
  it('is read whole, under the names that the program imports', () => {
    const { card, files } = readModel(writeTinyModel());
    assert.equal(card.name, 'tiny');
    assert.deepEqual(
      [...files.keys()],
      [
        'model.json',
        'weights.bin',
        'card.json',
        'originality.bin',
        'density-ratio.bin',
        'tfjs-wasm-simd.wasm',
      ],
    );
    assert.deepEqual([...files.get('weights.bin')!], [1, 2, 3, 4]);
  });

  it('is refused in a sentence where the folder or a file of it is missing', async () => {
    assert.throws(() => readModel('no such folder'), /There is no model in no such folder; name the folder/);
    for (const name of ['model.json', 'weights.bin', 'card.json']) {
      const folder = writeTinyModel();
      rmSync(path.join(folder, name));
      assert.throws(
        () => readModel(folder),
        new RegExp(`${name.replace('.', '\\.')} is missing; export the model`),
      );
    }
    await assert.rejects(
      bundleNode(STUB_ENTRIES.node, new Map()),
      /fourfloor-model\/card\.json is not among the embedded files|fourfloor-model\/[a-z.-]+ is not among/,
    );
  });
});

describe('the notice of licences', () => {
  it('names each package once, beside the text that it shares with others', () => {
    const root = temporaryFolder();
    const add = (folder: string, manifest: object, files: Readonly<Record<string, string>>): void => {
      mkdirSync(path.join(root, folder), { recursive: true });
      writeFileSync(path.join(root, folder, 'package.json'), JSON.stringify(manifest));
      for (const [name, text] of Object.entries(files)) writeFileSync(path.join(root, folder, name), text);
    };
    add('node_modules/a', { name: 'a', version: '1.0.0', license: 'MIT' }, { LICENSE: 'Shared\r\ntext\n' });
    add(
      'node_modules/@s/b',
      { name: '@s/b', version: '2.0.0', license: 'ISC' },
      { 'licence.md': 'Shared\ntext' },
    );
    add('node_modules/a/node_modules/c', { name: 'c', version: '3.0.0' }, { 'readme.md': 'none' });
    add('node_modules/d', { name: 'd', version: '4.0.0', license: 'BSD' }, { COPYING: 'Another' });
    const inputs = ['node_modules/a/x.js', 'node_modules/a/y.js', 'node_modules/@s/b/lib/x.js', 'src/own.ts'];
    const nested = ['node_modules/a/node_modules/c/x.js', 'node_modules/d/x.js'];
    const line = '-'.repeat(80);
    assert.equal(
      noticeFor([...inputs, ...nested], root),
      [
        'Fourfloor (MIT). This file contains code from the packages named below, under their own licences.',
        '@s/b 2.0.0 (ISC), a 1.0.0 (MIT)\n\nShared\ntext',
        'c 3.0.0 (see its own notice)',
        'd 4.0.0 (BSD)\n\nAnother',
      ].join(`\n\n${line}\n\n`),
    );
  });
});
