import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import vm from 'node:vm';
import { bundleForMax, bundleNode, type Bundle } from '../../../src/amxd/bundles/bundle';
import { PROGRAM_ENTRIES } from '../../../src/amxd/device';
import { readModel } from '../../../src/amxd/bundles/embedded-model';
import { writeTrainingIndex } from '../../../src/model/training-index-file';
import { writeTinyModel } from '../support/tiny-model';
import { STUB_ENTRIES } from '../support/stub-device';

describe('the bundle for Node', () => {
  let bundle: Bundle;
  before(async () => {
    bundle = await bundleNode(STUB_ENTRIES.node, readModel(writeTinyModel()).files);
  });

  it('leaves max-api to Max, because the package of that name only throws', () => {
    assert.match(bundle.text, /require\("max-api"\)/);
  });

  it('runs alone, with the model and the WebAssembly inside, since a frozen script can read no other file', () => {
    const said = runNode(bundle.text);
    const [selector, build, cardSize, weightsSize, wasmSize] = said;
    assert.equal(selector, 'ready');
    assert.match(String(build), /^[0-9a-f]{8}$/);
    assert.ok(Number(cardSize) > 100);
    assert.equal(weightsSize, 4);
    assert.ok(Number(wasmSize) > 100_000);
  });

  it('is named by a hash of its text, so that Max never takes an older one from its cache', () => {
    assert.equal(bundle.name, `fourfloor-node-${hash(bundle.text)}.js`);
  });

  it('holds no path of the machine it was built on', () => {
    assert.doesNotMatch(bundle.text, /\/home\/|\/tmp\/|[A-Z]:\\|fourfloor test/);
    assert.ok(!bundle.text.includes(process.cwd()));
  });
});

describe('the model that a device carries', () => {
  it('comes with its index where the card mentions one, and with none where it does not', async () => {
    const folder = writeTinyModel();
    assert.equal(readModel(folder).files.get('originality.bin')?.length, 0);
    const { bytes, patterns } = await writeTrainingIndex([new Uint32Array(12).fill(5)]);
    const file = path.join(folder, 'card.json');
    const card = JSON.parse(readFileSync(file, 'utf8')) as object;
    const originality = { sha256: createHash('sha256').update(bytes).digest('hex'), patterns };
    writeFileSync(file, JSON.stringify({ ...card, originality }));
    assert.throws(() => readModel(folder), /originality\.bin is missing; export the model again/);
    writeFileSync(path.join(folder, 'originality.bin'), bytes);
    assert.deepEqual(readModel(folder).files.get('originality.bin'), Buffer.from(bytes));
  });
});

describe('the bundle of the device’s own Node program', () => {
  let bundle: Bundle;
  before(async () => {
    bundle = await bundleNode(PROGRAM_ENTRIES.node, readModel(writeTinyModel()).files);
  });

  it('stays small, since Node reads all of it before the device can say that it is ready', () => {
    const megabytes = bundle.text.length / 1e6;
    assert.ok(megabytes < 1.7, `${megabytes.toFixed(2)} MB without a model`);
  });

  it('names the packages in it with their licences, as these require', () => {
    const notice = bundle.text.slice(0, bundle.text.indexOf('*/'));
    assert.match(notice, /@tensorflow\/tfjs-core 4\.22\.0 \(Apache-2\.0\)/);
    assert.match(notice, /Apache License\s+Version 2\.0/);
    assert.doesNotMatch(notice, /node-fetch|tr46/);
  });
});

describe('the bundle for v8', () => {
  let bundle: Bundle;
  before(async () => {
    bundle = await bundleForMax('live', STUB_ENTRIES.live);
  });

  it('has its handlers at the top level, the only place where Max looks for them', () => {
    const sent: unknown[][] = [];
    const context = vm.createContext({
      arrayfromargs: (args: ArrayLike<unknown>) => Array.from(args),
      messagename: 'control',
      outlet: (...message: unknown[]) => sent.push(message),
    });
    vm.runInContext(bundle.text, context);
    vm.runInContext('anything("seed", 3)', context);
    assert.deepEqual(sent, [[0, 'control', 'seed', 3]]);
    assert.equal(vm.runInContext('inlets + outlets', context), 8);
  });

  it('offers only what the program handles, so that Max reports the rest', () => {
    assert.doesNotMatch(bundle.text, /function (bang|list|paint)\(/);
  });

  it('is named by a hash of its text', () => {
    assert.equal(bundle.name, `fourfloor-live-${hash(bundle.text)}.js`);
  });
});

function runNode(text: string): unknown[] {
  const said: unknown[] = [];
  const maxApi = { outlet: (...message: unknown[]) => said.push(...message) };
  const module = { exports: {} };
  const run = vm.compileFunction(text, ['require', 'module', 'exports']) as (...values: unknown[]) => void;
  run(
    (name: string) => (name === 'max-api' ? maxApi : assert.fail(`it asks for ${name}`)),
    module,
    module.exports,
  );
  return said;
}

function hash(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 8);
}
