// Encodes the fields of a protocol buffer message: as much of the format as onnx-model.ts needs to write one.
// It knows nothing of ONNX.

/** A field of a protocol buffer message, encoded. */
export type Field = Uint8Array;

/** A whole number that is not negative. */
export function varint(field: number, value: number): Field {
  return Buffer.concat([tag(field, 0), variable(value)]);
}

/** A 32-bit float. */
export function float(field: number, value: number): Field {
  const bytes = Buffer.alloc(4);
  bytes.writeFloatLE(value);
  return Buffer.concat([tag(field, 5), bytes]);
}

/** Text, bytes, or a message inside a message: its fields one after another. */
export function nested(field: number, content: string | Uint8Array | readonly Field[]): Field {
  const bytes =
    typeof content === 'string' || content instanceof Uint8Array
      ? Buffer.from(content as string)
      : Buffer.concat(content);
  return Buffer.concat([tag(field, 2), variable(bytes.length), bytes]);
}

function tag(field: number, wireType: number): Buffer {
  return variable(field * 8 + wireType);
}

function variable(value: number): Buffer {
  const bytes: number[] = [];
  let rest = value;
  while (rest > 127) {
    bytes.push((rest % 128) + 128);
    rest = Math.floor(rest / 128);
  }
  return Buffer.from([...bytes, rest]);
}
