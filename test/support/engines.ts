import { execFileSync } from 'node:child_process';
import { delimiter } from 'node:path';

/** Names the Node programs that `.ci/run` has fetched, with the system's separator between their paths. */
const VARIABLE = 'FOURFLOOR_ENGINES';

/** A version of Node other than the one that runs the tests: Max brings its own, and another with any release. */
export interface Engine {
  readonly program: string;
  /** As the program tells it, for instance `v24.21.0`. */
  readonly version: string;
}

/** Why there may be none; for the title of a test that is left out. */
export const NO_ENGINES = `left out: ${VARIABLE} names no other Node; .ci/run fetches some`;

/** The versions that a device and the commands must also run on; none unless they were fetched. */
export function otherEngines(): readonly Engine[] {
  const programs = (process.env[VARIABLE] ?? '').split(delimiter).filter((program) => program !== '');
  return programs.map((program) => ({
    program,
    version: execFileSync(program, ['--version'], { encoding: 'utf8' }).trim(),
  }));
}
