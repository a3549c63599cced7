// Makes every part of the v8 program and wires them together, for program.ts and gestures.ts. Closures such
// as `() => models.styles` stand where a part needs one that is made later: no constructor may call the
// callbacks it is given.

import { ClipWriter } from './clips/clip-writer';
import { Dictionaries } from './host/dictionaries';
import { Generation } from './generation/generation';
import { NodeLink } from './host/node-link';
import { ModelPage } from './pages/model-page';
import { MorphPad } from './pages/morph-page';
import { panelOf, type Panel } from './host/panel';
import { LoopPlayer } from './clips/loop-player';
import { Buttons } from './buttons';
import { TextField } from './paste-text';
import { LINK_SENTENCES } from './generation/generation-sentences';
import { LiveSettings } from './pages/current-settings';
import { KeptState } from './clips/kept-state';
import { CurrentRhythm } from './clips/current-rhythm';
import { Report } from './pages/report';
import { VoicePage } from './pages/voice-page';
import type { MaxSide } from './host/max-side';
import { LIVE_OUTLETS } from '../protocol/selectors';

export interface Parts {
  readonly dictionaries: Dictionaries;
  readonly settings: LiveSettings;
  readonly panel: Panel;
  readonly link: NodeLink;
  readonly kept: KeptState;
  readonly writer: ClipWriter;
  readonly currentRhythm: CurrentRhythm;
  readonly models: ModelPage;
  readonly generation: Generation;
  readonly voices: VoicePage;
  readonly pad: MorphPad;
  readonly player: LoopPlayer;
  readonly buttons: Buttons;
  readonly report: Report;
  readonly text: TextField;
}

export function createParts(max: MaxSide): Parts {
  const { schedule, outlet, now } = max;
  const dictionaries = new Dictionaries(max);
  const settings = new LiveSettings();
  const panel = panelOf(
    outlet,
    () => dictionaries.view,
    (sentence) => {
      report.heard(sentence);
    },
  );
  const link = new NodeLink({
    schedule,
    script: (message) => {
      outlet(LIVE_OUTLETS.script, ...message);
    },
    onChange: (phase) => {
      if (phase === 'ready') return;
      models.processEnded();
      panel.say(LINK_SENTENCES[phase]);
      generation.processEnded();
    },
  });
  const kept = new KeptState({
    schedule,
    chokesHats: () => settings.current.chokeHats === 1,
    save: (state) => {
      dictionaries.saveState(state);
    },
    show: () => {
      if (!dictionaries.isOpen) return;
      panel.showRhythm(currentRhythm.state, currentRhythm.kit, voices.chosen);
      text.show();
    },
  });
  const writer = new ClipWriter({
    kept,
    schedule,
    panel,
    isLive: () => settings.current.liveUpdate === 1,
    isCopying: () => settings.current.keepCopy === 1,
    styles: () => models.styles,
  });
  const currentRhythm = new CurrentRhythm({ kept, writer, panel });
  const models: ModelPage = new ModelPage({
    outlet,
    link,
    currentRhythm,
    settings,
    panel,
    onReady: () => {
      generation.modelReady();
    },
  });
  const generation = new Generation({
    max,
    dictionaries,
    link,
    models,
    settings,
    currentRhythm,
    writer,
    panel,
  });
  const text = new TextField({ currentRhythm, writer, models, generation, settings, panel });
  const voices = new VoicePage(currentRhythm, panel);
  const pad = new MorphPad({
    currentRhythm,
    panel,
    schedule,
    ask: (startingRhythms, bars) => buttons.morph(startingRhythms, bars),
  });
  const player = new LoopPlayer({
    schedule,
    nowMs: max.schedulerMs,
    send: (message) => {
      outlet(LIVE_OUTLETS.player, ...message);
    },
    loop: () => currentRhythm.loop,
    now,
    say: (sentence) => {
      panel.say(sentence);
    },
  });
  const report = new Report({ max, link, models, panel });
  const buttons: Buttons = new Buttons({
    currentRhythm,
    writer,
    voices,
    pad,
    models,
    generation,
    link,
    settings,
    panel,
    report,
    now,
  });
  return {
    dictionaries,
    settings,
    panel,
    link,
    kept,
    writer,
    currentRhythm,
    models,
    generation,
    voices,
    pad,
    player,
    buttons,
    report,
    text,
  };
}
