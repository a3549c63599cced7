import assert from 'node:assert/strict';
import { CARD_SCHEMA_VERSION, parseCard } from '../../src/model/card';
import { tinyCard } from '../support/tiny-model';

const CARD = tinyCard(new Uint8Array(1), new Uint8Array(2));
const INDEX = { sha256: 'a'.repeat(64), patterns: 3 };

describe('the card of a model', () => {
  it('is read in the form of 0.1.0 and in today’s, because people keep the models that they have trained', () => {
    for (const schemaVersion of [2, 3])
      assert.deepEqual(parseCard({ ...CARD, schemaVersion }, 'card.json'), { ...CARD, schemaVersion });
    assert.equal(CARD_SCHEMA_VERSION, 3, 'a new version is to be read beside these');
  });

  it('may say what counts as commonplace, and need not: without it every training pattern is someone’s', () => {
    const commonplace = { mostOwnHits: 2, leastSources: 3, patterns: 40 };
    for (const originality of [INDEX, { ...INDEX, commonplace }])
      assert.deepEqual(parseCard({ ...CARD, originality }, 'card.json').originality, originality);
    const broken = { ...INDEX, commonplace: { mostOwnHits: 2 } };
    assert.throws(() => parseCard({ ...CARD, originality: broken }, 'card.json'), /leastSources/);
  });

  it('of a later version is told from a damaged one, since only an update helps', () => {
    assert.throws(
      () => parseCard({ schemaVersion: 4, anything: 'else' }, 'card.json'),
      /made by a later Fourfloor \(version 4; this one reads up to 3\)\. Update Fourfloor/,
    );
    for (const damaged of [{ ...CARD, schemaVersion: 1 }, { ...CARD, schemaVersion: '4' }, {}, null])
      assert.throws(() => parseCard(damaged, 'card.json'), /Export the model again/);
  });
});
