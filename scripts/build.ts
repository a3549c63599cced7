import path from 'node:path';
import { Command } from 'commander';
import { DEVICE_NAME, buildDevice, type BuiltDevice } from '../src/amxd/device';
import { freeze } from '../src/amxd/container/freeze';
import { lintDevice } from '../src/amxd/lint/lint-device';
import { exampleContents, PICTURES } from '../src/amxd/preview/example';
import { drawDevice } from '../src/amxd/preview/picture';
import { makeFolder, writeFileWhole } from '../src/files/whole';
import { runCommand } from './support/cli';
import { exampleRhythm } from './support/example-rhythm';

interface BuildOptions {
  readonly model: string;
  readonly out: string;
  readonly json?: boolean;
}

const program = new Command('build')
  .description(
    `Builds the Max for Live device: ${DEVICE_NAME}.amxd, ready to drop on a track, and a picture of each page.`,
  )
  .option('--model <dir>', 'folder of the model to embed', path.join('models', 'house'))
  .option('--out <dir>', 'folder to write into', 'device')
  .option('--json', 'print sizes as one JSON document')
  .action(build);

async function build({ model, out, json }: BuildOptions): Promise<void> {
  const built = await buildDevice(model);
  const problems = lintDevice(built.device, built.patcher);
  if (problems.length > 0) throw new Error(`The device has faults: ${problems.join(' ')}`);
  const bytes = freeze(built.device);
  const contents = exampleContents(await exampleRhythm(model));
  const { grid, pad } = built.programs;
  await makeFolder(out);
  const files = [await write(path.join(out, `${DEVICE_NAME}.amxd`), bytes)];
  for (const { page, file } of PICTURES) {
    const scripts = { gridScript: grid.text, padScript: pad.text };
    const picture = drawDevice(built.patcher, { ...contents, ...scripts, page });
    files.push(await write(path.join(out, file), Buffer.from(picture)));
  }
  const sizes = [...parts(built), ...files];
  if (json) process.stdout.write(`${JSON.stringify({ model, styles: built.styles, sizes })}\n`);
  else process.stdout.write(table(sizes));
}

interface Size {
  readonly name: string;
  readonly bytes: number;
}

function parts({ device }: BuiltDevice): Size[] {
  return device.files.map(({ name, flag, bytes }, index) => ({
    name: index === 0 ? '  patcher' : `  ${name}${flag === 0 ? '' : ' (on disk)'}`,
    bytes: bytes.length,
  }));
}

async function write(file: string, bytes: Uint8Array): Promise<Size> {
  await writeFileWhole(file, bytes);
  return { name: file, bytes: bytes.length };
}

function table(sizes: readonly Size[]): string {
  const width = Math.max(...sizes.map(({ name }) => name.length));
  const lines = sizes.map(({ name, bytes }) => `${name.padEnd(width)}  ${kilobytes(bytes)}`);
  return `${lines.join('\n')}\n`;
}

function kilobytes(bytes: number): string {
  return `${(bytes / 1000).toFixed(1).padStart(8)} kB`;
}

void runCommand(program);
