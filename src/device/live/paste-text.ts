// The field that shows the text of the current rhythm and takes a pasted one, which then becomes a clip.
// program.ts pastes, and parts.ts has it shown after every change. What a text means is share-text.ts's.

import { CONTROLS, isButton } from '../controls/controls';
import { settingsOf, targetOf } from '../controls/settings';
import { Refusal } from '../protocol/refusal';
import { currentTake, type Take } from '../state/history';
import type { WireRhythm } from '../protocol/payloads';
import { takeOf, type PlayingNow, type TakeDescription } from '../state/played-take';
import { isOfLaterForm, recipeText, sharedFromText, type Recipe } from '../state/share-text';
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

/** What is known of hits that come without a recipe. */
const DRAWN: TakeDescription = { origin: 'drawn', seed: 0, style: '', part: -1, recipe: '' };

export class TextField {
  private shownText = '';

  constructor(private readonly options: TextFieldOptions) {}

  /** Writes the rhythm of a pasted text where Target says; Fill counts as New. @throws Refusal for any other text */
  paste(text: string): void {
    const shared = sharedFromText(text);
    if (!shared) {
      this.show(true);
      throw new Refusal(
        'bad_text',
        isOfLaterForm(text)
          ? 'A later Fourfloor wrote that text. Update this device, then paste again.'
          : 'That is not a Fourfloor rhythm. Copy the whole line from the other device.',
      );
    }
    if (shared.kind === 'hits') this.writeHits(shared.rhythm, DRAWN);
    else this.pasteRecipe(shared.recipe, shared.rhythm);
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

  /** @param rhythm the hits beside the recipe, for another model would make others of it */
  private pasteRecipe(recipe: Recipe, rhythm: WireRhythm | undefined): void {
    const { models, generation } = this.options;
    const { command, part, model } = recipe;
    if (!generation.isReady)
      throw new Refusal('bad_text', 'The model is not ready yet. Paste the text once it is.');
    if (model === models.mark) {
      this.generate(recipe);
      return;
    }
    if (!rhythm) {
      throw new Refusal(
        'bad_text',
        `Another model made that rhythm: ${model}; this device has ${models.mark}. The releases of Fourfloor keep models by mark: load that one on the Model page, then paste again.`,
      );
    }
    const { seed, style } = command;
    // It keeps its recipe, so that its text still says which model made it.
    const description = { origin: 'generated', seed, style, part, recipe: recipeText(recipe) } as const;
    const remark = `played as model ${model} made it; this device has ${models.mark}`;
    this.writeHits(rhythm, description, remark);
  }

  private writeHits(rhythm: WireRhythm, description: TakeDescription, remark?: string): void {
    const { writer, settings, currentRhythm, panel } = this.options;
    const writeTarget = writeTargetFor(targetOf(settings.current));
    const target = writeTarget.target === 'fill' ? 'new' : writeTarget.target;
    const takesIn = (playing: PlayingNow): Take[] => [takeOf(rhythm, description, playing)];
    writer.deliver({ ...writeTarget, target }, takesIn, { remark });
    panel.showText(currentRhythm.text);
  }

  private generate({ command, part }: Recipe): void {
    const { models, generation, settings, panel } = this.options;
    if (!models.styles.includes(command.style)) {
      throw new Refusal(
        'bad_text',
        `The model in use has no style “${command.style}”. Choose the one that made this rhythm.`,
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
