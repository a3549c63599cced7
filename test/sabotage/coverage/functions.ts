import ts from 'typescript';

/** A function of a source, or (place 0) what the source does when it is loaded. */
export interface Place {
  readonly id: string;
  readonly start: number;
  readonly end: number;
}

/** Every function of a source in the order of its text, after the source itself. */
export function placesOf(file: string, text: string): Place[] {
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
  return [
    { id: `${file}#0`, start: 0, end: text.length },
    ...functionsOf(source).map((node, at) => ({
      id: `${file}#${at + 1}`,
      start: node.getStart(source),
      end: node.end,
    })),
  ];
}

/** The innermost function that a position is in. */
export function placeAt(places: readonly Place[], position: number): Place {
  return places.findLast(({ start, end }) => start <= position && position < end) ?? places[0]!;
}

/** The text with a call at the beginning of every function that tells of it, on the same lines. */
export function probed(file: string, text: string): string {
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
  const insertions: { readonly at: number; readonly put: string }[] = [
    { at: 0, put: `${probe(`${file}#0`)};` },
  ];
  functionsOf(source).forEach(({ body }, index) => {
    const call = probe(`${file}#${index + 1}`);
    if (ts.isBlock(body)) insertions.push({ at: body.getStart(source) + 1, put: `${call};` });
    else {
      insertions.push({ at: body.getStart(source), put: `(${call},` });
      insertions.push({ at: body.end, put: ')' });
    }
  });
  return insertions
    .sort((a, b) => b.at - a.at)
    .reduce((made, { at, put }) => made.slice(0, at) + put + made.slice(at), text);
}

function probe(id: string): string {
  return `globalThis.${REACHED}?.(${JSON.stringify(id)})`;
}

/** The function that probes call; it is there only in a measured run. */
export const REACHED = '__reached';

type WithBody = ts.FunctionLikeDeclaration & { readonly body: ts.ConciseBody };

function functionsOf(source: ts.SourceFile): WithBody[] {
  const found: WithBody[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isFunctionLike(node) && 'body' in node && node.body) found.push(node as WithBody);
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}
