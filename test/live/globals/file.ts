import type { ScriptBridge } from './bridge';

/** Max's File, on the files frozen into the device and on those the script wrote. Compiled inside the script's context: it mentions nothing outside itself. */
export function defineFile(bridge: ScriptBridge) {
  class File {
    isopen: number;
    position = 0;
    private text: string;
    constructor(
      public readonly filename: string,
      private readonly access = 'read',
    ) {
      const found = bridge.readFile(filename);
      this.isopen = found !== undefined || access !== 'read' ? 1 : 0;
      this.text = found ?? '';
    }
    get eof(): number {
      return this.text.length;
    }
    set eof(length: number) {
      this.text = this.text.slice(0, length);
    }
    readstring(count: number): string {
      const read = this.text.slice(this.position, this.position + count);
      this.position += read.length;
      return read;
    }
    readline(): string | null {
      if (this.position >= this.text.length) return null;
      const end = this.text.indexOf('\n', this.position);
      const line = this.text.slice(this.position, end < 0 ? undefined : end);
      this.position = end < 0 ? this.text.length : end + 1;
      return line;
    }
    writestring(text: string): void {
      this.text = this.text.slice(0, this.position) + text + this.text.slice(this.position + text.length);
      this.position += text.length;
    }
    writeline(text: string): void {
      this.writestring(`${text}\n`);
    }
    close(): void {
      if (this.isopen && this.access !== 'read') bridge.writeFile(this.filename, this.text);
      this.isopen = 0;
    }
  }
  return File;
}

export type FileClass = ReturnType<typeof defineFile>;
