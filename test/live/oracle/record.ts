/**
 * Asks Pure Data how the objects of cases.ts behave and writes answers.json: an opinion that is not ours.
 *
 * Run by hand: `apt-get install puredata-core pd-cyclone`, then `npx ts-node test/live/oracle/record.ts`.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { ORACLE_CASES, type OracleCase } from './cases';

/** Boxes and cords of a Pd patch; a box's number is its place among them. */
interface PdPatch {
  readonly boxes: string[];
  readonly cords: string[];
}

/** One `loadbang` that sends every message of every case in turn, and a `print` behind every outlet. */
function pdPatch(cases: readonly OracleCase[]): string {
  const patch: PdPatch = { boxes: [], cords: [] };
  const add = (kind: 'obj' | 'msg', text: string): number =>
    patch.boxes.push(`#X ${kind} 10 10 ${text};`) - 1;
  const join = (from: number, outlet: number, to: number): void => {
    patch.cords.push(`#X connect ${from} ${outlet} ${to} 0;`);
  };
  const fanOut = (from: number, count: number): number => {
    const trigger = add('obj', `t ${'b '.repeat(count)}`.trim());
    join(from, 0, trigger);
    return trigger;
  };
  const start = fanOut(add('obj', 'loadbang'), cases.length + 1);
  cases.forEach(({ text, pd = text, outlets, messages }, number) => {
    const box = add('obj', pd);
    const relay = add('obj', 't b');
    join(start, cases.length - number, relay);
    const sender = fanOut(relay, messages.length);
    messages.forEach((message, at) => {
      const sent = add('msg', message);
      join(sender, messages.length - 1 - at, sent);
      join(sent, 0, box);
    });
    for (let outlet = 0; outlet < outlets; outlet++)
      join(box, outlet, add('obj', `print case${number}x${outlet}`));
  });
  const quit = add('msg', '\\; pd quit');
  join(start, 0, quit);
  return ['#N canvas 0 0 400 400 10;', ...patch.boxes, ...patch.cords].join('\n') + '\n';
}

function answersOf(output: string): string[][] {
  const answers: string[][] = ORACLE_CASES.map(() => []);
  for (const [, number, outlet, message = ''] of output.matchAll(/^case(\d+)x(\d+): (.*)$/gm)) {
    answers[Number(number)]!.push(`${outlet}: ${message.replace(/^symbol /, '').trim()}`);
  }
  return answers;
}

const folder = mkdtempSync(path.join(tmpdir(), 'pd-'));
const file = path.join(folder, 'oracle.pd');
writeFileSync(file, pdPatch(ORACLE_CASES));
const args = ['-nogui', '-noaudio', '-nomidi', '-stderr', '-open', file];
const { stderr } = spawnSync('pd', args, { encoding: 'utf8', timeout: 20_000 });
rmSync(folder, { recursive: true });
const answers = answersOf(stderr);
const records = ORACLE_CASES.map(({ text, messages }, number) => ({
  text,
  messages,
  answers: answers[number],
}));
writeFileSync(path.join(__dirname, 'answers.json'), `${JSON.stringify(records, null, 2)}\n`);
process.stdout.write(stderr.replace(/^case.*\n/gm, ''));
