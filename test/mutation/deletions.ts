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

/** A member of a literal or interface, and the stretch that goes with it: its comma too. */
export interface DeletablePart {
  readonly part: ts.Node;
  readonly start: number;
  readonly end: number;
}

/**
 * Every property and element of the object and array literals of a source, and every member of its interfaces, each
 * left out in turn. @param within only inside the declarations of these names; everywhere unless given
 */
export function deletionsOf(file: string, text: string, within?: readonly string[]): Deletion[] {
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
  const found: Deletion[] = [];
  const visit = (node: ts.Node, isWithin: boolean): void => {
    const name = 'name' in node ? (node.name as ts.Node | undefined)?.getText(source) : undefined;
    const isHere = isWithin || (name !== undefined && within!.includes(name));
    if (isHere)
      for (const { part, start, end } of deletionsIn(node, source))
        found.push({
          file,
          line: source.getLineAndCharacterOfPosition(part.getStart(source)).line + 1,
          what: part.getText(source).replace(/\s+/g, ' ').slice(0, 60),
          text: text.slice(0, start) + text.slice(end),
        });
    ts.forEachChild(node, (child) => {
      visit(child, isHere);
    });
  };
  visit(source, within === undefined);
  return found;
}

/** What can be left out of a literal or interface itself, not of what is inside its members. */
export function deletionsIn(node: ts.Node, source: ts.SourceFile): DeletablePart[] {
  const parts = ts.isObjectLiteralExpression(node)
    ? node.properties
    : ts.isArrayLiteralExpression(node)
      ? node.elements
      : ts.isInterfaceDeclaration(node)
        ? node.members
        : [];
  return parts.map((part, at) => {
    const next = parts[at + 1];
    // With the comma behind it, or before it where it is the last.
    return {
      part,
      start: next || at === 0 ? part.getStart(source) : parts[at - 1]!.end,
      end: next ? next.getStart(source) : part.end,
    };
  });
}
