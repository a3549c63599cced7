import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  broughtBack,
  currentTake,
  EMPTY_HISTORY,
  MAX_NOTES,
  MAX_TAKES,
  movedTo,
  withFound,
  withStarTurned,
  withStroke,
  withTake,
  type History,
  type Take,
} from '../../../src/device/state/history';
import { NOTE_DEFAULTS, type ClipNote } from '../../../src/device/notes/clip-notes';
import {
  EMPTY_STATE,
  stateFromDictionary,
  stateToDictionary,
  type State,
} from '../../../src/device/state/state';
import { GENERAL_MIDI_KIT, kitOf } from '../../../src/device/notes/drum-rack-kit';
import { MAX_SYMBOL_LENGTH } from '../../../src/device/protocol/payloads';

const REGION = { startBeats: 0, endBeats: 4 };

const note = (pitch: number, startBeats = 0): ClipNote => ({
  ...NOTE_DEFAULTS,
  pitch,
  startBeats,
  durationBeats: 0.25,
  velocity: 100,
});

const generated = (seed: number, notes = [note(36 + (seed % 80))]): Take => ({
  origin: 'generated',
  notes,
  region: REGION,
  seed,
  style: 'house',
  part: -1,
  recipe: '',
  isStarred: false,
});

const pitches = (history: History): number[] => history.takes.map((take) => take.notes[0]!.pitch);

/** What the program does on Generate into a clip that holds `found`. */
function generate(history: History, found: readonly ClipNote[], seed: number): History {
  return withTake(withFound(history, found, { region: REGION }), generated(seed));
}

/** The history one take back or on; undefined at either end. */
const stepped = (history: History, by: -1 | 1): History | undefined =>
  movedTo(history, history.position + by);

describe('the history', () => {
  it('leads back to the notes that a rhythm replaced, then forward again', () => {
    const mine = [note(99)];
    const history = generate(EMPTY_HISTORY, mine, 1);
    const back = stepped(history, -1)!;
    assert.deepEqual(currentTake(back)?.notes, mine);
    assert.equal(currentTake(stepped(back, 1)!)?.seed, 1);
    assert.equal(stepped(back, -1), undefined);
  });

  it('does not keep what it wrote itself a second time', () => {
    const once = generate(EMPTY_HISTORY, [note(99)], 1);
    const twice = generate(once, currentTake(once)!.notes, 2);
    assert.deepEqual(pitches(twice), [99, 37, 38]);
  });

  it('keeps what the player changed in a rhythm before it is replaced', () => {
    const once = generate(EMPTY_HISTORY, [], 1);
    const edited = [...currentTake(once)!.notes, note(50, 1)];
    const twice = generate(once, edited, 2);
    assert.deepEqual(currentTake(stepped(twice, -1)!)?.notes, edited);
  });

  it('puts a new rhythm after the current one, so that Previous is what it replaced even in the middle', () => {
    const three = [1, 2, 3].reduce((history, seed) => withTake(history, generated(seed)), EMPTY_HISTORY);
    const middle = stepped(three, -1)!;
    const four = withTake(middle, generated(4));
    assert.deepEqual(
      four.takes.map(({ seed }) => seed),
      [1, 2, 4, 3],
    );
  });

  it("stays bounded and forgets generated rhythms before the player's own notes", () => {
    let history = withFound(EMPTY_HISTORY, [note(99)], { region: REGION });
    for (let seed = 1; seed <= 3 * MAX_TAKES; seed++) history = withTake(history, generated(seed));
    assert.equal(history.takes.length, MAX_TAKES);
    assert.equal(history.takes[0]?.origin, 'found');
    assert.equal(currentTake(history)?.seed, 3 * MAX_TAKES);
  });

  it('brings back a rhythm that was forgotten while the player’s own notes were kept', () => {
    let history: History = EMPTY_HISTORY;
    for (let seed = 0; seed < MAX_TAKES; seed++) history = withTake(history, generated(seed));
    const first = history.takes[0]!;
    const kept = withFound(history, [note(99, 1)], { region: REGION });
    assert.ok(!kept.takes.includes(first), 'the full history has let the farthest rhythm go');
    for (const take of [first, kept.takes[5]!]) {
      const back = broughtBack(kept, take);
      assert.equal(currentTake(back), take);
      assert.equal(back.takes.length, MAX_TAKES);
    }
  });

  it('never forgets a starred rhythm, and keeps only the last strokes of a long drawing', () => {
    let history = withStarTurned(withTake(EMPTY_HISTORY, generated(1)));
    for (let seed = 2; seed <= 3 * MAX_TAKES; seed++) history = withTake(history, generated(seed));
    assert.equal(history.takes[0]?.seed, 1);
    assert.equal(history.takes.length, MAX_TAKES);
    for (let stroke = 0; stroke < 50; stroke++) {
      history = withStroke(history, { ...generated(1000 + stroke), origin: 'drawn' });
    }
    assert.equal(history.takes.filter(({ origin }) => origin === 'drawn').length, 16);
    assert.equal(currentTake(history)?.seed, 1049);
    assert.equal(history.takes[0]?.isStarred, true);
  });

  it('does not take for the player’s own what the device wrote, or what another take holds', () => {
    const two = withTake(withTake(EMPTY_HISTORY, generated(1)), generated(2));
    assert.equal(withFound(two, two.takes[0]!.notes, { region: REGION }), two);
    assert.equal(withFound(two, [note(5)], { region: REGION, lastWritten: [note(5)] }), two);
    assert.equal(withFound(two, [note(5)], { region: REGION }).takes.length, 3);
  });

  it('is bounded in notes as well, because the Set carries it in every save', () => {
    const many = Array.from({ length: 1500 }, (_, at) => note(36, at / 16));
    let history = EMPTY_HISTORY;
    for (let seed = 1; seed <= 20; seed++) history = withTake(history, generated(seed, many));
    const total = history.takes.reduce((sum, take) => sum + take.notes.length, 0);
    assert.ok(total <= MAX_NOTES);
  });
});

/** A dictionary as Max hands it back: a list of one is the number itself. */
const through = (state: State): State => {
  const dictionary = JSON.parse(JSON.stringify(stateToDictionary(state))) as Record<string, unknown>;
  return stateFromDictionary((key) => dictionary[key]);
};

const anyNote: fc.Arbitrary<ClipNote> = fc.record({
  pitch: fc.integer({ min: 0, max: 127 }),
  startBeats: fc.double({ min: -8, max: 512, noNaN: true }),
  durationBeats: fc.double({ min: 0.001, max: 64, noNaN: true }),
  velocity: fc.oneof(fc.integer({ min: 1, max: 127 }), fc.double({ min: 1, max: 127, noNaN: true })),
  muted: fc.boolean(),
  probability: fc.double({ min: 0, max: 1, noNaN: true }),
  velocityDeviation: fc.double({ min: -127, max: 127, noNaN: true }),
  releaseVelocity: fc.integer({ min: 0, max: 127 }),
});

describe('the stored state', () => {
  it('comes back as it was, to a millionth of a beat', () => {
    fc.assert(
      fc.property(fc.array(anyNote, { maxLength: 20 }), (notes) => {
        const take: Take = {
          origin: 'found',
          notes,
          region: { startBeats: -1.5, endBeats: 6.25 },
          seed: 0,
          style: '',
          part: -1,
          recipe: '',
          isStarred: false,
        };
        const [back] = through({ ...EMPTY_STATE, history: { takes: [take], position: 0 } }).history.takes;
        assert.equal(back?.notes.length, notes.length);
        back.notes.forEach((each, at) => {
          const was = notes[at]!;
          assert.ok(Math.abs(each.startBeats - was.startBeats) < 1e-6);
          assert.ok(Math.abs(each.durationBeats - was.durationBeats) < 1e-6);
          assert.ok(Math.abs(each.velocity - was.velocity) < 1e-6);
          assert.ok(Math.abs(each.probability - was.probability) < 1e-6);
          assert.ok(Math.abs(each.velocityDeviation - was.velocityDeviation) < 1e-6);
          assert.equal(each.releaseVelocity, was.releaseVelocity);
          assert.equal(each.muted, was.muted);
        });
      }),
    );
  });

  it("keeps which drums the player's own notes follow, where the first version reads no rhythm", () => {
    const own: Take = { ...generated(1), origin: 'found', style: '', seed: 0, voicesSet: [0, 7] };
    const state = { ...EMPTY_STATE, history: withTake(EMPTY_HISTORY, own) };
    assert.deepEqual(through(state).history.takes, [own]);
    const { takeHits0 } = stateToDictionary(state);
    assert.deepEqual(takeHits0, [-1, 0, 0, 0, 7], 'variation, star, no bars, the drums');
    const plain = { ...EMPTY_STATE, history: withTake(EMPTY_HISTORY, generated(2)) };
    assert.deepEqual(through(plain), plain);
  });

  it('keeps kit, model folder and place in the history', () => {
    const kit = kitOf([
      { note: 36, name: 'Kick' },
      { note: 39, name: '808' },
    ]);
    const history = [1, 2, 3].reduce((before, seed) => withTake(before, generated(seed)), EMPTY_HISTORY);
    const state: State = {
      ...EMPTY_STATE,
      history: stepped(history, -1)!,
      kit,
      modelPath: '/models/mine',
      modelPaths: ['/models/other', '/models/mine'],
    };
    assert.deepEqual(through(state), state);
    assert.deepEqual(through({ ...state, kit: GENERAL_MIDI_KIT }).kit, GENERAL_MIDI_KIT);
  });

  it('changes only the keys of a new take, wherever it is in the history', () => {
    const before = stepped(
      [1, 2, 3].reduce((history, seed) => withTake(history, generated(seed)), EMPTY_HISTORY),
      -1,
    )!;
    const after = withTake(before, generated(4));
    const [old, now] = [before, after].map((history) => stateToDictionary({ ...EMPTY_STATE, history }));
    const changed = Object.keys(now!).filter((key) => key.startsWith('take') && now![key] !== old![key]);
    assert.deepEqual(changed, ['takes', 'take3', 'takeStyle3', 'takeHits3', 'takeText3']);
    assert.deepEqual(
      through({ ...EMPTY_STATE, history: after }).history.takes.map(({ seed }) => seed),
      [1, 2, 4, 3],
    );
  });

  it('holds whole numbers only and no long word, because Max rounds fractions and cuts symbols', () => {
    const many = Array.from({ length: 2000 }, (_, at) => note(36, at / 3));
    const history = withTake(EMPTY_HISTORY, generated(7, many));
    for (const value of Object.values(stateToDictionary({ ...EMPTY_STATE, history }))) {
      if (typeof value === 'string') assert.ok(value.length < MAX_SYMBOL_LENGTH);
      else for (const atom of [value].flat()) assert.ok(Number.isInteger(atom));
    }
  });

  it('is empty where the dictionary is empty, damaged or of another version', () => {
    const damaged: Record<string, unknown> = {
      ...stateToDictionary(EMPTY_STATE),
      takes: 2,
      take0: [1, 2],
      take1: 'x',
    };
    assert.deepEqual(
      stateFromDictionary(() => undefined),
      EMPTY_STATE,
    );
    assert.deepEqual(stateFromDictionary((key) => damaged[key]).history, EMPTY_HISTORY);
    assert.deepEqual(
      stateFromDictionary((key) => (key === 'schemaVersion' ? 99 : 'x')),
      EMPTY_STATE,
    );
  });
});
