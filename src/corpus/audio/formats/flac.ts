// Decodes FLAC with libFLAC (BSD, compiled by libflacjs). Called by decode.ts.

import loadFlac from 'libflacjs';
import { AudioError, SoundCollector, checkLength, type Sound } from './sound';

type Flac = ReturnType<typeof loadFlac>;

const INITIALISED = 0;
let library: Promise<Flac> | undefined;

/** @throws AudioError when the file is not FLAC or is damaged */
export async function readFlac(bytes: Uint8Array): Promise<Sound> {
  library ??= loadLibrary();
  const flac = await library;
  const decoder = flac.create_libflac_decoder(true);
  const collector = new SoundCollector();
  let at = 0;
  // What a callback throws would cross libFLAC's own code: it is kept and thrown after.
  let failure: unknown;
  const guarded = (work: () => void): void => {
    try {
      if (failure === undefined) work();
    } catch (error) {
      failure = error;
    }
  };
  try {
    const status = flac.init_decoder_stream(
      decoder,
      (wanted) => {
        const piece = failure === undefined ? bytes.slice(at, at + wanted) : new Uint8Array();
        at += piece.length;
        return { buffer: piece, readDataLength: piece.length, error: false };
      },
      (planes, { sampleRate, channels, bitsPerSample }) => {
        guarded(() => {
          addPlanes(collector, planes, { sampleRate, channels, bitsPerSample });
        });
      },
      () => {
        failure ??= new AudioError('It is a damaged FLAC file.');
      },
      (info) => {
        guarded(() => {
          if (info) checkLength(info.total_samples / info.sampleRate);
        });
      },
    );
    if (Number(status) !== INITIALISED) throw new AudioError('It is no FLAC file.');
    while (failure === undefined && !isOver(flac, decoder)) {
      if (!flac.FLAC__stream_decoder_process_single(decoder)) break;
    }
    if (failure !== undefined) throw failure as Error;
    return collector.sound('FLAC');
  } finally {
    flac.FLAC__stream_decoder_delete(decoder);
  }
}

/** From 4 on, end of stream, libFLAC's decoder states say that there is no more to come. */
const END_OF_STREAM = 4;

function isOver(flac: Flac, decoder: number): boolean {
  return Number(flac.FLAC__stream_decoder_get_state(decoder)) >= END_OF_STREAM;
}

function addPlanes(
  collector: SoundCollector,
  planes: readonly Uint8Array[],
  format: { readonly sampleRate: number; readonly channels: number; readonly bitsPerSample: number },
): void {
  const bytesPerSample = Math.ceil(format.bitsPerSample / 8);
  const views = planes.map((plane) => Buffer.from(plane.buffer, plane.byteOffset, plane.byteLength));
  const scale = 2 ** (format.bitsPerSample - 1);
  collector.add(
    format.sampleRate,
    format.channels,
    Math.floor((views[0]?.length ?? 0) / bytesPerSample),
    (frame, channel) => views[channel]!.readIntLE(frame * bytesPerSample, bytesPerSample) / scale,
  );
}

function loadLibrary(): Promise<Flac> {
  const flac = loadFlac('release');
  if (flac.isReady()) return Promise.resolve(flac);
  return new Promise((resolve) => {
    flac.on('ready', () => {
      resolve(flac);
    });
  });
}
