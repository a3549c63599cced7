import assert from 'node:assert/strict';

/** Asserts that all of `expected` is there and as it was, key by key; what a later version has besides may stand beside it. */
export function assertHolds(actual: unknown, expected: unknown, where = 'it'): void {
  if (Array.isArray(expected)) {
    assert.ok(Array.isArray(actual), `${where} is no list any more`);
    assert.equal(actual.length, expected.length, `${where} is of another length`);
    expected.forEach((item, at) => {
      assertHolds(actual[at], item, `${where}[${at}]`);
    });
  } else if (isRecord(expected)) {
    assert.ok(isRecord(actual), `${where} is no object any more`);
    for (const [key, value] of Object.entries(expected)) assertHolds(actual[key], value, `${where}.${key}`);
  } else assert.deepEqual(actual, expected, where);
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
