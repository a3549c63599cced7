import type { Control } from '../device/controls';
import { LIVE_OUTLETS, PATCH, TO_CONTROLS } from '../device/protocol';
import { LIVE_ID, LIVE_INLET, cord, type Circuit } from './circuit';
import { CAPTIONS, CONTROL_RECTS, DIVIDER_RECTS, GRID_RECT, STATUS_RECT } from './layout';
import { controlBox, controlBoxId } from './live-control';
import { face, object, script } from './objects';
import type { Rect } from './patcher';

/** Everything that a player sees, and the cords to and from the v8 program. */
export function panelCircuits(controls: readonly Control[], gridFile: string): Circuit[] {
  return [...controls.map(controlCircuit), feedback(), grid(gridFile), status(), captions()];
}

/** A control and the words by which the v8 program knows it. */
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

/** What the v8 program shows in controls: `set` changes one without a word from it. */
function feedback(): Circuit {
  const { seed, style, styleLabels, askFolder } = TO_CONTROLS;
  return {
    boxes: [
      object('feedback', `route ${seed} ${style} ${styleLabels} ${askFolder}`),
      object('show-seed', 'prepend set'),
      object('show-style', 'prepend set'),
      object('show-styles', 'prepend _parameter_range'),
      object('folder-dialog', 'opendialog fold', { varname: 'folder-dialog' }),
      object('says-folder', `prepend ${PATCH.loadModel}`),
      object('feedback-unknown', 'prepend unknown'),
    ],
    cords: [
      cord([LIVE_ID, LIVE_OUTLETS.controls], 'feedback'),
      cord(['feedback', 0], 'show-seed'),
      cord('show-seed', controlBoxId('seed')),
      cord(['feedback', 1], 'show-style'),
      cord('show-style', controlBoxId('style')),
      cord(['feedback', 2], 'show-styles'),
      cord('show-styles', controlBoxId('style')),
      cord(['feedback', 3], 'folder-dialog'),
      cord('folder-dialog', 'says-folder'),
      cord('says-folder', LIVE_INLET),
      cord(['feedback', 4], 'feedback-unknown'),
      cord('feedback-unknown', LIVE_INLET),
    ],
  };
}

/** The grid shows and says nothing. */
function grid(file: string): Circuit {
  const box = script('grid', 'v8ui', file, {
    inlets: 1,
    outlets: 0,
    attributes: {
      varname: 'grid',
      presentation: 1,
      presentation_rect: GRID_RECT,
      border: 0,
      annotation_name: 'Rhythm',
      annotation:
        'The rhythm as it was last written: a row for each drum, a column for each 16th, brighter for louder hits.',
    },
  });
  return { boxes: [box], cords: [cord([LIVE_ID, LIVE_OUTLETS.grid], 'grid')] };
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
  const texts = CAPTIONS.map(({ id, text, rect, align }) =>
    face(id, 'live.comment', {
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
