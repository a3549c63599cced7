import assert from 'node:assert/strict';
import { paintGrid } from '../../../../src/device/display/grid/paint';
import {
  emptyView,
  viewFromDictionary,
  viewOf,
  viewToDictionary,
  type GridView,
} from '../../../../src/device/display/grid-view';
import type { Take } from '../../../../src/device/state/history';
import { GENERAL_MIDI_KIT, kitOf, type Kit } from '../../../../src/device/notes/drum-rack-kit';
import { NOTE_DEFAULTS, type ClipNote } from '../../../../src/device/notes/clip-notes';
import { EMPTY_STATE } from '../../../../src/device/state/state';
import { VOICES, voiceIndex } from '../../../../src/rhythm/voices';

/** The view of a take alone. */
const viewOfTake = (taken: Take | undefined, kit: Kit): GridView => {
  const history = { takes: taken ? [taken] : [], position: taken ? 0 : -1 };
  return viewOf({ ...EMPTY_STATE, history }, kit, -1);
};

const note = (pitch: number, startBeats: number, velocity = 127): ClipNote => ({
  ...NOTE_DEFAULTS,
  pitch,
  startBeats,
  durationBeats: 0.25,
  velocity,
});

const take = (notes: readonly ClipNote[], startBeats = 0, endBeats = 8): Take => ({
  origin: 'generated',
  notes,
  region: { startBeats, endBeats },
  seed: 4821,
  style: 'house',
  part: -1,
  recipe: '',
  isStarred: false,
});

interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly alpha: number;
}

/** Paints into a list of boxes and words; every letter is four pixels wide. */
function painted(view: GridView, size: readonly [number, number]): { boxes: Box[]; words: string[] } {
  const boxes: Box[] = [];
  const words: string[] = [];
  let alpha = 1;
  const box = (x: number, y: number, width: number, height: number): void => {
    boxes.push({ x, y, width, height, alpha });
  };
  const nothing = (): void => undefined;
  paintGrid(
    {
      size,
      relative_coords: 0,
      autofill: 0,
      set_source_rgba: (_red, _green, _blue, opacity) => {
        alpha = opacity;
      },
      rectangle: box,
      rectangle_rounded: box,
      show_text: (text) => words.push(text),
      text_measure: (text) => [4 * text.length, 8],
      init: nothing,
      redraw: nothing,
      ellipse: nothing,
      move_to: nothing,
      line_to: nothing,
      close_path: nothing,
      fill: nothing,
      stroke: nothing,
      set_line_width: nothing,
      select_font_face: nothing,
      set_font_size: nothing,
    },
    view,
    size,
  );
  return { boxes, words };
}

describe('the grid', () => {
  it("shows the clip's notes on the rows of their pads, with timing and loudness", () => {
    const view = viewOfTake(take([note(36, 4.25, 64), note(39, 5.0125)], 4, 12), GENERAL_MIDI_KIT);
    assert.equal(view.bars, 2);
    assert.deepEqual(
      view.hits.map(({ step, voice }) => [step, voice]),
      [
        [1, voiceIndex('kick')],
        [4, voiceIndex('clap')],
      ],
    );
    assert.equal(view.hits[0]?.velocity01, 64 / 127);
    assert.ok(Math.abs(view.hits[1]!.offsetSteps - 0.05) < 1e-9);
  });

  it('names the pad of every voice, and says where a voice borrows one or stays silent', () => {
    const kit = kitOf([
      { note: 36, name: 'Kick Deep' },
      { note: 39, name: 'Clap' },
    ]);
    const pads = viewOfTake(undefined, kit).rows.map(({ pad }) => pad);
    assert.equal(pads[voiceIndex('kick')], 'Kick Deep');
    assert.equal(pads[voiceIndex('snare')], '→ Clap');
    assert.equal(pads[voiceIndex('ride')], '–');
    assert.equal(emptyView().rows[voiceIndex('kick')]?.pad, 'C1');
  });

  it('travels through a dictionary as whole numbers', () => {
    const view = viewOfTake(take([note(36, 0.2625, 90), note(42, 7.75)]), kitOf([]));
    const dictionary = viewToDictionary(view);
    const back = viewFromDictionary((key) => dictionary[key]);
    assert.deepEqual({ ...back, hits: [] }, { ...view, hits: [] });
    back.hits.forEach((hit, at) => {
      assert.equal(hit.velocity01, view.hits[at]!.velocity01);
      assert.ok(Math.abs(hit.offsetSteps - view.hits[at]!.offsetSteps) <= 0.0005);
    });
  });

  it('invites the player to press Generate while there is nothing to show', () => {
    assert.match(painted(emptyView(), [300, 130]).words.join('\n'), /Press Generate/);
  });

  for (const bars of [1, 2, 4, 8]) {
    it(`paints ${bars} bars of twelve rows inside its frame, with each hit distinct from the next`, () => {
      const notes = Array.from({ length: bars * 16 }, (_, step) => note(42, step / 4));
      const view = viewOfTake(take(notes, 0, 4 * bars), GENERAL_MIDI_KIT);
      const { boxes, words } = painted(view, [300, 130]);
      for (const { x, y, width, height } of boxes) {
        assert.ok(x >= 0 && y >= 0 && x + width <= 300.01 && y + height <= 130.01);
      }
      const hits = boxes.slice(-notes.length);
      for (const [at, { x, width }] of hits.entries()) {
        assert.ok(width >= 1);
        if (at > 0) assert.ok(x > hits[at - 1]!.x);
      }
      assert.ok(VOICES.every(({ label }) => words.some((word) => label.startsWith(word.replace('…', '')))));
    });
  }

  it('draws a loud hit higher and brighter than a soft one', () => {
    const { boxes } = painted(
      viewOfTake(take([note(36, 0, 20), note(36, 1, 127)]), GENERAL_MIDI_KIT),
      [300, 130],
    );
    const [soft, loud] = boxes.slice(-2);
    assert.ok(loud!.height > 1.5 * soft!.height);
    assert.ok(loud!.alpha > soft!.alpha);
  });
});
