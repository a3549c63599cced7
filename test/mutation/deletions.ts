import ts from 'typescript';

/** A piece of a source that can be left out, and the source without it. */
export interface Deletion {
  readonly file: string;
  /** From 1. */
  readonly line: number;
  /** What is left out, on one line. */
  readonly what: string;
  readonly text: string;
}

/**
 * Every property and element of the object and array literals of a source, and every member of its interfaces, each
 * left out in turn. @param within only inside the declarations of these names; everywhere unless given
 */
export function deletionsOf(file: string, text: string, within?: readonly string[]): Deletion[] {
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
  const found: Deletion[] = [];
  const add = (parts: ts.NodeArray<ts.Node>): void => {
    parts.forEach((part, at) => {
      const start = part.getStart(source);
      const next = parts[at + 1];
      // With the comma behind it, or before it where it is the last.
      const end = next ? next.getStart(source) : part.end;
      const from = next || at === 0 ? start : parts[at - 1]!.end;
      found.push({
        file,
        line: source.getLineAndCharacterOfPosition(start).line + 1,
        what: part.getText(source).replace(/\s+/g, ' ').slice(0, 60),
        text: text.slice(0, from) + text.slice(end),
      });
    });
  };
  const visit = (node: ts.Node, isWithin: boolean): void => {
    const name = 'name' in node ? (node.name as ts.Node | undefined)?.getText(source) : undefined;
    const isHere = isWithin || (name !== undefined && within!.includes(name));
    if (isHere && ts.isObjectLiteralExpression(node)) add(node.properties);
    if (isHere && ts.isArrayLiteralExpression(node)) add(node.elements);
    if (isHere && ts.isInterfaceDeclaration(node)) add(node.members);
    ts.forEachChild(node, (child) => {
      visit(child, isHere);
    });
  };
  visit(source, within === undefined);
  return found;
}
