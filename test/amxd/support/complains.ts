import assert from 'node:assert/strict';
import { lintPatcher } from '../../../src/amxd/lint/lint-device';
import type { Patcher } from '../../../src/amxd/patcher/patcher';

/** Fails unless the linter says something like the sentence of a broken patcher. */
export function complains(broken: Patcher, sentence: RegExp): void {
  const problems = lintPatcher(broken);
  assert.ok(
    problems.some((problem) => sentence.test(problem)),
    `nothing like ${String(sentence)} in:\n${problems.join('\n')}`,
  );
}
