import path from 'node:path';
import ts from 'typescript';
import { textOf } from '../../architecture/sources';
import type { Measured } from './clean-run';
import { placeAt, placesOf } from './functions';
import { plantableSources } from './test-files';

/** It reads the text of the scripts and runs none of it. */
const READS_SCRIPTS = 'test/architecture/max-scripts.test.ts';

interface Change {
  readonly file: string;
  readonly at: number;
}

/** The test files that reach every change's place, the nearest first and of those the quickest. */
export function testsFor(changes: readonly Change[], measured: readonly Measured[]): Measured[] {
  const ids = new Set(changes.flatMap(idsReaching));
  const files = changes.map(({ file }) => file);
  return measured
    .filter(
      ({ file, reached }) =>
        [...ids].some((id) => reached.has(id)) ||
        (file === READS_SCRIPTS && files.some((each) => each.startsWith('src/device/'))),
    )
    .sort((a, b) => distance(a.file, files) - distance(b.file, files) || a.seconds - b.seconds);
}

/** How far a test file is from the sources: the rest of the way when both are followed from their rooms. */
function distance(test: string, files: readonly string[]): number {
  return Math.min(
    ...files.map((file) => {
      const [source, tests] = [file, test].map((each) =>
        each
          .replace(/(\.test)?\.ts$/, '')
          .split('/')
          .slice(1),
      );
      const shared = source!.findIndex((part, at) => part !== tests![at]);
      return shared < 0 ? 0 : source!.length - shared;
    }),
  );
}

/** The function that a change is in; for a table or constant of the file, the functions that use it. */
function idsReaching({ file, at }: Change): string[] {
  const text = textOf(file);
  const place = placeAt(placesOf(file, text), at);
  if (!place.id.endsWith('#0')) return [place.id];
  const name = topLevelNameAt(file, text, at);
  const users = name === undefined ? [] : usersOf(name);
  return users.length > 0 ? users : [place.id];
}

function topLevelNameAt(file: string, text: string, at: number): string | undefined {
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
  const statement = source.statements.find((each) => each.getStart(source) <= at && at < each.end);
  return statement && nameOf(statement);
}

/** The name of a table or class of a file; functions have places of their own. */
function nameOf(statement: ts.Statement): string | undefined {
  if (ts.isVariableStatement(statement)) {
    const [first] = statement.declarationList.declarations;
    return first && ts.isIdentifier(first.name) ? first.name.text : undefined;
  }
  return ts.isClassDeclaration(statement) ? statement.name?.text : undefined;
}

/** The functions that mention a name, or the name of another table that does; a name that many share gives too many. */
function usersOf(name: string): string[] {
  const names = new Set([name]);
  const users = new Set<string>();
  for (const each of names)
    for (const { id, owner } of mentions().get(each) ?? []) {
      if (!id.endsWith('#0')) users.add(id);
      else if (owner !== undefined) names.add(owner);
      // Something that is done when the file is loaded.
      else users.add(id);
    }
  return [...users];
}

interface Mention {
  /** The function, or the file itself. */
  readonly id: string;
  /** Outside every function: the table that it is part of. */
  readonly owner?: string;
}

let known: ReadonlyMap<string, readonly Mention[]> | undefined;

function mentions(): ReadonlyMap<string, readonly Mention[]> {
  if (known) return known;
  const found = new Map<string, Mention[]>();
  for (const file of plantableSources()) {
    const text = textOf(file);
    const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
    const places = placesOf(file, text);
    const visit = (node: ts.Node, owner: string | undefined): void => {
      if (ts.isImportDeclaration(node) || ts.isTypeNode(node)) return;
      if (ts.isIdentifier(node) && !isOwnName(node)) {
        const { id } = placeAt(places, node.getStart(source));
        const mention = { id, ...(owner === undefined ? {} : { owner }) };
        const others = found.get(node.text);
        if (others) others.push(mention);
        else found.set(node.text, [mention]);
      }
      ts.forEachChild(node, (child) => {
        visit(child, owner);
      });
    };
    for (const statement of source.statements) visit(statement, nameOf(statement));
  }
  return (known = found);
}

/** The name of a declaration or of a property, which is no use of what else is called so. */
function isOwnName(node: ts.Identifier): boolean {
  const { parent } = node;
  if (ts.isPropertyAccessExpression(parent)) return parent.name === node;
  if (ts.isPropertyAssignment(parent)) return parent.name === node;
  return ts.isVariableDeclaration(parent) && parent.name === node;
}

/** The title that a change's place is shown by. */
export function placeOf({ file, at }: Change): string {
  const line = textOf(file).slice(0, at).split('\n').length;
  return `${path.posix.join(file)}:${line}`;
}
