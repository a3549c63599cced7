// This device instance's four dictionaries: the answer from Node, the state in the Set, the grid's view and
// the starting rhythms of a request. Used by program.ts, parts.ts and generation.ts. Closed until
// live.thisdevice has banged, and so `isOpen` also tells whether Live objects may be made.

import type { DictionaryWriter } from './dictionary';
import { startingRhythmsToDictionary } from '../../protocol/starting-rhythms';
import type { MaxSide } from './max-side';
import type { Answer, StartingRhythms } from '../../protocol/payloads';
import { stateFromDictionary, stateToDictionary, type State } from '../../state/state';
import { answerFromDictionary } from '../../protocol/wire';

interface OwnDictionary {
  readonly name: string;
  readonly writer: DictionaryWriter;
}

interface Opened {
  readonly notesName: string;
  readonly view: OwnDictionary;
  readonly state: OwnDictionary;
  readonly startingRhythms: OwnDictionary;
}

export class Dictionaries {
  private opened: Opened | undefined;

  constructor(private readonly max: Pick<MaxSide, 'readDictionary' | 'dictionaryWriter'>) {}

  get isOpen(): boolean {
    return this.opened !== undefined;
  }

  /** Opens them by the names in `init`; later calls change nothing. False if a name is missing. */
  open([notes, state, view, startingRhythms]: readonly (string | undefined)[]): boolean {
    if (notes === undefined || state === undefined || view === undefined || startingRhythms === undefined)
      return false;
    const own = (name: string): OwnDictionary => ({ name, writer: this.max.dictionaryWriter(name) });
    this.opened ??= {
      notesName: notes,
      view: own(view),
      state: own(state),
      startingRhythms: own(startingRhythms),
    };
    return true;
  }

  /** Undefined while closed. */
  get view(): OwnDictionary | undefined {
    return this.opened?.view;
  }

  /** Whether a preset or an undo has replaced the state since it was opened or last written. */
  get hasOtherState(): boolean {
    return this.opened?.state.writer.isUntouched === false;
  }

  /** Only while open. */
  readState(): State {
    return stateFromDictionary(this.max.readDictionary(this.opened!.state.name));
  }

  /** Saves the state with the Set; does nothing while closed. */
  saveState(state: State): void {
    this.opened?.state.writer.write(stateToDictionary(state));
  }

  /** Only while open. */
  get notesName(): string {
    return this.opened!.notesName;
  }

  /** Undefined if the dictionary does not hold an answer. Only while open. */
  readAnswer(): Answer | undefined {
    return answerFromDictionary(this.max.readDictionary(this.notesName));
  }

  /** Writes what a request starts from and returns the dictionary's name. Only while open. */
  putStartingRhythms(id: number, startingRhythms: StartingRhythms): string {
    const { name, writer } = this.opened!.startingRhythms;
    writer.write(startingRhythmsToDictionary(id, startingRhythms));
    return name;
  }
}
