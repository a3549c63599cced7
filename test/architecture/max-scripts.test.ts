import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';
import { thaw } from '../../src/amxd/container/thaw';
import { ROOT } from './sources';

/** Array methods of ES2023: Max's v8 is of ES2022. */
const TOO_NEW = new Set(['toSorted', 'toReversed', 'toSpliced', 'with', 'findLast', 'findLastIndex']);

/** The calls in a script that Max cannot bear, by what they are. */
function faultsOf(script: string): string[] {
  const faults: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node) && ts.isPropertyAccessExpression(node.expression)) {
      const { expression: target, name } = node.expression;
      if (TOO_NEW.has(name.text)) faults.push(`.${name.text}()`);
      if (target.getText() === 'outlet' && /^(apply|call|bind)$/.test(name.text))
        faults.push(`outlet.${name.text}()`);
    }
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile('script.js', script, ts.ScriptTarget.ES2022, true, ts.ScriptKind.JS));
  return faults;
}

describe('a script that runs in Max’s v8', () => {
  const device = thaw(readFileSync(path.join(ROOT, 'device/Fourfloor.amxd')));
  const scripts = device.files.filter(({ name }) => /^fourfloor-(live|grid|pad)-/.test(name));

  it('is one of three, or this looks at the wrong ones', () => {
    assert.equal(scripts.length, 3);
  });

  for (const { name, bytes } of scripts)
    it(`calls nothing newer than v8 knows, and never applies its outlet: ${name.replace(/-[0-9a-f]+\.js$/, '')}`, () => {
      assert.deepEqual(faultsOf(Buffer.from(bytes).toString('utf8')), []);
    });

  it('is found out where it does', () => {
    assert.deepEqual(faultsOf('[1].toSorted(); outlet.apply(this, [0, 1]); [2].at(0);'), [
      '.toSorted()',
      'outlet.apply()',
    ]);
  });
});
