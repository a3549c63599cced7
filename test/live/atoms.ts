/** What travels through a patch cord: a number or a symbol. */
export type Atom = number | string;

/** A Max message: `['bang']`, `[3]`, `[1, 2, 3]` or `['selector', …arguments]`. */
export type Message = readonly Atom[];

export const BANG: Message = ['bang'];

/** Max cuts longer symbols; a device that sends one loses data without a word. */
export const SYMBOL_LIMIT = 32_767;

/** The selector that decides how an object takes a message: `bang`, `number`, `list` or the first symbol. */
export function selectorOf(message: Message): string {
  const [head] = message;
  if (typeof head === 'string') return head;
  return message.length > 1 ? 'list' : 'number';
}

/** Folds the spellings `list 1 2`, `int 1`, `float 1.` and `symbol x` into the plain form of the message. */
export function normalised(message: Message): Message {
  if (message.length === 0) return BANG;
  const [head, second] = message;
  if (head === 'list' && message.length === 1) return BANG;
  if (head === 'list' && typeof second === 'number') return message.slice(1);
  if ((head === 'int' || head === 'float') && typeof second === 'number') return [second];
  return message;
}

/** A message as the Max console or a comment shows it. */
export function textOf(message: Message): string {
  return message.map(String).join(' ');
}

/** Atoms of a text as Max reads a box: blanks separate, quotes and backslashes protect, `,` and `;` stand alone. */
export function tokensOf(text: string): string[] {
  const tokens: string[] = [];
  for (const [token] of text.matchAll(/"(?:\\.|[^"\\])*"|[,;]|(?:\\.|[^\s,;"\\])+/gs)) tokens.push(token);
  return tokens;
}

/** The atom a token stands for: unquoted numbers are numbers, everything else is a symbol. */
export function atomOf(token: string): Atom {
  if (token.startsWith('"')) return token.slice(1, -1).replace(/\\(.)/gs, '$1');
  if (/^[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?$/i.test(token)) return Number(token);
  return token.replace(/\\(.)/gs, '$1');
}

/** Whether the token is spelled as a float, which is how `pack 0.` or `t 1.` choose their type. */
export function isFloatToken(token: string): boolean {
  return typeof atomOf(token) === 'number' && /[.e]/i.test(token);
}
