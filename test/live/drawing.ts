import type { Atom } from './atoms';

/** One call of a drawing function during a paint. */
export interface DrawCall {
  readonly name: string;
  readonly args: readonly Atom[];
}

/** mgraphics' functions that only draw or set how to draw. */
const DRAWING =
  `init set_source_rgba set_source_rgb rectangle rectangle_rounded ellipse arc arc_negative move_to line_to
  rel_move_to rel_line_to curve_to rel_curve_to close_path new_path fill fill_with_alpha fill_preserve
  fill_preserve_with_alpha stroke stroke_with_alpha stroke_preserve stroke_preserve_with_alpha paint paint_with_alpha
  set_line_width set_line_cap set_line_join set_dash set_font_size select_font_face show_text text_path save restore
  translate scale rotate transform identity_matrix set_matrix push_group pop_group pop_group_to_source`.split(
    /\s+/,
  );

const MEAN_GLYPH_WIDTH = 0.55;

export interface Canvas {
  /** The `mgraphics` object of the script. */
  readonly mgraphics: object;
  /** Runs a paint and keeps its calls as the picture. */
  paint(draw: () => void): void;
  picture: readonly DrawCall[];
}

/** A recorder in place of a window: what a v8ui draws can be read as a list of calls. */
export function createCanvas(size: readonly [number, number], redraw: () => void): Canvas {
  let calls: DrawCall[] | undefined;
  let fontSize = 12;
  const record = (name: string) => {
    return (...args: Atom[]) => {
      if (name === 'set_font_size') fontSize = Number(args[0]);
      if (name === 'init') return;
      if (!calls) throw new Error(`mgraphics.${name} draws nothing outside paint()`);
      if (args.some((arg) => typeof arg !== 'string' && !Number.isFinite(arg)))
        throw new Error(`mgraphics.${name}(${args.join(', ')}) draws nothing`);
      calls.push({ name, args });
    };
  };
  const canvas: Canvas = {
    picture: [],
    mgraphics: {
      size: [...size],
      relative_coords: 1,
      autofill: 1,
      redraw,
      text_measure: (text: string) => [String(text).length * fontSize * MEAN_GLYPH_WIDTH, fontSize * 1.2],
      font_extents: () => [fontSize, fontSize * 0.25, fontSize * 1.25, fontSize, 0],
      ...Object.fromEntries(DRAWING.map((name) => [name, record(name)])),
    },
    paint(draw) {
      calls = [];
      draw();
      canvas.picture = calls;
      calls = undefined;
    },
  };
  return canvas;
}
