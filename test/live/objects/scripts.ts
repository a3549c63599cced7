import type { Atom, Message } from '../atoms';
import type { Box, MaxObject, ObjectFactory } from '../box';
import { createCanvas } from '../drawing';
import { V8Context } from '../v8-context';
import { nodeScript } from './node-script';
import { setsAttribute } from './shown';

/** The boxes that hold a script, for the host to reach them. */
export interface ScriptObject extends MaxObject {
  readonly context: V8Context;
}

function sourceOf(box: Box, fileName: string): string | undefined {
  const file = box.instance.device.files.find(({ name }) => name === fileName);
  if (!file) box.problem('script', `can't find file ${fileName}`);
  return file && Buffer.from(file.bytes).toString('utf8');
}

/** The script's inlets and outlets, and messages to it: in the main thread, so others wait their turn. */
function scripted(box: Box, context: V8Context): ScriptObject {
  const { scheduler } = box.instance.runtime;
  const outlets = context.number('outlets', 1);
  const declared = box.json.numoutlets;
  if (typeof declared === 'number' && declared !== outlets) {
    box.problem('patch', `the box has ${declared} outlets, its script ${outlets}`);
  }
  return {
    context,
    inlets: context.number('inlets', 1),
    outlets,
    loadbang: () => context.callOwn('loadbang'),
    dispose: () => context.dispose(),
    receive(inlet: number, message: Message) {
      const act = (): void => context.receive(inlet, message);
      if (scheduler.priority === 'high') scheduler.defer(act);
      else act();
    },
  };
}

/** `v8 file.js args`: a script without a face. */
const v8: ObjectFactory = (box) => {
  const [file = '', ...args] = box.args;
  const context = new V8Context(box, String(file));
  const source = sourceOf(box, String(file));
  if (source !== undefined) context.run(source, args);
  return scripted(box, context);
};

/** Names of the mouse's modifier keys as onclick gets them. */
export interface MouseOptions {
  readonly shift?: boolean;
  readonly option?: boolean;
  readonly command?: boolean;
}

/** The boxes that draw and take the mouse. */
export interface DrawnObject extends ScriptObject {
  readonly picture: readonly { readonly name: string; readonly args: readonly Atom[] }[];
  /** Presses, moves through the points and lets go; positions in pixels inside the box. */
  mouse(points: readonly (readonly [number, number])[], options: MouseOptions): void;
}

export function isDrawn(object: MaxObject): object is DrawnObject {
  return 'picture' in object;
}

/** `v8ui`: a script that draws with mgraphics and hears the mouse. */
const v8ui: ObjectFactory = (box) => {
  const { scheduler } = box.instance.runtime;
  const [, , width, height] = box.json.presentation_rect ?? box.json.patching_rect;
  let isDirty = false;
  const paint = (): void => {
    isDirty = false;
    canvas.paint(() => context.callOwn('paint'));
  };
  const redraw = (): void => {
    if (!isDirty) scheduler.defer(paint);
    isDirty = true;
  };
  const canvas = createCanvas([width, height], redraw);
  const file = fileNameOf(box);
  const self = { rect: [0, 0, width, height], varname: box.json.varname ?? '' };
  const context = new V8Context(box, file, { mgraphics: canvas.mgraphics, box: self });
  const source = sourceOf(box, file);
  if (source !== undefined) context.run(source, []);
  const base = scripted(box, context);
  const drawn: DrawnObject = {
    ...base,
    loadbang() {
      base.loadbang?.();
      redraw();
    },
    receive(inlet, message) {
      if (!setsAttribute(box, message)) base.receive(inlet, message);
    },
    shownText: () =>
      canvas.picture
        .filter(({ name }) => name === 'show_text')
        .map(({ args }) => args[0])
        .join('\n'),
    get picture() {
      return canvas.picture;
    },
    mouse(points, { shift = false, option = false, command = false }) {
      const keys = [Number(command), Number(shift), 0, Number(option), 0];
      const [first, ...rest] = points;
      if (!first) return;
      context.callOwn('onclick', [...first, 1, ...keys]);
      for (const point of rest) context.callOwn('ondrag', [...point, 1, ...keys]);
      context.callOwn('ondrag', [...(rest.at(-1) ?? first), 0, ...keys]);
    },
  };
  return drawn;
};

function fileNameOf(box: Box): string {
  const { filename, textfile } = box.json;
  if (typeof filename === 'string') return filename;
  const named = (textfile as { filename?: unknown } | undefined)?.filename;
  return typeof named === 'string' ? named : String(box.args[0] ?? '');
}

export const SCRIPT_OBJECTS: Readonly<Record<string, ObjectFactory>> = {
  v8,
  v8ui,
  'node.script': nodeScript,
};
