// The Report button: a line about the device for whoever is to help, into the text field and, by way of the
// Node program, onto the clipboard. program.ts passes Node's answers on; parts.ts tells it what is said.

import { LIVE_OUTLETS, TO_NODE } from '../../protocol/selectors';
import type { MaxSide } from '../host/max-side';
import type { NodeLink } from '../host/node-link';
import type { Panel } from '../host/panel';
import { liveVersion } from '../lom/version';
import type { ModelPage } from './model-page';
import { reportText, withSentence } from './report-text';

export interface ReportOptions {
  readonly max: Pick<MaxSide, 'outlet' | 'software'>;
  readonly link: Pick<NodeLink, 'phase'>;
  readonly models: Pick<ModelPage, 'mark'>;
  readonly panel: Pick<Panel, 'say' | 'showText'>;
}

export const REPORT_SENTENCES = {
  inField: 'The report is in the line above the button: click it, select all of it and copy it.',
  onClipboard: 'The report is on the clipboard: paste it into your message.',
} as const;

export class Report {
  private sentences: readonly string[] = [];
  private engine: string | undefined;

  constructor(private readonly options: ReportOptions) {}

  /** The status line says something. */
  heard(sentence: string): void {
    this.sentences = withSentence(this.sentences, sentence);
  }

  /** The Node program tells what runs it. */
  runsOn(engine: string): void {
    this.engine = engine;
  }

  /** Shows the report and has Node copy it; until Node says that it has, the user is told to. */
  make(): void {
    const { max, link, models, panel } = this.options;
    const facts = { ...max.software, live: liveVersion(), node: this.engine, model: models.mark };
    const text = reportText(facts, this.sentences);
    panel.showText(text);
    panel.say(REPORT_SENTENCES.inField);
    if (link.phase === 'ready') max.outlet(LIVE_OUTLETS.node, TO_NODE.copy, text);
  }

  copied(isOnClipboard: boolean): void {
    if (isOnClipboard) this.options.panel.say(REPORT_SENTENCES.onClipboard);
  }
}
