// The v8 program's message table: each selector from the patcher or the Node program goes to the part it
// concerns. Made by main.ts. `receive` never throws: whatever fails becomes a sentence in the status line.

import { isControlId } from '../controls/controls';
import { control, fromGrid, fromPad } from './gestures';
import { createParts, type Parts } from './parts';
import { LINK_SENTENCES } from './generation/generation-sentences';
import type { MaxSide } from './host/max-side';
import { FROM_NODE, NO_REQUEST, PATCH, type SelectorOf } from '../protocol/selectors';
import { Refusal } from '../protocol/refusal';
import { asNumber, asWord } from '../protocol/wire';

type Handler = (args: readonly unknown[]) => void;
type Selector = SelectorOf<typeof PATCH> | SelectorOf<typeof FROM_NODE>;

export class LiveProgram {
  private readonly parts: Parts;
  private isClosed = false;

  /** Typed so that the compiler reports a missing selector. */
  private readonly handlers: Readonly<Record<Selector, Handler>> = {
    [PATCH.init]: (names) => {
      this.init(names.map(asWord));
    },
    [PATCH.control]: ([id, value]) => {
      if (isControlId(id)) control(this.parts, id, value);
    },
    [PATCH.loadModel]: (words) => {
      this.parts.models.choose(words.join(' '));
    },
    [PATCH.lifecycle]: ([word, outcome]) => {
      this.parts.link.lifecycle(String(word), outcome);
    },
    [PATCH.grid]: ([word, ...numbers]) => {
      if (this.hasBegun) fromGrid(this.parts, String(word), numbers.map(asNumber));
    },
    [PATCH.pad]: ([word, ...place]) => {
      if (this.hasBegun) fromPad(this.parts, String(word), place.map(asNumber));
    },
    [PATCH.paste]: (words) => {
      if (this.hasBegun) this.parts.text.paste(words.join(' '));
    },
    [PATCH.enabled]: ([isEnabled]) => {
      if (this.hasBegun) this.parts.player.setEnabled(isEnabled !== 0);
    },
    [FROM_NODE.ready]: (words) => {
      this.ready(words.map(String));
    },
    [FROM_NODE.status]: (words) => {
      this.parts.panel.say(words.join(' '));
    },
    [FROM_NODE.notesReady]: ([id]) => {
      this.parts.generation.answered(asNumber(id));
    },
    [FROM_NODE.failed]: ([id, , ...sentence]) => {
      this.failed(asNumber(id), sentence.join(' '));
    },
    [FROM_NODE.engine]: ([version]) => {
      this.parts.report.runsOn(String(version));
    },
    [FROM_NODE.copied]: ([isThere]) => {
      this.parts.report.copied(isThere === 1);
    },
  };

  constructor(max: MaxSide) {
    const schedule: MaxSide['schedule'] = (delayMs, action) =>
      max.schedule(delayMs, () => {
        this.guarded(action);
      });
    this.parts = createParts({ ...max, schedule });
  }

  /** Handles a message from the patcher; unknown selectors are ignored. */
  receive(selector: string, args: readonly unknown[]): void {
    if (this.isClosed || !Object.hasOwn(this.handlers, selector)) return;
    this.guarded(() => {
      this.handlers[selector as Selector](args);
    });
  }

  /** Cancels every timer and ends every note: the device is being deleted. */
  close(): void {
    const { player, generation, writer, kept, pad, link } = this.parts;
    player.close();
    this.isClosed = true;
    for (const part of [generation, writer, kept, pad, link]) part.close();
  }

  private guarded(act: () => void): void {
    const { panel } = this.parts;
    try {
      act();
    } catch (error) {
      if (error instanceof Refusal) panel.say(error.message);
      else panel.say(`Live said no: ${error instanceof Error ? error.message : String(error)}`);
    }
  }

  /** Whether live.thisdevice has banged: before that no Live object may be looked up. */
  private get hasBegun(): boolean {
    return this.parts.dictionaries.isOpen;
  }

  /** live.thisdevice has banged: at load, after a preset was loaded, and when the device is saved. */
  private init(names: readonly (string | undefined)[]): void {
    const { dictionaries, currentRhythm, pad, models, player, settings, link, panel } = this.parts;
    const isFirst = !dictionaries.isOpen;
    const isOther = dictionaries.hasOtherState;
    if (!dictionaries.open(names)) return;
    if (isFirst || isOther) {
      currentRhythm.recall(dictionaries.readState());
      pad.show();
      models.recall();
    }
    if (isFirst) player.setOn(settings.current.play === 1);
    link.watch();
    if (link.phase !== 'ready') panel.say(LINK_SENTENCES[link.phase]);
    else if (isFirst || !models.isAsked) models.proceed();
  }

  private ready(words: readonly string[]): void {
    const { models, link } = this.parts;
    models.loaded(words);
    link.ready();
    if (this.hasBegun) models.proceed();
  }

  private failed(id: number | undefined, sentence: string): void {
    const { models, generation } = this.parts;
    if (id === NO_REQUEST) models.refused(sentence);
    else generation.failed(id, sentence);
  }
}
