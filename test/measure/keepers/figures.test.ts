import assert from 'node:assert/strict';
import { concatPatterns, patternFromHits, type Pattern } from '../../../src/rhythm/pattern';
import { rulesOf } from '../../../src/rhythm/rules/style-rules';
import { lastBarFigures } from '../../../src/measure/keepers/last-bar';
import { medianKeeper } from '../../../src/measure/keepers/median-keeper';
import { judgementOf } from '../../../src/measure/keepers/keepers-figures';
import { RuleTally } from '../../../src/measure/keepers/rule-tally';
import { worstRhythms } from '../../../src/measure/keepers/worst-rhythms';
import { patternOf } from '../../support/patterns';

const KEEPER = patternOf({
  kick: 'x...x...x...x...x...x...x...x...',
  clap: '....x.......x.......x.......x...',
  'closed-hat': 'x.x.x.x.x.x.x.x.x.x.x.x.x.x.x.x.',
});
const LATE_CLAP = patternOf({
  kick: 'x...x...x...x...x...x...x...x...',
  clap: '.....x.......x.......x.......x..',
  'closed-hat': 'x.x.x.x.x.x.x.x.x.x.x.x.x.x.x.x.',
});
const EMPTY = patternFromHits(2, []);

describe('a tally of rules', () => {
  it('counts a longer rhythm as a keeper only when every two bars keep every rule', () => {
    const tally = new RuleTally(judgementOf('house'));
    tally.add(concatPatterns([KEEPER, KEEPER]));
    tally.add(concatPatterns([KEEPER, LATE_CLAP]));
    const { rhythms, keepers, secondOpinion } = tally.figures()!;
    assert.equal(rhythms, 2);
    assert.equal(keepers.all, 0.5);
    assert.equal(keepers.rules['clap, snare or rim on 2 and 4'], 0.5);
    assert.equal(keepers.rules['kick on every beat'], 1);
    assert.equal(secondOpinion!.rules['no clap a 16th beside the backbeat'], 0.5);
  });

  it('measures how full rhythms are, whatever their length', () => {
    const tally = new RuleTally(judgementOf('house'));
    tally.add(patternOf({ kick: 'x...x...x...x...', percussion: 'xxx.............' }));
    tally.add(concatPatterns([KEEPER, KEEPER]));
    const { sparse, hitsPerBar, percussion } = tally.figures()!;
    assert.equal(hitsPerBar, (7 + 14) / 2);
    assert.equal(percussion, 3);
    assert.equal(sparse, 1);
  });

  it('has no second opinion on recorded styles, and no figures of nothing', () => {
    const tally = new RuleTally(judgementOf('rock'));
    assert.equal(tally.figures(), undefined);
    tally.add(KEEPER);
    assert.equal(tally.figures()!.secondOpinion, null);
  });
});

describe('the last bar', () => {
  const bar = patternOf({ kick: 'x...x...x...x...', 'closed-hat': '..x...x...x...x.' });
  const four = (last: Pattern): Pattern => concatPatterns([bar, bar, bar, last]);

  it('is told by more than four hits more and by voices that are nowhere else', () => {
    const busy = patternOf({ kick: 'x...x...x...x...', 'closed-hat': 'xxxxxxxxx.......' });
    const within = patternOf({ kick: 'x...x...x...x...', 'closed-hat': 'xxxxxxxx........' });
    const tom = patternOf({ kick: 'x...x...x...x...', 'low-tom': '............x...' });
    const figures = lastBarFigures([four(bar), four(busy), four(within), four(tom)]);
    assert.deepEqual(figures, { manyMoreHits: 0.25, newVoice: 0.25, either: 0.5, tomsOnly: 0.25 });
  });

  it('is no fill in rhythms of another length', () => {
    assert.equal(lastBarFigures([KEEPER]), null);
  });
});

describe('the median keeper', () => {
  it('is neither the most usual nor the oddest, whatever the order of the seeds', () => {
    const at = (seed: number, hats: string): { seed: number; pattern: Pattern } => ({
      seed,
      pattern: patternOf({ 'closed-hat': hats.padEnd(32, '.') }),
    });
    // Of these, in a row one cell apart, the outer two are the furthest from all others.
    const row = [at(1, 'x'), at(2, 'xx'), at(3, 'xxx'), at(4, 'xxxx'), at(5, 'xxxxx')];
    assert.deepEqual(medianKeeper(row), { seed: 4, keepers: 5, distance: 7 / 4 });
    assert.deepEqual(medianKeeper(row.toReversed()), medianKeeper(row));
    assert.equal(medianKeeper([]), undefined);
    assert.equal(medianKeeper(row.slice(0, 1))!.distance, 0);
  });
});

describe('the worst rhythms', () => {
  it('break the most rules, then one by the most, and keepers are not among them', () => {
    const later = patternOf({
      kick: 'x...x...x...x...x...x...x...x...',
      clap: '....x.......x.......x........x..',
      'closed-hat': 'x.x.x.x.x.x.x.x.x.x.x.x.x.x.x.x.',
    });
    const rhythms = [KEEPER, later, LATE_CLAP, concatPatterns([KEEPER, EMPTY])].map((pattern, at) => ({
      seed: 10 + at,
      pattern,
    }));
    const worst = worstRhythms(rulesOf('house'), rhythms, 20);
    assert.deepEqual(
      worst.map(({ seed }) => seed),
      [13, 12, 11],
    );
    assert.deepEqual(worst[1]!.broken, [{ rule: 'clap, snare or rim on 2 and 4', by: 4 }]);
    assert.equal(worstRhythms(rulesOf('house'), rhythms, 1).length, 1);
  });
});
