import ts from 'typescript';
import { deletionsIn } from '../../mutation/deletions';
import type { Kind, Mutant } from './mutant';

/** A stretch of the text and what goes in its place. */
interface Change {
  readonly kind: Kind;
  readonly start: number;
  readonly end: number;
  readonly put: string;
  readonly mutation: string;
}

const MOST_LETTERS = 90;

/** Makers of a box or a cord of the patch: leaving out what they make is leaving out a piece of the patch. */
const PATCH_MAKERS = /^(cord|object|message|face|script|controlBox)$/;

/**
 * Every mutant of a source, in the order of its text.
 *
 * StrykerJS is not used: it switches its mutants on inside the process that runs the tests, while most of the device
 * runs in scripts that esbuild bundles for contexts and processes of their own; it draws no sample by a seed, and it
 * knows no patch cords.
 */
export function mutantsOf(file: string, text: string): Mutant[] {
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
  const changes: Change[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node) || ts.isTypeNode(node)) return;
    if (ts.isInterfaceDeclaration(node) || ts.isTypeAliasDeclaration(node)) return;
    changes.push(
      ...negated(node, source),
      ...dropped(node, source),
      ...leftOut(node, source),
      ...swapped(node, source),
      ...changed(node, source),
    );
    ts.forEachChild(node, visit);
  };
  visit(source);
  const lines = text.split('\n');
  return changes
    .sort((a, b) => a.start - b.start || a.end - b.end)
    .map(({ kind, start, end, put, mutation }) => {
      const { line } = source.getLineAndCharacterOfPosition(start);
      return {
        kind,
        file,
        line: line + 1,
        at: start,
        mutation,
        context: `${namesAbove(source, start)}: ${lines[line]!.trim()}`,
        text: text.slice(0, start) + put + text.slice(end),
      };
    });
}

/** A condition becomes its opposite. */
function negated(node: ts.Node, source: ts.SourceFile): Change[] {
  const condition =
    ts.isIfStatement(node) || ts.isWhileStatement(node)
      ? node.expression
      : ts.isConditionalExpression(node) || ts.isForStatement(node)
        ? node.condition
        : undefined;
  if (!condition) return [];
  const [start, end] = [condition.getStart(source), condition.end];
  const before = condition.getText(source);
  return [{ kind: 'condition', start, end, put: `!(${before})`, mutation: `negated: ${short(before)}` }];
}

/** A statement goes; declarations stay, since nothing would compile without them. */
function dropped(node: ts.Node, source: ts.SourceFile): Change[] {
  const isDroppable =
    ts.isExpressionStatement(node) ||
    ts.isIfStatement(node) ||
    ts.isForOfStatement(node) ||
    ts.isForStatement(node) ||
    ts.isWhileStatement(node) ||
    ts.isReturnStatement(node) ||
    ts.isThrowStatement(node) ||
    ts.isContinueStatement(node) ||
    ts.isBreakStatement(node);
  if (!isDroppable) return [];
  const [start, end] = [node.getStart(source), node.end];
  return [{ kind: 'statement', start, end, put: ';', mutation: `dropped: ${short(node.getText(source))}` }];
}

/** An attribute of an object goes, or a cord, box or spread from a list. */
function leftOut(node: ts.Node, source: ts.SourceFile): Change[] {
  return deletionsIn(node, source).flatMap(({ part, start, end }) => {
    const text = part.getText(source);
    const call = ts.isCallExpression(part) ? part.expression.getText(source) : undefined;
    const isOfPatch = ts.isSpreadElement(part) || (call !== undefined && PATCH_MAKERS.test(call));
    if (ts.isArrayLiteralExpression(node) && !isOfPatch) return [];
    const kind = ts.isArrayLiteralExpression(node) ? 'cord' : 'attribute';
    return [{ kind, start, end, put: '', mutation: `left out: ${short(text)}` }] as const;
  });
}

/** Two arguments that stand side by side change places. */
function swapped(node: ts.Node, source: ts.SourceFile): Change[] {
  if (!(ts.isCallExpression(node) || ts.isNewExpression(node))) return [];
  const all = node.arguments ?? [];
  return all.slice(1).flatMap((right, index) => {
    const left = all[index]!;
    const [a, b] = [left.getText(source), right.getText(source)];
    if (a === b || ts.isSpreadElement(left) || ts.isSpreadElement(right)) return [];
    const between = source.text.slice(left.end, right.getStart(source));
    return [
      {
        kind: 'arguments' as const,
        start: left.getStart(source),
        end: right.end,
        put: `${b}${between}${a}`,
        mutation: `swapped: ${short(`${a} and ${b}`)}`,
      },
    ];
  });
}

/** A number, a truth value or a word that is not for people becomes another. */
function changed(node: ts.Node, source: ts.SourceFile): Change[] {
  const put = otherValue(node);
  if (put === undefined) return [];
  const [start, end] = [node.getStart(source), node.end];
  return [{ kind: 'constant', start, end, put, mutation: `changed: ${node.getText(source)} to ${put}` }];
}

function otherValue(node: ts.Node): string | undefined {
  if (node.kind === ts.SyntaxKind.TrueKeyword) return 'false';
  if (node.kind === ts.SyntaxKind.FalseKeyword) return 'true';
  if (ts.isNumericLiteral(node)) return numberBeside(node.text);
  if (!ts.isStringLiteral(node) || !isWordOfTheProgram(node.text)) return undefined;
  const isName = ts.isPropertyAssignment(node.parent) && node.parent.name === node;
  return isName ? undefined : `'${node.text}x'`;
}

/** Another number of the same size: 1 more, or for a fraction a fifth more. */
function numberBeside(text: string): string {
  const value = Number(text);
  if (!Number.isInteger(value)) return String(Number((value * 1.2).toPrecision(6)));
  return value === 1 ? '0' : String(value + 1);
}

/** A selector, a key or the name of an attribute: small letters without space. Sentences and labels are for people. */
function isWordOfTheProgram(text: string): boolean {
  return /^[a-z@~-][\w@~.-]*$/.test(text);
}

function short(text: string): string {
  const line = text.replace(/\s+/g, ' ');
  return line.length > MOST_LETTERS ? `${line.slice(0, MOST_LETTERS - 1)}…` : line;
}

/** The declarations around a position, the outermost first. */
function namesAbove(source: ts.SourceFile, position: number): string {
  const names: string[] = [];
  const visit = (node: ts.Node): void => {
    if (position < node.getStart(source) || position >= node.end) return;
    const own = (node as Partial<ts.NamedDeclaration>).name;
    if (own && !ts.isPropertyAccessExpression(node)) names.push(own.getText(source));
    else if (ts.isConstructorDeclaration(node)) names.push('constructor');
    ts.forEachChild(node, visit);
  };
  visit(source);
  return names.join(' › ') || 'top';
}
