import assert from 'node:assert/strict';
import fc from 'fast-check';
import { buildDevice } from '../../../src/amxd/device';
import {
  CONTROLS,
  control,
  controlsFor,
  isButton,
  MAX_SEED,
  styleLabel,
} from '../../../src/device/controls/controls';
import { MAX_COUNT, type GenerateCommand } from '../../../src/device/protocol/payloads';
import {
  DICTIONARIES,
  FROM_NODE,
  LIVE_INLET_COUNT,
  LIVE_OUTLETS,
  PATCH,
  TO_CONTROLS,
} from '../../../src/device/protocol/selectors';
import { commandOf, drawSeed, INITIAL_SETTINGS, withValue } from '../../../src/device/controls/settings';
import {
  answerFromDictionary,
  answerToDictionary,
  asNumbers,
  asWord,
  atomsToRecord,
  commandToAtoms,
  hitsToWire,
} from '../../../src/device/protocol/wire';
import { REQUEST_VALUES, VALUE_NAMES } from '../../../src/engine/request/request-values';
import { hitsOf } from '../../../src/rhythm/pattern';
import { anyPattern } from '../../support/patterns';
import { withTinyModelFolder } from '../support/frozen-device';

describe('the protocol', () => {
  it('is routed whole: every selector has its place in the patcher', async () => {
    const { patcher } = await withTinyModelFolder((folder) => buildDevice(folder));
    const texts = JSON.stringify(patcher);
    for (const selector of Object.values(FROM_NODE))
      assert.match(texts, new RegExp(`route[^"]* ${selector}\\b`));
    for (const selector of Object.values(TO_CONTROLS))
      assert.match(texts, new RegExp(`route[^"]* ${selector}\\b`));
    assert.match(texts, new RegExp(`"${PATCH.init} ${Object.values(DICTIONARIES).join(' ')}"`));
    assert.match(texts, new RegExp(`"prepend ${PATCH.loadModel}"`));
    assert.match(texts, new RegExp(`"prepend ${PATCH.lifecycle}"`));
    for (const { id } of CONTROLS) assert.ok(texts.includes(`"prepend ${PATCH.control} ${id}"`));
    assert.equal(LIVE_INLET_COUNT, 1);
    assert.deepEqual(Object.values(LIVE_OUTLETS), [0, 1, 2, 3, 4, 5, 6]);
  });

  it('carries a command by name and in any order', () => {
    const turned = Object.fromEntries(VALUE_NAMES.map((name) => [name, control(name).range[1]]));
    const command: GenerateCommand = { ...commandOf({ ...INITIAL_SETTINGS, ...turned }, ['house']), only: 2 };
    const pairs = Object.entries(command).reverse().flat();
    assert.deepEqual(atomsToRecord(pairs), { ...atomsToRecord(commandToAtoms(command)) });
    assert.deepEqual(atomsToRecord(commandToAtoms(command)), command);
    for (const name of VALUE_NAMES) assert.ok(name in command, name);
    assert.deepEqual(atomsToRecord(['seed']), {});
  });

  it('carries every rhythm of the engine without loss, in whole numbers', () => {
    fc.assert(
      fc.property(anyPattern(4), (pattern) => {
        const hits = hitsToWire(pattern);
        assert.ok(hits.every(Number.isInteger));
        const rhythm = { seed: 1, style: 'house', bars: 4, tempo: 124, hits };
        const rhythms = [rhythm, { ...rhythm, nearestDistance: 9 }, { ...rhythm, nearestDistance: 0 }];
        const dictionary = answerToDictionary({ id: 9, rhythms });
        const answer = answerFromDictionary((key) => dictionary[key])!;
        assert.deepEqual(answer, { id: 9, rhythms });
        hitsOf(pattern).forEach(({ step, voice, velocity }, at) => {
          const [wireStep, wireVoice, wireVelocity] = hits.slice(4 * at);
          assert.deepEqual([wireStep, wireVoice], [step, voice]);
          assert.ok(Math.abs(wireVelocity! / 127 - velocity) <= 0.5 / 127 + 1e-6);
        });
      }),
    );
  });

  it('reads what Max makes of lists and words: a list of one is its item, a word of digits a number', () => {
    assert.deepEqual(asNumbers(7), [7]);
    assert.deepEqual(asNumbers(['a', 1]), []);
    assert.equal(asWord(808), '808');
    assert.equal(asWord(['house']), 'house');
    assert.equal(asWord(undefined), undefined);
    assert.equal(
      answerFromDictionary(() => 'nonsense'),
      undefined,
    );
  });
});

describe('the list of controls', () => {
  it('has unique names that Push and Live can show', () => {
    for (const key of ['id', 'longName', 'shortName'] as const) {
      assert.equal(new Set(CONTROLS.map((each) => each[key])).size, CONTROLS.length);
    }
    for (const { shortName, info, range, initial } of CONTROLS) {
      assert.ok(shortName.length <= 8, shortName);
      assert.match(info, /\.$/);
      assert.ok(initial >= range[0] && initial <= range[1]);
    }
  });

  it('has as many words as values, since Live keeps a choice by its number', () => {
    for (const { id, kind, labels, range } of controlsFor(['house', 'techno'])) {
      if (kind === 'menu' || kind === 'tab') assert.deepEqual([...range], [0, labels.length - 1], id);
    }
  });

  it('lets every dial ask for all that a request may hold, and for nothing in the middle of one that leans', () => {
    for (const name of VALUE_NAMES) {
      const { most, dial } = REQUEST_VALUES[name];
      const { range } = control(name);
      const asked = range.map((end) => commandOf({ ...INITIAL_SETTINGS, [name]: end }, ['house'])[name]);
      assert.deepEqual(asked, [0, most], name);
      const middle = commandOf({ ...INITIAL_SETTINGS, [name]: (range[0] + range[1]) / 2 }, ['house'])[name];
      assert.equal(middle, dial === 'leaning' ? undefined : most / 2, name);
    }
  });

  it('begins where a request begins that says nothing, so that device and command line play alike', () => {
    const command = commandOf(INITIAL_SETTINGS, ['house']);
    for (const name of VALUE_NAMES) {
      const unlessAsked = REQUEST_VALUES[name].default;
      if (typeof unlessAsked === 'number') assert.equal(command[name], unlessAsked, name);
    }
  });

  it('takes the words of the style menu from the model', () => {
    const style = controlsFor(['deep-house', 'house']).find(({ id }) => id === 'style')!;
    assert.deepEqual(style.labels, ['Deep house', 'House']);
    assert.deepEqual([...style.range, style.initial], [0, 1, 1]);
    assert.equal(styleLabel('uk-garage'), 'Uk garage');
  });
});

describe('the panel', () => {
  it('keeps its settings inside their ranges whatever Max sends', () => {
    const values = [-5, 1e9, 0.4, NaN, 'loud', undefined, [3], { a: 1 }];
    for (const { id, range } of CONTROLS) {
      if (isButton(id) || id === 'style' || id === 'model') continue;
      for (const value of values) {
        const kept = withValue(INITIAL_SETTINGS, id, value)[id];
        assert.ok(kept >= range[0] && kept <= range[1], `${id} ${JSON.stringify(value)}`);
      }
    }
  });

  it('asks for the same rhythm after Live has kept its settings as 32-bit floats', () => {
    const exact = withValue(INITIAL_SETTINGS, 'temperature', 1.37);
    const recalled = withValue(INITIAL_SETTINGS, 'temperature', Math.fround(1.37));
    assert.deepEqual(commandOf(recalled, ['house']), commandOf(exact, ['house']));
  });

  it('asks for a style that the model has, should the menu point past its list', () => {
    assert.equal(commandOf(withValue(INITIAL_SETTINGS, 'style', 7), ['house', 'techno']).style, 'techno');
  });

  it('asks for one rhythm unless the target is a fill', () => {
    assert.equal(commandOf(INITIAL_SETTINGS, ['house']).count, 1);
    const fill = withValue(withValue(INITIAL_SETTINGS, 'target', 2), 'fillCount', 99);
    assert.equal(commandOf(fill, ['house']).count, MAX_COUNT);
  });

  it('draws seeds that a parameter of Live can hold, a different one each time', () => {
    const seeds = Array.from({ length: 100 }, (_, at) => drawSeed(1_700_000_000_000 + at, at));
    assert.ok(seeds.every((seed) => Number.isInteger(seed) && seed >= 0 && seed <= MAX_SEED));
    assert.ok(new Set(seeds).size > 95);
    assert.equal(drawSeed(5, 6), drawSeed(5, 6));
    // The clock in ms counts up to 2³², and goes on from 0 behind it.
    assert.equal(drawSeed(1_700_000_000_000, 5), 555_761);
    assert.equal(drawSeed(2 ** 32 + 7, 9), drawSeed(7, 9));
  });

  it('names each dictionary by itself, and apart for every device in a Set', () => {
    const names = Object.values(DICTIONARIES);
    assert.equal(new Set(names).size, names.length);
    for (const name of names) assert.match(name, /^---[a-z]+$/, 'Max makes --- a number of the device');
  });
});
