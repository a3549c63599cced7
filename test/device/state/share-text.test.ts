import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  startingRhythmsFromDictionary,
  startingRhythmsToDictionary,
} from '../../../src/device/protocol/starting-rhythms';
import {
  filledCorners,
  placeBetween,
  withCorner,
  EMPTY_CORNERS,
} from '../../../src/device/state/morph-corners';
import {
  inBars,
  rhythmOfHits,
  rhythmOfNotes,
  withCell,
  eachHit,
} from '../../../src/device/notes/wire-rhythm';
import { GENERAL_MIDI_KIT } from '../../../src/device/notes/drum-rack-kit';
import { notesOfRhythm } from '../../../src/device/notes/clip-notes';
import { commandOf, INITIAL_SETTINGS, settingsOf, withValue } from '../../../src/device/controls/settings';
import {
  hitsText,
  isOfLaterForm,
  recipeText,
  sharedFromText,
  shownText,
} from '../../../src/device/state/share-text';
import { valuesInText } from '../../../src/device/state/text-values';
import { REQUEST_VALUES } from '../../../src/engine/request/request-values';
import { MAX_SYMBOL_LENGTH } from '../../../src/device/protocol/payloads';
import { VOICE_COUNT } from '../../../src/rhythm/voices';
import { hitsToWire, patternFromWire } from '../../../src/device/protocol/wire';
import { anyPattern } from '../../support/patterns';

const STYLES = ['house', 'deep-house'];

describe('the text of a rhythm', () => {
  it('says every setting that makes it, so that it can be read back whole', () => {
    const turned = withValue(withValue(INITIAL_SETTINGS, 'energy', -40), 'density', 71);
    const command = commandOf({ ...turned, style: 1, seed: 4821 }, STYLES);
    for (const part of [-1, 0, 7]) {
      const text = recipeText({ command, part, model: 'm1a2b3c4d' });
      assert.match(text, /^[a-z0-9.%A-Z-]+$/);
      const shared = sharedFromText(` ${text} `);
      assert.ok(shared?.kind === 'recipe');
      const asked = Object.fromEntries(Object.entries(command).filter(([key]) => key !== 'count'));
      assert.deepEqual(shared.recipe, { command: asked, part, model: 'm1a2b3c4d' });
      assert.deepEqual(settingsOf(shared.recipe.command, INITIAL_SETTINGS, STYLES), {
        ...turned,
        style: 1,
        seed: 4821,
      });
    }
  });

  it('carries the hits themselves where no seed makes them, bit for bit', () => {
    fc.assert(
      fc.property(anyPattern(4), (pattern) => {
        const rhythm = { bars: 4, hits: hitsToWire(pattern) };
        fc.pre(rhythm.hits.length > 0);
        const shared = sharedFromText(hitsText(rhythm));
        assert.deepEqual(shared, { kind: 'hits', rhythm });
      }),
    );
  });

  it('carries the recipe and the hits, so that a device with another model has something to play', () => {
    fc.assert(
      fc.property(anyPattern(4), fc.integer({ min: -1, max: 15 }), (pattern, part) => {
        const rhythm = { bars: 4, hits: hitsToWire(pattern) };
        const recipe = recipeText({ command: commandOf(INITIAL_SETTINGS, STYLES), part, model: 'm1a2b3c4d' });
        const text = shownText(recipe, rhythm);
        const bare = sharedFromText(recipe);
        if (rhythm.hits.length === 0) assert.equal(text, recipe);
        else {
          assert.match(text, /^ff2\.[a-z0-9.]+$/);
          assert.deepEqual(sharedFromText(text), { ...bare, rhythm });
        }
      }),
    );
  });

  it('is the recipe or the hits alone where there is nothing else, and nothing without either', () => {
    const rhythm = rhythmOfHits(1, [{ step: 3, voice: 2, velocity: 9, offset: -5 }]);
    const recipe = recipeText({ command: commandOf(INITIAL_SETTINGS, STYLES), part: -1, model: 'm1' });
    assert.equal(shownText('', rhythm), hitsText(rhythm));
    assert.equal(shownText(recipe, undefined), recipe, 'as in Sets of the first version');
    assert.equal(shownText('', undefined), '');
  });

  it('is short enough for a symbol of Max, even with a hit in every cell; of endless notes there is none', () => {
    const full = (bars: number) => {
      const cells = Array.from({ length: 16 * bars * VOICE_COUNT }, (_, cell) => cell);
      const hits = cells.map((cell) => ({
        step: Math.floor(cell / VOICE_COUNT),
        voice: cell % VOICE_COUNT,
        velocity: 127,
        offset: 0,
      }));
      return rhythmOfHits(bars, hits);
    };
    const command = { ...commandOf(INITIAL_SETTINGS, STYLES), bars: 8 };
    const text = shownText(recipeText({ command, part: 15, model: 'm1a2b3c4d' }), full(8));
    assert.ok(sharedFromText(text));
    assert.ok(text.length < MAX_SYMBOL_LENGTH / 4, String(text.length));
    assert.equal(shownText('', full(100)), '');
  });

  it('with hits is refused where it was cut short or lengthened, because fewer hits are another rhythm', () => {
    const rhythm = rhythmOfHits(4, [
      { step: 0, voice: 0, velocity: 100, offset: 0 },
      { step: 8, voice: 0, velocity: 100, offset: 0 },
    ]);
    const recipe = recipeText({ command: commandOf(INITIAL_SETTINGS, STYLES), part: -1, model: 'm1' });
    const text = shownText(recipe, rhythm);
    assert.ok(sharedFromText(text));
    for (const broken of [
      text.slice(0, -5),
      text.slice(0, -1),
      `${text}00000`,
      `${text}.va400`,
      text.replace('.h2.', '.h1.'),
      text.replace('.h2.', '.'),
      text.replace('.b4.', '.b3.'),
      text.replace('.b4.', '.'),
      text.replace('.house.', '.a%20style.'),
      text.replace('.de500', ''),
      recipe.replace('ff1.', 'ff2.'),
      `${recipe.replace('ff1.', 'ff2.')}.h0.`,
    ]) {
      assert.equal(sharedFromText(broken), undefined, broken);
      assert.equal(isOfLaterForm(broken), false, broken);
    }
  });

  it('is read through the breaks that mails and forums put into a long word', () => {
    const recipe = recipeText({ command: commandOf(INITIAL_SETTINGS, STYLES), part: -1, model: 'm1' });
    const text = shownText(recipe, rhythmOfHits(4, [{ step: 0, voice: 0, velocity: 100, offset: 0 }]));
    for (const pause of [' ', '\r\n', '\u00ad', '\u200b'])
      assert.deepEqual(sharedFromText(text.replace(/.{20}/g, `$&${pause}`)), sharedFromText(text));
  });

  it('of a later form is told from what is none', () => {
    for (const text of ['ff3.house.1', 'ff10', ' ff3hits.4.00000 ']) assert.ok(isOfLaterForm(text), text);
    for (const text of ['ff1.house', 'ff2', 'hello', 'ff', 'ffx.3', ''])
      assert.ok(!isOfLaterForm(text), text);
  });

  it('from before a control has the control’s default for it, or leaves it open, as models did without it', () => {
    const row = { most: 1, dial: 'percent', help: '' } as const;
    const rows = {
      ...REQUEST_VALUES,
      room: { ...row, letters: 'ro', default: 0.25 },
      dust: { ...row, letters: 'du', default: 'model' },
      tilt: { ...row, letters: 'ti', default: 'style', dial: 'leaning' },
    } as const;
    const numbers = new Map([...'de va sw hu te st fi'.split(' ').map((letters) => [letters, 500] as const)]);
    const today = valuesInText(numbers);
    assert.deepEqual(valuesInText(numbers, rows), { ...today, room: 0.25 });
    const said = new Map([...numbers, ['ro', 750], ['du', 500], ['ti', 0]] as const);
    assert.deepEqual(valuesInText(said, rows), { ...today, room: 0.75, dust: 0.5, tilt: 0 });
    for (const letters of numbers.keys()) {
      const cut = new Map([...said].filter(([each]) => each !== letters));
      assert.equal(valuesInText(cut, rows), undefined, `a text without ${letters} was cut`);
    }
  });

  it('is refused where anything is missing, doubled or out of range', () => {
    const text = recipeText({ command: commandOf(INITIAL_SETTINGS, STYLES), part: -1, model: 'm1' });
    for (const broken of [
      text.replace('ff1.', 'ff2.'),
      text.replace('.b4', ''),
      text.replace('.b4', '.b3'),
      text.replace('.de500', '.de9999'),
      text.replace('.de500', ''),
      `${text}.p16`,
      `${text}.de500`,
      text.replace('house', '%'),
      text.replace('.1.', '.1e3.'),
      'ff1hits.4.',
      'ff1hits.4.zzzzz',
      '',
    ]) {
      assert.equal(sharedFromText(broken), undefined, broken);
    }
  });
});

describe('a rhythm on the wire', () => {
  it('comes back from notes, from patterns and from the dictionary of starting rhythms as it was', () => {
    fc.assert(
      fc.property(anyPattern(2), (pattern) => {
        const rhythm = { bars: 2, hits: hitsToWire(pattern) };
        assert.deepEqual(hitsToWire(patternFromWire(rhythm)), rhythm.hits);
        const startingRhythms = {
          locks: { voices: [0, 3], rhythm },
          like: rhythm,
          morph: { corners: [rhythm, rhythm, rhythm, rhythm], x: 0.25, y: 1 },
        };
        const dictionary = startingRhythmsToDictionary(7, startingRhythms);
        assert.deepEqual(
          startingRhythmsFromDictionary(7, (key) => dictionary[key]),
          startingRhythms,
        );
        assert.equal(
          startingRhythmsFromDictionary(8, (key) => dictionary[key]),
          undefined,
        );
      }),
    );
  });

  it('is read from a clip by the keys that General MIDI has for a drum', () => {
    const hits = [
      { step: 0, voice: 0, velocity: 100, offset: 0 },
      { step: 6, voice: 4, velocity: 60, offset: 12 },
    ];
    const notes = notesOfRhythm(rhythmOfHits(1, hits), GENERAL_MIDI_KIT);
    const other = notes.map((note) => ({ ...note, pitch: note.pitch === 36 ? 35 : note.pitch }));
    const read = rhythmOfNotes(
      [...other, { ...notes[0]!, pitch: 100 }],
      { startBeats: 0, endBeats: 4 },
      GENERAL_MIDI_KIT,
    );
    assert.deepEqual([eachHit(read.rhythm), read.foreign], [hits, 1]);
  });

  it('repeats in a longer length and is cut in a shorter one', () => {
    const one = rhythmOfHits(1, [{ step: 3, voice: 2, velocity: 9, offset: -5 }]);
    assert.deepEqual(
      eachHit(inBars(one, 4)).map(({ step }) => step),
      [3, 19, 35, 51],
    );
    assert.deepEqual(inBars(inBars(one, 4), 1), one);
    assert.deepEqual(withCell(one, { step: 3, voice: 2, velocity: 0, offset: 0 }).hits, []);
  });

  it('moves from one captured corner to the other when there are only two, whatever the other axis says', () => {
    const [a, b] = [rhythmOfHits(1, []), rhythmOfHits(2, [])];
    assert.equal(filledCorners(withCorner(EMPTY_CORNERS, 0, a)), undefined);
    const across = filledCorners(withCorner(withCorner(EMPTY_CORNERS, 0, a), 1, b))!;
    assert.deepEqual(across, [a, b, a, b]);
    assert.deepEqual(placeBetween(across, { x: 0.3, y: 0.8 }), { x: 0.3, y: 0 });
    const upwards = filledCorners(withCorner(withCorner(EMPTY_CORNERS, 0, a), 2, b))!;
    assert.deepEqual(upwards, [a, a, b, b]);
    assert.deepEqual(placeBetween(upwards, { x: 0.3, y: 0.8 }), { x: 0, y: 0.8 });
  });
});
