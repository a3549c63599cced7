import { face, script } from '../../../src/amxd/patcher/objects';
import type { Box, Json, Rect } from '../../../src/amxd/patcher/patcher';
import type { PictureContents } from '../../../src/amxd/preview/picture';

type Fields = Readonly<Record<string, Json>>;

/** A box of each kind that a picture can show, in each of the states that look different. */
export function everyFace(): Box[] {
  const shown = (id: string, maxclass: string, rect: Rect, parameter: Fields, more: Fields = {}): Box =>
    face(id, maxclass, {
      presentation: 1,
      presentation_rect: rect,
      parameter_enable: 1,
      saved_attribute_attributes: { valueof: parameter },
      ...more,
    });
  const dial = (value: number, unit: number, least = 0): Fields => ({
    parameter_shortname: 'Dial',
    parameter_mmin: least,
    parameter_mmax: 100,
    parameter_unitstyle: unit,
    parameter_initial: [value],
  });
  const words = (value: number): Fields => ({
    parameter_enum: ['One', 'Two & <3>'],
    parameter_initial: [value],
  });
  return [
    shown('dial-low', 'live.dial', [8, 8, 50, 48], dial(10, 5)),
    shown('dial-high', 'live.dial', [60, 8, 50, 48], dial(90, 0)),
    shown('dial-below', 'live.dial', [112, 8, 50, 48], dial(-50, 1, -100)),
    shown('dial-above', 'live.dial', [164, 8, 50, 48], dial(60, 8, -100)),
    shown('menu', 'live.menu', [8, 60, 60, 18], words(1)),
    shown('tab', 'live.tab', [70, 60, 100, 18], words(0)),
    shown('number', 'live.numbox', [172, 60, 40, 18], dial(40, 0)),
    shown('number-least', 'live.numbox', [214, 60, 40, 18], dial(0, 8)),
    shown('switch-on', 'live.text', [8, 80, 40, 18], words(1), { mode: 1, text: 'Off', texton: 'On' }),
    shown('switch-off', 'live.text', [50, 80, 40, 18], words(0), { mode: 1, text: 'Off', texton: 'On' }),
    shown('button', 'live.text', [92, 80, 40, 18], words(1), { mode: 0, text: 'Press', texton: 'Pressed' }),
    shown('button-emphasised', 'live.text', [134, 80, 40, 18], words(0), {
      mode: 0,
      text: 'Go',
      activebgcolor: [1, 0, 0, 1],
    }),
    shown('line', 'live.line', [176, 80, 5, 18], {}),
    shown('left', 'live.comment', [184, 80, 40, 18], {}, { text: 'left', textjustification: 0 }),
    shown('centred', 'live.comment', [226, 80, 40, 18], {}, { text: 'centred', textjustification: 1 }),
    shown('wrapped', 'live.comment', [8, 100, 80, 30], {}, { text: 'words that need two lines' }),
    shown('tall', 'live.comment', [90, 100, 40, 30], {}, { text: 'tall' }),
    shown('status', 'live.comment', [132, 100, 60, 30], {}, { text: 'not this' }),
    shown('field', 'textedit', [194, 100, 60, 18], {}, { text: 'not this' }),
    shown('control-page', 'live.tab', [194, 120, 100, 18], {
      parameter_enum: ['Make', 'Feel', 'Voice'],
      parameter_initial: [0],
    }),
    shown('control-valued', 'live.numbox', [8, 136, 40, 18], dial(40, 0)),
    { ...shown('unseen', 'live.numbox', [50, 136, 40, 18], dial(40, 0)), presentation: 0 },
    drawn('grid', [92, 136, 80, 30]),
    drawn('pad', [174, 144, 60, 20]),
  ];
}

function drawn(id: string, rect: Rect): Box {
  const attributes = { presentation: 1, presentation_rect: rect };
  return script(id, 'v8ui', `${id}.js`, { inlets: 1, outlets: 1, attributes });
}

/** Draws once with each call of mgraphics that the recorder knows. */
const GRID_SCRIPT = `
mgraphics.init(); mgraphics.relative_coords = 0; mgraphics.autofill = 0;
let title = '';
function anything(name) { title = messagename + ' ' + arrayfromargs(arguments).join(' ') + ' ' + new Dict(name).get('title'); }
function paint() {
  const [width, height] = mgraphics.size;
  mgraphics.set_source_rgba(1, 0.5, 0, 1);
  mgraphics.rectangle(0, 0, width / 3, height); mgraphics.fill();
  mgraphics.set_source_rgba(2, -1, 0.2, 0.25);
  mgraphics.rectangle_rounded(1, 2, 30, 20, 8, 6); mgraphics.fill();
  mgraphics.rectangle_rounded(1, 2, 4, 4, 80, 60); mgraphics.fill();
  mgraphics.ellipse(10, 5, 12, 8); mgraphics.set_line_width(1.234); mgraphics.stroke();
  mgraphics.set_source_rgba(0, 0, 1, 1);
  mgraphics.move_to(1, 1); mgraphics.line_to(5.5, 7.777); mgraphics.line_to(2, 9); mgraphics.close_path(); mgraphics.stroke();
  mgraphics.fill();
  mgraphics.select_font_face('Any'); mgraphics.set_font_size(7);
  mgraphics.move_to(3, 28); mgraphics.show_text(title + ' & <b>');
  mgraphics.set_source_rgba(0, 0, 1, 0.5);
  mgraphics.move_to(3, 20); mgraphics.show_text('two  spaces ' + mgraphics.text_measure('abc').join(' '));
  mgraphics.redraw(); outlet(0, 1); post('x'); error('x'); box.rect.length;
}
`;

const PAD_SCRIPT = `
let place = [];
function anything() { place = [messagename, ...arrayfromargs(arguments)]; }
function paint() { mgraphics.move_to(0, 8); mgraphics.show_text(place.join(' ') + ' ' + box.rect.join(' ')); }
`;

/** What the boxes of {@link everyFace} are shown with. */
export const FACES_SHOWN: PictureContents = {
  name: 'Faces',
  gridScript: GRID_SCRIPT,
  padScript: PAD_SCRIPT,
  page: 'Feel',
  view: { bars: 2, rows: [], hits: [], title: 'Shown', stars: [], position: 0 },
  corners: [true, false, true, false],
  text: 'a text that is too long for its field',
  values: { 'control-valued': 77, 'control-morphX': 25, 'control-morphY': 75 },
  status: 'A status of two lines',
};
