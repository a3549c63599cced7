import type { Message } from '../atoms';
import type { Box, MaxObject, ObjectFactory } from '../box';

/** Attributes that any box on the screen takes as messages. */
const ATTRIBUTE =
  /color$|^font|^(hidden|ignoreclick|text|texton|active|presentation|presentation_rect|patching_rect|presentation_position|presentation_size|annotation|annotation_name|hint|textjustification|showname|shownumber|varname|alpha|bubble|rounded|border|mode|zoom|pic|url|sendbox)$/;

/** Takes a message that sets an attribute of the box; false when it is none. */
export function setsAttribute(box: Box, message: Message): boolean {
  const [head, ...rest] = message;
  if (head === 'sendbox' && typeof rest[0] === 'string') {
    box.state.set(rest[0], rest.slice(1));
    return true;
  }
  if (typeof head !== 'string' || !ATTRIBUTE.test(head)) return false;
  box.state.set(head, rest);
  return true;
}

/** Whether the player can see the box now: in the presentation, and not hidden by a message. */
export function isShown(box: Box): boolean {
  const [hidden] = box.state.get('hidden') ?? [];
  return box.json.presentation === 1 && (hidden ?? box.json.hidden ?? 0) !== 1;
}

/** `comment`, `live.comment`: a line of text that messages can change. */
const comment: ObjectFactory = (box): MaxObject => {
  let text = box.json.text ?? '';
  return {
    inlets: 1,
    outlets: 0,
    shownText: () => text,
    receive(_, message) {
      const [head, ...rest] = message;
      if (head === 'set' || head === 'text') text = rest.join(' ');
      else if (head === 'append') text = [text, ...rest].join(' ');
      else if (head === 'prepend') text = [...rest, text].join(' ');
      else if (!setsAttribute(box, message)) box.misunderstood(message);
    },
  };
};

/** `textedit`: a line that the player types into or pastes; Enter sends it behind the word `text`, as one symbol. */
const textedit: ObjectFactory = (box): TypedObject => {
  let text = box.json.text ?? '';
  const isOneSymbol = box.json.outputmode === 1;
  const enter = (): void => box.outlet(0, ['text', ...(isOneSymbol ? [text] : text.split(' '))]);
  if (box.json.keymode !== 1) box.problem('patch', 'without keymode 1 Enter makes a new line');
  return {
    inlets: 1,
    outlets: 4,
    shownText: () => text,
    type(typed) {
      text = typed;
      enter();
    },
    receive(_, message) {
      const [head, ...rest] = message;
      if (head === 'set') text = rest.join(' ');
      else if (head === 'bang') enter();
      else if (head === 'clear') text = '';
      else if (head !== 'select' && !setsAttribute(box, message)) box.misunderstood(message);
    },
  };
};

/** A box that takes the keyboard. */
export interface TypedObject extends MaxObject {
  type(text: string): void;
}

export function isTyped(object: MaxObject): object is TypedObject {
  return 'type' in object;
}

/** A box that is looked at: it takes attributes and nothing else. */
const picture: ObjectFactory = (box) => ({
  inlets: 1,
  outlets: 0,
  receive(_, message) {
    if (!setsAttribute(box, message)) box.misunderstood(message);
  },
});

export const SHOWN_OBJECTS: Readonly<Record<string, ObjectFactory>> = {
  comment,
  'live.comment': comment,
  textedit,
  panel: picture,
  fpic: picture,
  'live.line': picture,
};
