import { styleLabel } from './controls';
import { currentTake, takeName, type History } from './history';
import { viewOf, viewToDictionary } from './grid-view';
import type { Kit } from './kit';
import type { DictionaryWriter } from './live-dictionary';
import { LIVE_OUTLETS, TO_CONTROLS, TO_GRID, type Atom } from './protocol';

/** Sends a message out of an outlet of the v8 object. */
export type Outlet = (index: number, ...atoms: Atom[]) => void;

/** What the player sees: the status line, the controls that the program sets itself, and the grid. */
export interface Panel {
  say(sentence: string): void;
  showSeed(seed: number): void;
  /** Puts styles into the menu and shows the one at a place. */
  showStyles(styles: readonly string[], place: number): void;
  /** Lets the player choose the folder of a model; the patcher answers with `load_model`. */
  askForModel(): void;
  showHistory(history: History, kit: Kit): void;
}

/** @param view this instance's dictionary for the grid; undefined until live.thisdevice has banged */
export function panelOf(
  outlet: Outlet,
  view: () => { readonly name: string; readonly writer: DictionaryWriter } | undefined,
): Panel {
  return {
    say: (sentence) => {
      outlet(LIVE_OUTLETS.status, sentence);
    },
    showSeed: (seed) => {
      outlet(LIVE_OUTLETS.controls, TO_CONTROLS.seed, seed);
    },
    showStyles: (styles, place) => {
      outlet(LIVE_OUTLETS.controls, TO_CONTROLS.styleLabels, ...styles.map(styleLabel));
      outlet(LIVE_OUTLETS.controls, TO_CONTROLS.style, place);
    },
    askForModel: () => {
      outlet(LIVE_OUTLETS.controls, TO_CONTROLS.askFolder);
    },
    showHistory: (history, kit) => {
      const dictionary = view();
      if (!dictionary) return;
      const take = currentTake(history);
      const words = {
        title: take ? takeName(take) : '',
        place: take ? `${history.position + 1}/${history.takes.length}` : '',
      };
      dictionary.writer.write(viewToDictionary(viewOf(take, kit, words)));
      outlet(LIVE_OUTLETS.grid, TO_GRID.pattern, dictionary.name);
    },
  };
}
