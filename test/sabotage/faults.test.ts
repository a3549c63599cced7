import assert from 'node:assert/strict';
import ts from 'typescript';
import { isDeleted } from './faults/fault';
import { NAMED_FAULTS } from './faults/named';
import { plannedOf } from './plan';

describe('a fault known by name', () => {
  for (const fault of NAMED_FAULTS)
    it(`still applies, and leaves a source that can be read: ${fault.id}`, () => {
      if (isDeleted(fault)) {
        assert.ok(fault.deletedBecause.length > 0);
        return;
      }
      for (const { file, text } of plannedOf(fault)!.planted) {
        const { diagnostics = [] } = ts.transpileModule(text, { fileName: file, reportDiagnostics: true });
        assert.deepEqual(
          diagnostics.map(({ messageText }) => messageText),
          [],
        );
      }
    });

  it('has a name of its own', () => {
    const ids = NAMED_FAULTS.map(({ id }) => id);
    assert.equal(new Set(ids).size, ids.length);
  });
});
