// Everything the program shows: the status line, controls that it sets itself, the grid and the morph pad.
// Used by all of live/ above it. No other file sends messages to the display.

import { BUILT_IN, styleLabel, type SettingId } from '../../controls/controls';
import { viewOf, viewToDictionary } from '../../display/grid-view';
import type { Kit } from '../../notes/drum-rack-kit';
import type { DictionaryWriter } from './dictionary';
import type { Corners } from '../../state/morph-corners';
import { LIVE_OUTLETS, TO_CONTROLS, TO_GRID, TO_PAD, type Atom } from '../../protocol/selectors';
import type { State } from '../../state/state';

export type Outlet = (index: number, ...atoms: Atom[]) => void;

export interface Panel {
  say(sentence: string): void;
  showSeed(seed: number): void;
  /** Sets a control's value without triggering its output. */
  showValue(id: SettingId, value: number): void;
  showStyles(styles: readonly string[], place: number): void;
  /** Fills the model menu, the embedded model first, and selects an entry; place 0 is the embedded one. */
  showModels(names: readonly string[], place: number): void;
  /** Opens the folder dialog; the patcher answers with `load_model`. */
  askForModel(): void;
  showText(text: string): void;
  /** @param voice the Voice page's voice by grid index, −1 for none */
  showRhythm(state: State, kit: Kit, voice: number): void;
  showPad(x: number, y: number, corners: Corners): void;
}

/** @param view the grid's dictionary; undefined until live.thisdevice has banged @param onSay is told every sentence */
export function panelOf(
  outlet: Outlet,
  view: () => { readonly name: string; readonly writer: DictionaryWriter } | undefined,
  onSay: (sentence: string) => void,
): Panel {
  const toControls = (...atoms: Atom[]): void => {
    outlet(LIVE_OUTLETS.controls, ...atoms);
  };
  return {
    say: (sentence) => {
      onSay(sentence);
      outlet(LIVE_OUTLETS.status, sentence);
    },
    showSeed: (seed) => {
      toControls(TO_CONTROLS.seed, seed);
    },
    showValue: (id, value) => {
      toControls(TO_CONTROLS.show, id, value);
    },
    showStyles: (styles, place) => {
      toControls(TO_CONTROLS.styleLabels, ...styles.map(styleLabel));
      toControls(TO_CONTROLS.style, place);
    },
    showModels: (names, place) => {
      toControls(TO_CONTROLS.modelLabels, BUILT_IN, ...names);
      toControls(TO_CONTROLS.show, 'model', place);
    },
    askForModel: () => {
      toControls(TO_CONTROLS.askFolder);
    },
    showText: (text) => {
      toControls(TO_CONTROLS.text, text);
    },
    showRhythm: (state, kit, voice) => {
      const dictionary = view();
      if (!dictionary) return;
      dictionary.writer.write(viewToDictionary(viewOf(state, kit, voice)));
      outlet(LIVE_OUTLETS.grid, TO_GRID.pattern, dictionary.name);
    },
    showPad: (x, y, corners) => {
      outlet(LIVE_OUTLETS.pad, TO_PAD.place, x, y, ...corners.map((corner) => (corner ? 1 : 0)));
    },
  };
}
