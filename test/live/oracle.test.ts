import assert from 'node:assert/strict';
import answers from './oracle/answers.json';
import { ORACLE_CASES } from './oracle/cases';
import { through } from './toy/bench';

describe('the stand-in Max beside Pure Data', () => {
  ORACLE_CASES.forEach(({ text, outlets, messages }, number) => {
    it(`answers as Pd does, in the same order: ${text}`, async () => {
      const recorded = answers[number];
      assert.equal(recorded?.text, text, 'answers.json is older than cases.ts: record it again');
      const sent = messages.map((message) =>
        message.split(' ').map((word) => (/^\d+$/.test(word) ? Number(word) : word)),
      );
      assert.deepEqual(await through(text, outlets, ...sent), recorded.answers);
    });
  });
});
