// zlib compression for a model's files, by the streams that browsers and Node both have built in. Used by
// training-index-file.ts. Not node:zlib: the engine also reads these files in a browser page.

export function deflated(bytes: Uint8Array): Promise<Uint8Array> {
  return through(new CompressionStream('deflate'), bytes, Infinity);
}

/** Deflated bytes as they were. @throws Error where they are damaged or are not of the expected length */
export async function inflated(bytes: Uint8Array, length: number): Promise<Uint8Array> {
  const whole = await through(new DecompressionStream('deflate'), bytes, length);
  if (whole.length !== length) throw new Error(`There are ${whole.length} bytes, not ${length}.`);
  return whole;
}

/** What comes out of a stream for some bytes; stops in mid-stream once it is more than `most`. */
async function through(
  { readable, writable }: CompressionStream | DecompressionStream,
  bytes: Uint8Array,
  most: number,
): Promise<Uint8Array> {
  const writer = writable.getWriter();
  const [chunks] = await Promise.all([
    chunksOf(readable, most),
    writer.write(Uint8Array.from(bytes)),
    writer.close(),
  ]);
  const whole = new Uint8Array(chunks.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const chunk of chunks) {
    whole.set(chunk, at);
    at += chunk.length;
  }
  return whole;
}

async function chunksOf(readable: ReadableStream<Uint8Array>, most: number): Promise<Uint8Array[]> {
  const reader = readable.getReader();
  const chunks: Uint8Array[] = [];
  let length = 0;
  for (let next = await reader.read(); !next.done; next = await reader.read()) {
    length += next.value.length;
    if (length > most) {
      await reader.cancel();
      throw new Error(`There are more than ${most} bytes.`);
    }
    chunks.push(next.value);
  }
  return chunks;
}
