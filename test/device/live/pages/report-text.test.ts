import assert from 'node:assert/strict';
import { reportText, withoutNames, withSentence } from '../../../../src/device/live/pages/report-text';

const FACTS = {
  device: '9.9.9',
  live: '12.4.6',
  max: '9.1.5',
  node: 'v24.0.0',
  platform: 'macintosh arm64',
  model: 'm1a2b3c4',
};

describe('the text of a report', () => {
  it('is one line: versions, platform and model, and what was said last', () => {
    const sentences = ['a', 'b', 'b', 'Generating…', 'b'].reduce<readonly string[]>(withSentence, []);
    assert.equal(
      reportText(FACTS, sentences),
      'Fourfloor 9.9.9 · Live 12.4.6 · Max 9.1.5 · Node v24.0.0 · macintosh arm64 · model m1a2b3c4 | a | b | Generating… | b',
    );
    assert.doesNotMatch(reportText(FACTS, ['two\nlines']), /\n/);
  });

  it('says what it does not know', () => {
    const text = reportText({ ...FACTS, live: undefined, node: undefined, model: '' }, []);
    assert.equal(text, 'Fourfloor 9.9.9 · Live ? · Max 9.1.5 · Node ? · macintosh arm64 · model ?');
  });

  it('holds ten sentences, the newest', () => {
    const said = Array.from({ length: 13 }, (_, at) => `n${at}`).reduce<readonly string[]>(withSentence, []);
    assert.deepEqual(
      said,
      Array.from({ length: 10 }, (_, at) => `n${at + 3}`),
    );
  });

  it('fits in a symbol of Max, whatever was said', () => {
    assert.ok(reportText(FACTS, ['x'.repeat(40_000), 'y']).length <= 32_767);
  });

  for (const [sentence, left] of [
    ['“My Secret Song” is in 6/8; the model only plays 4/4.', '“…” is in 6/8; the model only plays 4/4.'],
    ['House 12 in “Ann’s “best” loop” · 9 notes', 'House 12 in “…” · 9 notes'],
    ['Ready: model “mine” · 10 pads, 2 silent', 'Ready: model “…” · 10 pads, 2 silent'],
    [
      'There is no model.json in /Users/Ann Lee/v1. Choose the folder that npm run train wrote.',
      'There is no model.json in …',
    ],
    ['There is no weights.bin in C:\\Users\\Ann Lee\\m. Choose the folder.', 'There is no weights.bin in …'],
    ['Live said no: cannot read Ann’s Disk:/models', '…'],
    ["ENOENT: no such file, open '/home/ann/model.json'", 'ENOENT: no such file, open …'],
    ['Live said no: Ann.Lee/x is gone', 'Live said no: …'],
    ['Starting the model…', 'Starting the model…'],
    [
      'No answer in 5 s: the model is restarting. Press Generate once it is ready.',
      'No answer in 5 s: the model is restarting. Press Generate once it is ready.',
    ],
  ] as const)
    it(`tells no name and no folder: ${sentence}`, () => {
      assert.equal(withoutNames(sentence), left);
    });
});
