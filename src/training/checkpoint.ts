// Saves and restores a run, so that a resumed one goes on to the same bits as one that was never stopped:
// tensors.bin holds the numbers of the networks, state.json the rest. Used by train, the loop and the
// comparison. Whatever the next step depends on must be saved here.

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { assignValues, toHost, type HostWeights } from '../gan/weights';
import { Random } from '../rhythm/random';
import { BACKEND_NAMES, type BackendName } from './backends/open-backend';
import { differingSettings, trainingConfigSchema, type TrainingConfig } from './config';
import { snapshotSchema } from './snapshots';
import { parseJson } from '../files/parse-json';
import { reasonOf } from '../files/reason';
import { sha256 } from '../files/sha256';
import { completeFolder, writeFolderWhole } from '../files/whole';
import type { Origin, RunState } from './run-state';

const CHECKPOINT_SCHEMA_VERSION = 1;
const STATE_FILE = 'state.json';
const TENSORS_FILE = 'tensors.bin';

const row = z.object({ step: z.number() });
const originSchema = z.object({
  steps: z.number().int().nonnegative(),
  backend: z.string(),
  config: trainingConfigSchema,
}) satisfies z.ZodType<Origin>;

const stateSchema = z.object({
  schemaVersion: z.literal(CHECKPOINT_SCHEMA_VERSION),
  step: z.number().int().nonnegative(),
  random: z.tuple([z.number(), z.number(), z.number(), z.number()]),
  backend: z.enum(BACKEND_NAMES),
  corpus: z.string(),
  config: trainingConfigSchema,
  best: z.object({ step: z.number(), score: z.number() }).nullable(),
  origin: originSchema.nullable().default(null),
  history: z.object({
    losses: z.array(
      row.extend({
        discriminatorLoss: z.number(),
        generatorLoss: z.number(),
        penalty: z.number(),
        discriminatorGradient: z.number(),
        generatorGradient: z.number(),
      }),
    ),
    evaluations: z.array(
      row.extend({
        metrics: z.record(z.string(), z.number()),
        measuredOn: z.literal('training').optional(),
      }),
    ),
    /** Absent in checkpoints written before snapshots existed. */
    snapshots: z.array(snapshotSchema).default([]),
  }),
  /** The contents of tensors.bin in order, as little-endian 32-bit floats. */
  tensors: z.array(z.object({ name: z.string(), length: z.number().int().nonnegative() })),
  tensorsSha256: z.string(),
});

/** What a run is made from: a checkpoint is only resumed with the same. */
export interface RunIdentity {
  readonly config: TrainingConfig;
  readonly backend: BackendName;
  /** Fingerprint of the dataset. */
  readonly corpus: string;
}

function checkpointFolder(runFolder: string): string {
  return join(runFolder, 'checkpoint');
}

export function hasCheckpoint(runFolder: string): boolean {
  return completeFolder(checkpointFolder(runFolder)) !== undefined;
}

/** Writes the checkpoint whole or not at all. @throws Error in one sentence */
export async function saveCheckpoint(
  runFolder: string,
  state: RunState,
  identity: RunIdentity,
): Promise<void> {
  const groups = Object.entries(variablesOf(state)).map(async ([group, weights]) =>
    Object.entries(await toHost(weights)).map(([name, values]) => ({ name: `${group}/${name}`, values })),
  );
  const best = Object.entries(state.best?.weights ?? {}).map(([name, values]) => ({
    name: `best/${name}`,
    values,
  }));
  const tensors = [...(await Promise.all(groups)).flat(), ...best];
  const bytes = Buffer.concat(tensors.map(({ values }) => bytesOf(values)));
  const document: z.infer<typeof stateSchema> = {
    schemaVersion: CHECKPOINT_SCHEMA_VERSION,
    step: state.step,
    random: [...state.random.state],
    ...identity,
    best: state.best ? { step: state.best.step, score: state.best.score } : null,
    origin: state.origin ?? null,
    history: {
      losses: [...state.history.losses],
      evaluations: state.history.evaluations.map((entry) => ({ ...entry })),
      snapshots: state.history.snapshots.map(({ step, patterns }) => ({ step, patterns: [...patterns] })),
    },
    tensors: tensors.map(({ name, values }) => ({ name, length: values.length })),
    tensorsSha256: sha256(bytes),
  };
  await writeFolderWhole(checkpointFolder(runFolder), {
    [STATE_FILE]: JSON.stringify(document),
    [TENSORS_FILE]: bytes,
  });
}

/**
 * Restores `state` from the run's checkpoint, in place. A finished run may be exported on a different backend.
 * @returns the backend that it was trained on
 * @throws Error in one sentence when the checkpoint is damaged, or was made with other settings, data or backend
 */
export async function restoreCheckpoint(
  runFolder: string,
  state: RunState,
  identity: RunIdentity,
): Promise<BackendName> {
  const folder = completeFolder(checkpointFolder(runFolder)) ?? checkpointFolder(runFolder);
  const { document, bytes } = await readCheckpoint(folder);
  const { backend } = document.step < identity.config.steps ? identity : document;
  const other = differenceOf(document, { ...identity, backend });
  if (other)
    throw new Error(
      `The checkpoint in ${folder} was made with ${other}: use what it was made with, or choose another --out.`,
    );
  const values = valuesOf(document, bytes);
  if (!assignAll(state, values)) throw damaged(folder);
  state.step = document.step;
  state.random = Random.fromState(document.random);
  state.history = document.history;
  state.origin = document.origin ?? undefined;
  state.best = document.best ? { ...document.best, weights: groupOf(values, 'best/') } : undefined;
  return document.backend;
}

/**
 * Starts a new run from the networks of another one, with their average and Adam moments; that one may have been
 * trained with other settings and on another backend. @throws Error in one sentence when the networks do not match
 */
export async function startFrom(otherFolder: string, state: RunState): Promise<void> {
  const folder = completeFolder(checkpointFolder(otherFolder)) ?? checkpointFolder(otherFolder);
  const { document, bytes } = await readCheckpoint(folder);
  if (!assignAll(state, valuesOf(document, bytes)))
    throw new Error(
      `The run in ${otherFolder} has different network sizes, styles or optimiser settings: ` +
        'use the same preset, style map, network and beta1.',
    );
  const { step: steps, backend, config } = document;
  state.origin = { steps, backend, config };
}

function valuesOf(
  { tensors }: Pick<z.infer<typeof stateSchema>, 'tensors'>,
  bytes: Buffer,
): ReadonlyMap<string, Float32Array> {
  const values = new Map<string, Float32Array>();
  let at = 0;
  for (const { name, length } of tensors) {
    values.set(name, floatsOf(bytes, at, length));
    at += length * Float32Array.BYTES_PER_ELEMENT;
  }
  return values;
}

/** Assigns saved values to all variables of a run by name. @returns false, changing nothing, where a size differs */
function assignAll(state: RunState, values: ReadonlyMap<string, Float32Array>): boolean {
  const pairs = Object.entries(variablesOf(state)).flatMap(([group, variables]) =>
    Object.entries(variables).map(
      ([name, variable]) => ({ variable, saved: values.get(`${group}/${name}`) }) as const,
    ),
  );
  if (!pairs.every(({ variable, saved }) => saved?.length === variable.size)) return false;
  for (const { variable, saved } of pairs) assignValues(variable, saved!);
  return true;
}

async function readCheckpoint(
  folder: string,
): Promise<{ readonly document: z.infer<typeof stateSchema>; readonly bytes: Buffer }> {
  let text: string;
  let bytes: Buffer;
  try {
    text = await readFile(join(folder, STATE_FILE), 'utf8');
    bytes = await readFile(join(folder, TENSORS_FILE));
  } catch (error) {
    throw new Error(`Could not read the checkpoint ${folder}: ${reasonOf(error)}.`, { cause: error });
  }
  const parsed = stateSchema.safeParse(parseJson(text));
  if (!parsed.success || sha256(bytes) !== parsed.data.tensorsSha256) throw damaged(folder);
  return { document: parsed.data, bytes };
}

/** How two runs differ, in words; undefined where one can continue from what the other saved. */
export function differenceOf(
  saved: { readonly config: TrainingConfig; readonly backend: string; readonly corpus: string },
  identity: RunIdentity,
): string | undefined {
  const settings = differingSettings(saved.config, identity.config);
  if (settings.length > 0) return `different settings (${settings.join(', ')})`;
  if (saved.backend !== identity.backend)
    return `a different backend (${saved.backend}, not ${identity.backend})`;
  return saved.corpus === identity.corpus ? undefined : 'a different corpus or style map';
}

function variablesOf({ networks, average, moments }: RunState): Record<string, RunState['average']> {
  return {
    generator: networks.generator,
    discriminator: networks.discriminator,
    average,
    'generator-first': moments.generator.first,
    'generator-second': moments.generator.second,
    'discriminator-first': moments.discriminator.first,
    'discriminator-second': moments.discriminator.second,
  };
}

function groupOf(values: ReadonlyMap<string, Float32Array>, prefix: string): HostWeights {
  return Object.fromEntries(
    [...values]
      .filter(([name]) => name.startsWith(prefix))
      .map(([name, value]) => [name.slice(prefix.length), value]),
  );
}

function bytesOf(values: Float32Array): Buffer {
  return Buffer.from(values.buffer, values.byteOffset, values.byteLength);
}

/** A copy, because the bytes need not start at a multiple of four. */
function floatsOf(bytes: Buffer, at: number, length: number): Float32Array {
  const copy = new Uint8Array(length * Float32Array.BYTES_PER_ELEMENT);
  copy.set(bytes.subarray(at, at + copy.length));
  return new Float32Array(copy.buffer);
}

function damaged(folder: string): Error {
  return new Error(`The checkpoint in ${folder} is damaged: delete it and train again.`);
}
