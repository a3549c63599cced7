import { resolve } from 'node:path';
import { Command } from 'commander';
import { pullAnalysis } from '../src/spotify/pull/analysis';
import { pullArtists } from '../src/spotify/pull/artists';
import { spotifyClient } from '../src/spotify/api/client';
import { addressesFrom, credentialsFrom } from '../src/spotify/api/credentials';
import { POLICY_NOTICE } from '../src/spotify/pull/policy';
import { spanWords, USUAL_RETRIES } from '../src/spotify/api/retry';
import type { StepCounts, StepOptions } from '../src/spotify/pull/pull-step';
import { TRACK_ROUTES, type TrackRoute } from '../src/spotify/pull/track-routes';
import { pullTracks } from '../src/spotify/pull/tracks';
import { oneOf, oneWordOrMore, wholeNumber } from './support/arguments';
import { EXIT, runCommand, UsageError } from './support/cli';
import { watchInterrupts } from './support/interrupts';
import { createProgress, type Progress } from './support/progress';

interface CommonOptions {
  readonly out: string;
  readonly patience: number;
  readonly retrySkipped?: boolean;
  readonly json?: boolean;
}

const program = new Command('spotify')
  .description(
    'Pulls artists of a genre, their tracks and the tracks’ audio analysis from Spotify, in three steps, each of which continues where it was stopped.',
  )
  .addHelpText(
    'after',
    `\nSPOTIFY_CLIENT_ID and SPOTIFY_CLIENT_SECRET are read from the environment only.\n\n${POLICY_NOTICE}`,
  );

step('artists', 'step 1: the artists of one or more genres')
  .requiredOption('--genre <name...>', 'genres as Spotify names them: house, techno, "deep house"', words)
  .option('--count <n>', 'artists per genre', wholeNumber(1, 1000), 300)
  .action((options: CommonOptions & { genre: readonly string[]; count: number }) =>
    run('artists', options, (given) => pullArtists(options.genre, options.count, given)),
  );

step('tracks', 'step 2: the tracks of those artists')
  .option('--per-artist <n>', 'tracks per artist', wholeNumber(1, 1000), 50)
  .option(
    '--route <way>',
    `${TRACK_ROUTES.join(', ')}; the last is closed to apps in development mode and falls back to the first`,
    oneOf(TRACK_ROUTES),
    'search' satisfies TrackRoute,
  )
  .action((options: CommonOptions & { perArtist: number; route: TrackRoute }) =>
    run('tracks', options, (given) =>
      pullTracks({ tracksPerArtist: options.perArtist, route: options.route }, given),
    ),
  );

step('analysis', 'step 3: the analysis documents of those tracks')
  .option('--count <n>', 'at most this many tracks, from the first on', wholeNumber(1))
  .option(
    '--i-have-the-right-to-use-this',
    'confirms that Spotify has given you the right to use its analysis this way',
  )
  .action(async (options: CommonOptions & { count?: number; iHaveTheRightToUseThis?: boolean }) => {
    if (!options.json) process.stderr.write(`${POLICY_NOTICE}\n`);
    if (!options.iHaveTheRightToUseThis) {
      throw new UsageError('Nothing was requested: this step needs --i-have-the-right-to-use-this.');
    }
    await run('analysis', options, (given) => pullAnalysis(options.count ?? Infinity, given));
  });

function step(name: string, description: string): Command {
  return program
    .command(name)
    .description(description)
    .requiredOption('--out <dir>', 'pull folder, the same for all three steps')
    .option('--retry-skipped', 'ask again for what was skipped before')
    .option(
      '--patience <seconds>',
      'longest pause to sit out when Spotify asks for one',
      wholeNumber(0, 86_400),
      USUAL_RETRIES.patienceSeconds,
    )
    .option('--json', 'print the counts as one JSON document and nothing else');
}

/** `--genre house techno` and `--genre house --genre techno` are the same. */
function words(text: string, before: readonly string[] | undefined): readonly string[] {
  return [...(before ?? []), oneWordOrMore(text)];
}

async function run(
  name: 'artists' | 'tracks' | 'analysis',
  { out, patience, retrySkipped = false, json = false }: CommonOptions,
  work: (options: StepOptions) => Promise<StepCounts>,
): Promise<void> {
  const folder = resolve(out);
  const addresses = addressesFrom(process.env);
  const credentials = credentialsFrom(process.env);
  const unit = name === 'analysis' ? 'tracks' : 'artists';
  const progress = createProgress(name, { total: 0, unit, silent: json });
  const interruption = watchInterrupts('Stopping and keeping everything fetched so far');
  let last = { done: 0, total: 0 };
  const client = spotifyClient({
    addresses,
    credentials,
    retries: { ...USUAL_RETRIES, patienceSeconds: patience },
    signal: interruption.signal,
    onWait: (reason, seconds) => {
      if (!json) sayWait(progress, last.done, `${reason} Waiting ${spanWords(seconds)}.`);
    },
  });
  try {
    const counts = await work({
      client,
      folder,
      retrySkipped,
      onProgress: (done, total, text) => {
        last = { done, total };
        progress.setTotal(total);
        progress.update(done, text);
        interruption.signal.throwIfAborted();
      },
    });
    progress.stop();
    process.stdout.write(
      json
        ? `${JSON.stringify({ step: name, folder, ...counts }, null, 2)}\n`
        : summary(name, folder, counts),
    );
  } catch (error) {
    if (!interruption.signal.aborted) throw error;
    process.stderr.write('Stopped; run the same command again to continue.\n');
    process.exitCode = EXIT.interrupted;
  } finally {
    progress.stop();
    interruption.stop();
  }
}

/** A pause is said at once, also where progress is a line now and then. */
function sayWait(progress: Progress, done: number, text: string): void {
  if (process.stderr.isTTY) progress.update(done, text);
  else process.stderr.write(`${text}\n`);
}

function summary(name: string, folder: string, { total, fetched, duplicates, skipped }: StepCounts): string {
  const what = name === 'analysis' ? 'analysis documents' : name;
  const asked = name === 'analysis' ? 'fetched' : 'pages fetched';
  return `${total} ${what} in ${folder}; ${fetched} ${asked} now, ${duplicates} duplicates removed, ${skipped} skipped.\n`;
}

void runCommand(program);
