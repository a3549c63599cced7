import { readFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';
import { ROOT } from '../architecture/sources';

/** The project's type check, in this process, for sources as they would be with a change. */
export class TypeCheck {
  private readonly files: readonly string[];
  private readonly service: ts.LanguageService;
  private readonly importers = new Map<string, string[]>();
  /** What the files export as they stand, by its types. */
  private readonly exported = new Map<string, string>();
  private changed: { readonly file: string; readonly text: string } | undefined;
  private version = 0;

  constructor() {
    const config = ts.readConfigFile(path.join(ROOT, 'tsconfig.json'), (file) => readFileSync(file, 'utf8'));
    const { fileNames, options } = ts.parseJsonConfigFileContent(config.config, ts.sys, ROOT);
    this.files = fileNames;
    this.service = ts.createLanguageService({
      getScriptFileNames: () => fileNames,
      getScriptVersion: (file) => (file === this.changed?.file ? String(this.version) : '0'),
      getScriptSnapshot: (file) => {
        const text = file === this.changed?.file ? this.changed.text : ts.sys.readFile(file);
        return text === undefined ? undefined : ts.ScriptSnapshot.fromString(text);
      },
      getCurrentDirectory: () => ROOT,
      getCompilationSettings: () => options,
      getDefaultLibFileName: ts.getDefaultLibFilePath,
      fileExists: (name) => ts.sys.fileExists(name),
      readFile: (name) => ts.sys.readFile(name),
      readDirectory: (...words) => ts.sys.readDirectory(...words),
      directoryExists: (name) => ts.sys.directoryExists(name),
      getDirectories: (name) => ts.sys.getDirectories(name),
    });
    for (const file of fileNames)
      for (const { fileName } of ts.preProcessFile(ts.sys.readFile(file) ?? '', true, true).importedFiles) {
        const to = ts.resolveModuleName(fileName, file, options, ts.sys).resolvedModule?.resolvedFileName;
        if (to !== undefined) this.importers.set(to, [...(this.importers.get(to) ?? []), file]);
      }
  }

  /** The first error with this text in place of a file's own; undefined where the whole project passes. */
  errorWith(file: string, text: string): string | undefined {
    // The file itself and whatever imports it first: there nearly every error is.
    return this.errorIn(new Set([...this.importersOf(file), ...this.files]), file, text);
  }

  /**
   * The same, looked for where it can be alone: in the file itself and, when what it exports has another type with this
   * text, in whatever imports it. Much quicker for a change inside a function.
   */
  errorNear(file: string, text: string): string | undefined {
    const place = path.join(ROOT, file);
    let exported = this.exported.get(file);
    if (exported === undefined) {
      this.changed = undefined;
      this.exported.set(file, (exported = this.declarationsOf(place)));
    }
    const own = this.errorIn(new Set([place]), file, text);
    if (own !== undefined || this.declarationsOf(place) === exported) return own;
    return this.errorIn(this.importersOf(file), file, text);
  }

  private declarationsOf(place: string): string {
    return this.service
      .getEmitOutput(place, true, true)
      .outputFiles.map(({ text }) => text)
      .join();
  }

  private errorIn(files: ReadonlySet<string>, file: string, text: string): string | undefined {
    this.change(path.join(ROOT, file), text);
    for (const each of files) {
      const [error] = [
        ...this.service.getSyntacticDiagnostics(each),
        ...this.service.getSemanticDiagnostics(each),
      ];
      if (error) {
        const words = ts.flattenDiagnosticMessageText(error.messageText, ' ').replace(/\s+/g, ' ');
        return `${path.relative(ROOT, each)}: ${words.slice(0, 90)}`;
      }
    }
    return undefined;
  }

  private change(file: string, text: string): void {
    this.version += 1;
    this.changed = { file, text };
  }

  /** A file, and whatever imports it directly or by way of others, the nearest first. */
  private importersOf(file: string): Set<string> {
    const near = new Set([path.join(ROOT, file)]);
    for (const each of near) for (const importer of this.importers.get(each) ?? []) near.add(importer);
    return near;
  }
}
