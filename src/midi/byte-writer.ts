// Puts together the bytes of a MIDI file, big-endian as the format wants them.
// Used by normalise.ts and write.ts.

export class ByteWriter {
  private readonly bytes: number[] = [];

  get length(): number {
    return this.bytes.length;
  }

  raw(...bytes: readonly number[]): this {
    for (const byte of bytes) this.bytes.push(byte);
    return this;
  }

  all(bytes: Iterable<number>): this {
    for (const byte of bytes) this.bytes.push(byte);
    return this;
  }

  uint16(value: number): this {
    return this.raw((value >>> 8) & 0xff, value & 0xff);
  }

  uint24(value: number): this {
    return this.raw((value >>> 16) & 0xff).uint16(value & 0xffff);
  }

  uint32(value: number): this {
    return this.uint16(value >>> 16).uint16(value & 0xffff);
  }

  /** A variable-length quantity: seven bits a byte, the highest first. */
  variableLength(value: number): this {
    const groups = [value & 0x7f];
    for (let rest = value >>> 7; rest > 0; rest >>>= 7) groups.push((rest & 0x7f) | 0x80);
    return this.all(groups.reverse());
  }

  /** A chunk: four letters, the length, the content. */
  chunk(id: string, content: ByteWriter): this {
    return this.raw(...[...id].map((letter) => letter.charCodeAt(0)))
      .uint32(content.length)
      .all(content.bytes);
  }

  toUint8Array(): Uint8Array {
    return Uint8Array.from(this.bytes);
  }
}
