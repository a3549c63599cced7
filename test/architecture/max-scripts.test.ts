import assert from 'node:assert/strict';
import ts from 'typescript';
import { bundleForMax } from '../../src/amxd/bundles/bundle';
import { PROGRAM_ENTRIES } from '../../src/amxd/device';

/** What came to arrays and their kin after ES2022, of which Max's v8 is. */
const TOO_NEW = new Set([
  ...['toSorted', 'toReversed', 'toSpliced', 'with', 'findLast', 'findLastIndex'],
  ...['groupBy', 'fromAsync', 'withResolvers', 'isWellFormed', 'toWellFormed'],
]);
/** Max's own function: called by way of `apply` it has brought Live down. */
const BESIDE_OUTLET = new Set(['apply', 'call', 'bind']);

/** What a script asks for that Max cannot bear. */
function faultsOf(script: string): string[] {
  const faults: string[] = [];
  const visit = (node: ts.Node): void => {
    const read = memberOf(node);
    if (read && TOO_NEW.has(read.name)) faults.push(`.${read.name}`);
    if (read?.of === 'outlet' && BESIDE_OUTLET.has(read.name)) faults.push(`outlet.${read.name}`);
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile('script.js', script, ts.ScriptTarget.ES2022, true, ts.ScriptKind.JS));
  return faults;
}

/** A member that is read by its name, in either notation. */
function memberOf(node: ts.Node): { readonly of: string; readonly name: string } | undefined {
  if (ts.isPropertyAccessExpression(node)) return { of: node.expression.getText(), name: node.name.text };
  if (ts.isElementAccessExpression(node) && ts.isStringLiteralLike(node.argumentExpression))
    return { of: node.expression.getText(), name: node.argumentExpression.text };
  return undefined;
}

describe('a script that runs in Max’s v8', () => {
  for (const kind of ['live', 'grid', 'pad'] as const)
    it(`asks for nothing newer than v8 knows, and never applies its outlet: ${kind}`, async () => {
      const { text } = await bundleForMax(kind, PROGRAM_ENTRIES[kind]);
      assert.deepEqual(faultsOf(text), []);
    });

  it('is caught when it asks for something newer or applies its outlet', () => {
    assert.deepEqual(faultsOf('[1].toSorted(); [2]["with"](0, 1); outlet.apply(this, [0]); [3].at(0);'), [
      '.toSorted',
      '.with',
      'outlet.apply',
    ]);
  });
});
