import assert from 'node:assert/strict';
import { textOf } from './sources';

describe('.ci/run', () => {
  it('names no host, since every machine has package sources of its own', () => {
    const lines = textOf('.ci/run').split('\n');
    assert.deepEqual(
      lines.filter((line) => /:\/\/|\b[a-z0-9-]+\.(org|com|net|io|dev)\b|\b\d+(\.\d+){3}\b/i.test(line)),
      [],
    );
  });
});
