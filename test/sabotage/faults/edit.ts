import ts from 'typescript';

/**
 * A change of a source, found by its words: line breaks, comments and closing commas between them do not matter, so
 * that it outlives every harmless change of the file.
 */
export interface Edit {
  /** From the root of the repository. */
  readonly file: string;
  /** The name of the declaration that it is inside; needed where the words stand in the file more than once. */
  readonly within?: string;
  readonly find: string;
  readonly put: string;
}

/** A source with a change, and where the change begins in the original. */
export interface Edited {
  readonly file: string;
  readonly text: string;
  readonly at: number;
}

interface Token {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** Makes a change. @throws Error that asks for an update when its words are not there exactly once */
export function edited(text: string, { file, within, find, put }: Edit): Edited {
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
  const tokens = tokensOf(text);
  const wanted = tokensOf(find).map((token) => token.text);
  const stretches = within === undefined ? [{ pos: 0, end: text.length }] : declarationsOf(source, within);
  const places = tokens.flatMap((first, at) => {
    const last = tokens[at + wanted.length - 1];
    const isThere = last !== undefined && wanted.every((word, index) => tokens[at + index]!.text === word);
    const isInside = stretches.some(({ pos, end }) => first.start >= pos && (last?.end ?? Infinity) <= end);
    return isThere && isInside ? [{ start: first.start, end: last.end }] : [];
  });
  const [place] = places;
  if (!place || places.length > 1) {
    const where = within === undefined ? file : `${within} in ${file}`;
    const count = places.length === 0 ? 'nowhere' : `${places.length} times`;
    throw new Error(`The fault no longer applies: update it. “${find}” stands ${count} in ${where}.`);
  }
  return { file, text: text.slice(0, place.start) + put + text.slice(place.end), at: place.start };
}

/** The declarations of a name: functions, methods, classes, variables and properties. */
function declarationsOf(source: ts.SourceFile, name: string): ts.Node[] {
  const found: ts.Node[] = [];
  const visit = (node: ts.Node): void => {
    const own = (node as Partial<ts.NamedDeclaration>).name;
    if (own?.getText(source) === name && !ts.isPropertyAccessExpression(node)) found.push(node);
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

/** The words of a text without space, comments and commas before a closing bracket. */
function tokensOf(text: string): Token[] {
  const scanner = ts.createScanner(ts.ScriptTarget.Latest, true, ts.LanguageVariant.Standard, text);
  const tokens: Token[] = [];
  /** For each open brace whether a template goes on behind it. */
  const braces: boolean[] = [];
  for (let kind = scanner.scan(); kind !== ts.SyntaxKind.EndOfFileToken; kind = scanner.scan()) {
    if (kind === ts.SyntaxKind.SlashToken && !endsAValue(tokens.at(-1)?.text)) scanner.reScanSlashToken();
    if (kind === ts.SyntaxKind.TemplateHead) braces.push(true);
    if (kind === ts.SyntaxKind.OpenBraceToken) braces.push(false);
    if (kind === ts.SyntaxKind.CloseBraceToken && braces.pop() === true) {
      const rest = scanner.reScanTemplateToken(false);
      if (rest === ts.SyntaxKind.TemplateMiddle) braces.push(true);
    }
    const token = {
      text: scanner.getTokenText(),
      start: scanner.getTokenStart(),
      end: scanner.getTokenEnd(),
    };
    if (/^[)\]}]$/.test(token.text) && tokens.at(-1)?.text === ',') tokens.pop();
    tokens.push(token);
  }
  return tokens;
}

/** Whether a slash behind this word divides; anywhere else it opens a regular expression. */
function endsAValue(word = ''): boolean {
  return /^[\w$)\]'"`]/.test(word) && !/^(return|case|typeof|in|of)$/.test(word);
}
