// Types of what the build (src/amxd/bundles) puts into the Node program: the model's files and the
// WebAssembly as bytes, and the mark of the build. Imported by main.ts and the bench's programs.

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

/** Empty when the model has no index of its training rhythms. */
declare module 'fourfloor-model/originality.bin' {
  const bytes: Uint8Array;
  export default bytes;
}

/** Empty when the model has no density-ratio network. */
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
