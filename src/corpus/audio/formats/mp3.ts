// Decodes MP3 with minimp3 (CC0, compiled by minimp3-wasm). Called by decode.ts.

import { readFile } from 'node:fs/promises';
import { AudioError, SoundCollector, type Sound } from './sound';

/** What minimp3-wasm's module exports; its own loader fetches over HTTP, which Node does not do for files. */
interface Minimp3 {
  readonly memory: WebAssembly.Memory;
  decoder_init(): void;
  decoder_set_mp3_data_size(bytes: number): void;
  decoder_mp3_data_offset(): number;
  decoder_decode(seconds: number): void;
  decoder_current_time(): number;
  decoder_pcm_data_offset(): number;
  decode_results_sampling_rate(): number;
  decode_results_num_channels(): number;
  decode_results_num_samples(): number;
}

const PIECE_SECONDS = 10;
let compiled: Promise<WebAssembly.Module> | undefined;

/** @throws AudioError when the file is damaged or holds no frame */
export async function readMp3(bytes: Uint8Array): Promise<Sound> {
  compiled ??= readFile(require.resolve('minimp3-wasm/dist/decoder.opt.wasm')).then((code) =>
    WebAssembly.compile(new Uint8Array(code)),
  );
  const instance = await WebAssembly.instantiate(await compiled);
  const decoder = instance.exports as unknown as Minimp3;
  const collector = new SoundCollector();
  try {
    decoder.decoder_init();
    decoder.decoder_set_mp3_data_size(bytes.length);
    new Uint8Array(decoder.memory.buffer, decoder.decoder_mp3_data_offset(), bytes.length).set(bytes);
    while (decodePiece(decoder, collector));
  } catch (cause) {
    if (!(cause instanceof WebAssembly.RuntimeError)) throw cause;
    throw new AudioError('It is a damaged MP3 file.', { cause });
  }
  return collector.sound('MP3');
}

/** Decodes the next seconds; false at the end. */
function decodePiece(decoder: Minimp3, collector: SoundCollector): boolean {
  const before = decoder.decoder_current_time();
  decoder.decoder_decode(PIECE_SECONDS);
  const channels = decoder.decode_results_num_channels();
  const samples = decoder.decode_results_num_samples();
  if (channels < 1 || samples < channels) return false;
  const pcm = new Int16Array(decoder.memory.buffer, decoder.decoder_pcm_data_offset(), samples);
  collector.add(
    decoder.decode_results_sampling_rate(),
    channels,
    Math.floor(samples / channels),
    (frame, channel) => pcm[frame * channels + channel]! / 32_768,
  );
  return decoder.decoder_current_time() > before;
}
