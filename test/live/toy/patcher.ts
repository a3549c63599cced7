/** Boxes and cords of a test device, in the order in which Max would list them. */
export interface ToyPatcher {
  readonly openinpresentation: number;
  readonly project: { readonly amxdtype: number };
  readonly boxes: { box: Record<string, unknown> }[];
  readonly lines: { patchline: { source: [string, number]; destination: [string, number] } }[];
}

/** A box by its text (`route a b`); `more` adds or replaces fields. Boxes stand where `at` puts them: x, y. */
export function object(
  id: string,
  text: string,
  more: Record<string, unknown> = {},
): Record<string, unknown> {
  return { id, maxclass: 'newobj', text, patching_rect: [0, 0, 50, 20], ...more };
}

/** A box of a class of its own, e.g. `message` or `live.comment`. */
export function face(
  id: string,
  maxclass: string,
  more: Record<string, unknown> = {},
): Record<string, unknown> {
  return { id, maxclass, patching_rect: [0, 0, 50, 20], presentation: 1, varname: id, ...more };
}

/** A live.* control with its parameter's attributes. */
export function control(
  id: string,
  maxclass: string,
  parameter: Record<string, unknown>,
  more: Record<string, unknown> = {},
): Record<string, unknown> {
  return face(id, maxclass, {
    parameter_enable: 1,
    saved_attribute_attributes: { valueof: parameter },
    ...more,
  });
}

/** A patcher from boxes and cords written as `from outlet > to inlet`, e.g. `a 0 > b 1`. */
export function patcher(boxes: readonly Record<string, unknown>[], cords: readonly string[]): ToyPatcher {
  return {
    openinpresentation: 1,
    project: { amxdtype: 0x6d_6d_6d_6d },
    boxes: boxes.map((box) => ({ box })),
    lines: cords.map((cord) => {
      const [from = '', outlet, , to = '', inlet] = cord.split(' ');
      return { patchline: { source: [from, Number(outlet)], destination: [to, Number(inlet)] } };
    }),
  };
}
