// How the audio bench says how far it is. scripts/audio-bench.ts passes such a function in and shows what it
// is told; this room knows nothing of terminals.

/** Called after each piece of work; the words say which it was. The total may change on the way. */
export type OnProgress = (done: number, total: number, words: string) => void;
