// The panel: every box that a user sees, and the cords between these and the v8 program. Used by patch.ts.
// What a control is comes from src/device/controls, where it is from layout.ts.

import { PAGES, type Control, type Page } from '../../device/controls/controls';
import { LIVE_OUTLETS, PATCH, TO_CONTROLS } from '../../device/protocol/selectors';
import { LIVE_ID, LIVE_INLET, cord, type Circuit } from './circuit';
import {
  CAPTIONS,
  CONTROL_RECTS,
  DIVIDER_RECTS,
  GRID_RECT,
  PAD_RECT,
  STATUS_RECT,
  TEXT_RECT,
} from './layout';
import { controlBox } from './live-control';
import { controlBoxId, face, object, script } from '../patcher/objects';
import { boxesOfPage, pageAttributes, pageCircuit, placedControls, type Placed } from './pages';
import type { Rect } from '../patcher/patcher';

/** The circuits of the panel. @throws Error for a control without a place in layout.ts. */
export function panelCircuits(
  controls: readonly Control[],
  files: { readonly grid: string; readonly pad: string },
): Circuit[] {
  const captionsPlaced = CAPTIONS.map(({ id, page }) => ({ varname: id, page }));
  const placed = [...placedControls(controls), ...captionsPlaced, PAD_PLACED, TEXT_PLACED];
  return [
    ...controls.map(controlCircuit),
    feedback(controls),
    grid(files.grid),
    pad(files.pad),
    textField(),
    status(),
    captions(),
    pageCircuit(),
    ...PAGES.map((page) => boxesOfPage(page, placed)),
  ];
}

const PAD_PLACED = { varname: 'pad', page: 'Morph' } as const satisfies Placed;
const TEXT_PLACED = { varname: 'share-text', page: 'Model' } as const satisfies Placed;

function controlCircuit(control: Control): Circuit {
  const id = controlBoxId(control.id);
  const says = `says-${control.id}`;
  return {
    boxes: [controlBox(control, rectOf(control)), object(says, `prepend ${PATCH.control} ${control.id}`)],
    cords: [cord(id, says), cord(says, LIVE_INLET)],
  };
}

function rectOf({ id }: Control): Rect {
  const rect = (CONTROL_RECTS as Readonly<Record<string, Rect>>)[id];
  if (!rect) throw new Error(`The control ${id} has no place in layout.ts.`);
  return rect;
}

/** What the v8 program shows in controls: `set` changes a control without making it send its value. */
function feedback(controls: readonly Control[]): Circuit {
  const { seed, style, styleLabels, modelLabels, show, text, askFolder } = TO_CONTROLS;
  const shown = controls.filter(({ kind }) => kind !== 'button').map(({ id }) => id);
  const showBox = (id: string): string => `show-${id}`;
  return {
    boxes: [
      object('feedback', `route ${[seed, style, styleLabels, modelLabels, show, text, askFolder].join(' ')}`),
      object('show-values', `route ${shown.join(' ')}`),
      ...shown.map((id) => object(showBox(id), 'prepend set')),
      object('show-styles', 'prepend _parameter_range'),
      object('show-models', 'prepend _parameter_range'),
      object('show-text', 'prepend set'),
      object('folder-dialog', 'opendialog fold', { varname: 'folder-dialog' }),
      object('says-folder', `prepend ${PATCH.loadModel}`),
      object('feedback-unknown', 'prepend unknown'),
    ],
    cords: [
      cord([LIVE_ID, LIVE_OUTLETS.controls], 'feedback'),
      cord(['feedback', 0], showBox('seed')),
      cord(['feedback', 1], showBox('style')),
      cord(['feedback', 2], 'show-styles'),
      cord('show-styles', controlBoxId('style')),
      cord(['feedback', 3], 'show-models'),
      cord('show-models', controlBoxId('model')),
      cord(['feedback', 4], 'show-values'),
      ...shown.flatMap((id, index) => [
        cord(['show-values', index], showBox(id)),
        cord(showBox(id), controlBoxId(id)),
      ]),
      cord(['show-values', shown.length], 'feedback-unknown'),
      cord(['feedback', 5], 'show-text'),
      cord('show-text', TEXT_PLACED.varname),
      cord(['feedback', 6], 'folder-dialog'),
      cord('folder-dialog', 'says-folder'),
      cord('says-folder', LIVE_INLET),
      cord(['feedback', 7], 'feedback-unknown'),
      cord('feedback-unknown', LIVE_INLET),
    ],
  };
}

function grid(file: string): Circuit {
  const annotation =
    'Click: add or remove a hit. Drag up or down: velocity; with Shift, left or right: timing. Padlock: lock a drum. M: mute it. Name: Voice page. Marks above: history.';
  return scriptedFace('grid', file, { rect: GRID_RECT, title: 'Rhythm', annotation, says: PATCH.grid });
}

function pad(file: string): Circuit {
  const annotation =
    'Drag to blend the rhythms in the corners. Small moves change little; a corner is exactly its rhythm.';
  return scriptedFace('pad', file, {
    rect: PAD_RECT,
    title: 'Morph pad',
    annotation,
    says: PATCH.pad,
    page: PAD_PLACED.page,
  });
}

interface ScriptedFace {
  readonly rect: Rect;
  readonly title: string;
  readonly annotation: string;
  /** The selector put before each of its messages. */
  readonly says: string;
  readonly page?: Page;
}

/** A v8ui with an inlet for what it shows and an outlet for what the mouse does. */
function scriptedFace(
  id: 'grid' | 'pad',
  file: string,
  { rect, title, annotation, says, page }: ScriptedFace,
): Circuit {
  const box = script(id, 'v8ui', file, {
    inlets: 1,
    outlets: 1,
    attributes: {
      varname: id,
      presentation: 1,
      presentation_rect: rect,
      border: 0,
      annotation_name: title,
      annotation,
      ...pageAttributes(page),
    },
  });
  return {
    boxes: [box, object(`says-${id}`, `prepend ${says}`)],
    cords: [cord([LIVE_ID, LIVE_OUTLETS[id]], id), cord(id, `says-${id}`), cord(`says-${id}`, LIVE_INLET)],
  };
}

/**
 * The text of the rhythm, in a field because nothing else in Max is reached by the clipboard. Enter sends it as one
 * symbol after the selector `text`.
 */
function textField(): Circuit {
  const { varname } = TEXT_PLACED;
  const themed = {
    bgcolor: { expression: 'themecolor.live_control_bg' },
    textcolor: { expression: 'themecolor.live_control_fg' },
  };
  return {
    boxes: [
      face(varname, 'textedit', {
        varname,
        presentation: 1,
        presentation_rect: TEXT_RECT,
        keymode: 1,
        lines: 1,
        outputmode: 1,
        autoscroll: 1,
        border: 0,
        rounded: 2,
        parameter_enable: 0,
        bgcolor: [0.118, 0.118, 0.118, 1],
        textcolor: [0.71, 0.71, 0.71, 1],
        saved_attribute_attributes: themed,
        annotation_name: 'Rhythm as text',
        annotation:
          'Copy this line to get the same rhythm in another device, and its settings too where that has the same model. Paste one and press Enter: its rhythm goes to the target.',
        ...pageAttributes(TEXT_PLACED.page),
      }),
      object('text-typed', 'route text'),
      object('says-text', `prepend ${PATCH.paste}`),
      object('text-unknown', 'prepend unknown'),
    ],
    cords: [
      cord(varname, 'text-typed'),
      cord('text-typed', 'says-text'),
      cord('says-text', LIVE_INLET),
      cord(['text-typed', 1], 'text-unknown'),
      cord('text-unknown', LIVE_INLET),
    ],
  };
}

function status(): Circuit {
  return {
    boxes: [
      object('show-status', 'prepend set'),
      face('status', 'live.comment', {
        varname: 'status',
        presentation: 1,
        presentation_rect: STATUS_RECT,
        text: 'Starting…',
        textjustification: 0,
      }),
    ],
    cords: [cord([LIVE_ID, LIVE_OUTLETS.status], 'show-status'), cord('show-status', 'status')],
  };
}

function captions(): Circuit {
  const texts = CAPTIONS.map(({ id, text, rect, align, page }) =>
    face(id, 'live.comment', {
      varname: id,
      ...pageAttributes(page),
      presentation: 1,
      presentation_rect: rect,
      text,
      textjustification: align === 'left' ? 0 : 1,
    }),
  );
  const lines = DIVIDER_RECTS.map((rect, index) =>
    face(`divider-${index}`, 'live.line', { presentation: 1, presentation_rect: rect }),
  );
  return { boxes: [...texts, ...lines], cords: [] };
}
