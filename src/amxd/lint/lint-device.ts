// Checks a built device, as far as that can be done without Max and Live; `npm run build` refuses one with
// faults, and the bench takes the size limit. The other files of lint/ each check one side of the patcher.
// Every check returns sentences, none where all is well; it reads the finished patcher and changes nothing.

import { FILE_FLAG, amxdType, type FrozenDevice } from '../container/format';
import { DEVICE_HEIGHT, type Box, type Patcher } from '../patcher/patcher';
import { lintBoxes, lintPresentation, repeated } from './boxes';
import { lintCords } from './cords';
import { lintPages } from './pages';
import { lintParameters } from './parameters';
import { lintSaved } from './saved';
import { lintTexts } from './texts';

/** In bytes: a device is copied into every Live Set that collects its files. */
export const DEVICE_SIZE_LIMIT = 8e6;

/** Everything about a patcher that can be checked without the files frozen beside it. */
export function lintPatcher(patcher: Patcher): string[] {
  return [
    ...lintFrame(patcher),
    ...lintBoxes(patcher),
    ...lintPresentation(patcher),
    ...lintPages(patcher),
    ...lintTexts(patcher),
    ...lintParameters(patcher),
    ...lintCords(patcher),
    ...lintSaved(patcher),
  ];
}

/** The patcher's problems and those of the files frozen beside it. */
export function lintDevice(device: FrozenDevice, patcher: Patcher): string[] {
  const size = device.files.reduce((sum, { bytes }) => sum + bytes.length, 0);
  return [
    ...lintPatcher(patcher),
    ...lintFiles(device, patcher),
    ...(patcher.project.amxdtype === amxdType(device.kind)
      ? []
      : ['The project is for another kind of device.']),
    ...(size < DEVICE_SIZE_LIMIT ? [] : [`The device is ${size} bytes, more than ${DEVICE_SIZE_LIMIT}.`]),
  ];
}

function lintFrame(patcher: Patcher): string[] {
  const wrong = (
    [
      ['openinpresentation', 1],
      ['latency', 0],
      ['is_mpe', 1],
    ] as const
  )
    .filter(([key, value]) => patcher[key] !== value)
    .map(([key, value]) => `${key} must be ${value}.`);
  const [x, y, width, height] = patcher.openrect;
  if (x !== 0 || y !== 0 || height !== DEVICE_HEIGHT)
    wrong.push(`Live only shows 0 to ${DEVICE_HEIGHT} px of a device.`);
  if (patcher.devicewidth !== width) wrong.push('devicewidth and openrect disagree.');
  if (patcher.project.autoorganize !== 0) wrong.push('autoorganize would move files on disk.');
  return wrong;
}

function lintFiles({ files }: FrozenDevice, patcher: Patcher): string[] {
  const [main, ...others] = files;
  const flags = new Map(others.map(({ name, flag }) => [name, flag]));
  const wanted = new Map(patcher.boxes.flatMap(({ box }) => neededFile(box) ?? []));
  return [
    // A frozen device has no folders: Max would find one of the two, and nobody knows which.
    ...repeated(files.map(({ name }) => name)).map((name) => `Two frozen files are named ${name}.`),
    ...(main?.flag === FILE_FLAG.patcher && main.type === 'JSON' ? [] : ['The first file is not a patcher.']),
    ...[...wanted]
      .filter(([name, flag]) => flags.get(name) !== flag)
      .map(([name, flag]) => `${name} must be frozen with the flag ${flag}.`),
    ...[...flags.keys()].filter((name) => !wanted.has(name)).map((name) => `No box uses the file ${name}.`),
    ...[...flags.keys()]
      // Max finds frozen files by name alone and keeps old ones in its cache.
      .filter((name) => !/^fourfloor-[a-z]+-[0-9a-f]{8}\.js$/.test(name))
      .map((name) => `${name} has no hash of its contents in its name.`),
  ];
}

function neededFile(box: Box): readonly (readonly [name: string, flag: number])[] | undefined {
  const [object, file = ''] = (box.text ?? '').split(' ');
  if (object === 'node.script') return [[file, FILE_FLAG.onDisk]];
  if (object === 'v8') return [[file, FILE_FLAG.inside]];
  return box.maxclass === 'v8ui'
    ? [[typeof box.filename === 'string' ? box.filename : '', FILE_FLAG.inside]]
    : undefined;
}
