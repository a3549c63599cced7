import type { DictionaryWriter } from './dictionary';
import { materialToDictionary } from '../../protocol/starting-rhythms';
import type { MaxSide } from './max-side';
import type { Answer, Material } from '../../protocol/messages';
import { stateFromDictionary, stateToDictionary, type State } from '../../state/state';
import { answerFromDictionary } from '../../protocol/wire';

/** A dictionary that this program alone writes. */
interface OwnDictionary {
  readonly name: string;
  readonly writer: DictionaryWriter;
}

interface Opened {
  readonly notesName: string;
  readonly view: OwnDictionary;
  readonly state: OwnDictionary;
  readonly material: OwnDictionary;
}

/**
 * This instance's own dictionaries. They are closed until live.thisdevice has banged: before that no object of Live may
 * be made.
 */
export class Dictionaries {
  private opened: Opened | undefined;

  constructor(private readonly max: Pick<MaxSide, 'readDictionary' | 'dictionaryWriter'>) {}

  get isOpen(): boolean {
    return this.opened !== undefined;
  }

  /** Opens them by the names that `init` brings, once; false where a name is missing. */
  open([notes, state, view, material]: readonly (string | undefined)[]): boolean {
    if (notes === undefined || state === undefined || view === undefined || material === undefined)
      return false;
    const own = (name: string): OwnDictionary => ({ name, writer: this.max.dictionaryWriter(name) });
    this.opened ??= {
      notesName: notes,
      view: own(view),
      state: own(state),
      material: own(material),
    };
    return true;
  }

  /** The grid's; undefined while closed. */
  get view(): OwnDictionary | undefined {
    return this.opened?.view;
  }

  /** Whether a preset or an undo has put another state in since this program wrote or first saw it. */
  get hasOtherState(): boolean {
    return this.opened?.state.writer.isUntouched === false;
  }

  /** What the Set holds. Only while open. */
  readState(): State {
    return stateFromDictionary(this.max.readDictionary(this.opened!.state.name));
  }

  /** Keeps a state with the Set; while closed there is none to keep it in. */
  saveState(state: State): void {
    this.opened?.state.writer.write(stateToDictionary(state));
  }

  /** The dictionary that the Node program answers in. Only while open. */
  get notesName(): string {
    return this.opened!.notesName;
  }

  /** What stands there, or undefined for anything but an answer. Only while open. */
  readAnswer(): Answer | undefined {
    return answerFromDictionary(this.max.readDictionary(this.notesName));
  }

  /** Puts down what a request starts from and returns the name of the dictionary. Only while open. */
  putMaterial(id: number, material: Material): string {
    const { name, writer } = this.opened!.material;
    writer.write(materialToDictionary(id, material));
    return name;
  }
}
