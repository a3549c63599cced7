/** The files that the build freezes into the Node program, as bytes: the engine checks their hashes. */
declare module 'fourfloor-model/model.json' {
  const bytes: Uint8Array;
  export default bytes;
}

declare module 'fourfloor-model/weights.bin' {
  const bytes: Uint8Array;
  export default bytes;
}

declare module 'fourfloor-model/card.json' {
  const bytes: Uint8Array;
  export default bytes;
}

/** Empty where the model carries no index. */
declare module 'fourfloor-model/originality.bin' {
  const bytes: Uint8Array;
  export default bytes;
}

/** Empty where the model carries no such network. */
declare module 'fourfloor-model/density-ratio.bin' {
  const bytes: Uint8Array;
  export default bytes;
}

declare module 'fourfloor-model/tfjs-wasm-simd.wasm' {
  const bytes: Uint8Array;
  export default bytes;
}

/** Set by the build: a short hash of what went into the bundle. */
declare const FOURFLOOR_BUILD: string;
