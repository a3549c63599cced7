import assert from 'node:assert/strict';
import { SHIPPED_MODEL, readModelFolder } from '../../../scripts/support/read-model';
import { type Engine, loadEngine } from '../../../src/engine/engine';
import { parseRequest } from '../../../src/engine/request/request';
import { REQUEST_VALUES, VALUE_NAMES } from '../../../src/engine/request/request-values';
import { hitsOf } from '../../../src/rhythm/pattern';

describe('the table of values that a rhythm is asked for by', function () {
  this.timeout(60_000);

  it('gives each its own two letters in the text of a rhythm', () => {
    const letters = VALUE_NAMES.map((name) => REQUEST_VALUES[name].letters);
    assert.equal(new Set(letters).size, letters.length);
    for (const each of letters) assert.match(each, /^[a-z]{2}$/);
  });

  it('says in its help what holds unless asked', () => {
    for (const name of VALUE_NAMES) {
      const { help, default: unlessAsked } = REQUEST_VALUES[name];
      const said = /\(default: (.+)\)$/.exec(help)?.[1];
      assert.ok(said, name);
      if (typeof unlessAsked === 'number') assert.equal(said, String(unlessAsked), name);
    }
  });

  describe('with the shipped model', () => {
    let engine: Engine;
    before(async () => {
      engine = await loadEngine(await readModelFolder(SHIPPED_MODEL));
    });
    after(() => {
      engine.dispose();
    });

    for (const name of VALUE_NAMES) {
      it(`gives another rhythm for the least and for the most ${name}, or nothing would come of the control`, () => {
        const [least, most] = [0, REQUEST_VALUES[name].most].map((value) =>
          hitsOf(
            engine.generate(parseRequest({ seed: 5, style: 'house', [name]: value }, engine.card)).pattern,
          ),
        );
        assert.notDeepEqual(least, most);
      });
    }
  });
});
