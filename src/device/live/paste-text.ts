// The field that shows the text of the current rhythm and takes a pasted one, which then becomes a clip.
// program.ts pastes, and parts.ts has it shown after every change. What a text means is share-text.ts's.

import { CONTROLS, isButton } from '../controls/controls';
import { settingsOf, targetOf } from '../controls/settings';
import { Refusal } from '../protocol/refusal';
import { currentTake } from '../state/history';
import { takeOf } from '../state/played-take';
import { sharedFromText, type Recipe } from '../state/share-text';
import type { ClipWriter } from './clips/clip-writer';
import type { CurrentRhythm } from './clips/current-rhythm';
import { writeTargetFor } from './clips/write-takes';
import type { Generation } from './generation/generation';
import type { Panel } from './host/panel';
import type { LiveSettings } from './pages/current-settings';
import type { ModelPage } from './pages/model-page';

export interface TextFieldOptions {
  readonly currentRhythm: CurrentRhythm;
  readonly writer: ClipWriter;
  readonly models: ModelPage;
  readonly generation: Generation;
  readonly settings: LiveSettings;
  readonly panel: Panel;
}

export class TextField {
  private shownText = '';

  constructor(private readonly options: TextFieldOptions) {}

  /** Writes the rhythm of a pasted text where Target says; Fill counts as New. @throws Refusal for any other text */
  paste(text: string): void {
    const { currentRhythm, writer, panel } = this.options;
    const shared = sharedFromText(text);
    if (!shared) {
      this.show(true);
      throw new Refusal(
        'bad_text',
        'That is not a Fourfloor rhythm. Copy the whole line from the other device.',
      );
    }
    if (shared.kind === 'recipe') {
      this.pasteRecipe(shared.recipe);
      return;
    }
    const writeTarget = writeTargetFor(targetOf(this.options.settings.current));
    const description = { origin: 'drawn', seed: 0, style: '', part: -1, recipe: '' } as const;
    const target = writeTarget.target === 'fill' ? 'new' : writeTarget.target;
    writer.deliver({ ...writeTarget, target }, (playing) => [takeOf(shared.rhythm, description, playing)]);
    panel.showText(currentRhythm.text);
  }

  /** Shows the text of the current rhythm if the field holds another. */
  show(isForced = false): void {
    const { currentRhythm, panel } = this.options;
    const take = currentTake(currentRhythm.state.history);
    // A morph's text changes with every move, and Max never frees a symbol.
    const text = take?.origin === 'morphed' ? '' : currentRhythm.text;
    if (text === this.shownText && !isForced) return;
    this.shownText = text;
    panel.showText(text);
  }

  private pasteRecipe({ command, part, model }: Recipe): void {
    const { models, generation, settings, panel } = this.options;
    if (!generation.isReady)
      throw new Refusal('bad_text', 'The model is not ready yet. Paste the text once it is.');
    if (!models.styles.includes(command.style)) {
      throw new Refusal(
        'bad_text',
        `The model in use has no style “${command.style}”. Choose the one that made this rhythm.`,
      );
    }
    if (model !== models.mark) {
      throw new Refusal(
        'bad_text',
        'Another model made that rhythm. Choose it on the Model page, then paste again.',
      );
    }
    const before = settings.current;
    const target = targetOf(before);
    const writeTarget = writeTargetFor(target === 'fill' ? 'new' : target);
    const after = settingsOf(command, before, models.styles);
    settings.replace(after);
    models.styleTurned();
    for (const { id } of CONTROLS) {
      if (!isButton(id) && after[id] !== before[id]) panel.showValue(id, after[id]);
    }
    const only = part < 0 ? {} : { only: part };
    const count = Math.max(1, part + 1);
    generation.ask({
      writeTarget,
      settings: after,
      count,
      startingRhythms: {},
      origin: 'generated',
      ...only,
    });
  }
}
