// Max’s patcher file as types, and what Max 9 saves around the boxes and cords of a Max for Live device.
// device.ts builds the patcher with it; circuits/, lint/ and preview/ share the types.
// Knows the file format and the sizes that Live and Push set, but no single box of this device.

import { BUILD_DATE, amxdType, type DeviceKind } from '../container/format';

export type Rect = readonly [x: number, y: number, width: number, height: number];

export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

/** A Max object; its other attributes are saved at the same level. */
export interface Box {
  readonly id: string;
  readonly maxclass: string;
  readonly numinlets: number;
  readonly numoutlets: number;
  readonly outlettype?: readonly string[];
  readonly patching_rect: Rect;
  readonly presentation?: number;
  readonly presentation_rect?: Rect;
  /** The object and its arguments where maxclass is `newobj`; otherwise what it shows. */
  readonly text?: string;
  readonly varname?: string;
  readonly [attribute: string]: Json | undefined;
}

/** One end of a patch cord: a box and the number of its outlet or inlet, from 0. */
export type Port = readonly [id: string, port: number];

export interface PatchCord {
  readonly source: Port;
  readonly destination: Port;
}

/** A page of encoders on Push: up to eight long names of parameters. */
export interface PushBank {
  readonly name: string;
  readonly parameters: readonly string[];
}

export interface PatcherParts {
  readonly kind: DeviceKind;
  /** In pixels. */
  readonly width: number;
  readonly boxes: readonly Box[];
  readonly cords: readonly PatchCord[];
  readonly banks: readonly PushBank[];
}

/** In pixels; Live gives every device the same. */
export const DEVICE_HEIGHT = 169;

/** Push has eight encoders. */
export const BANK_SIZE = 8;

export const EMPTY_BANK_PLACE = '-';

/** First versions with everything the device uses: v8 came with Max 9, which came with Live 12.2. */
export const MINIMUM_VERSIONS = { live: '12.2', max: '9.0' } as const;

export type Patcher = ReturnType<typeof buildPatcher>['patcher'];

export function buildPatcher({ kind, width, boxes, cords, banks }: PatcherParts) {
  return {
    patcher: {
      fileversion: 1,
      appversion: { major: 9, minor: 0, revision: 0, architecture: 'x64', modernui: 1 },
      classnamespace: 'box',
      rect: [100, 100, 1280, 800],
      openrect: [0, 0, width, DEVICE_HEIGHT] as const satisfies Rect,
      openinpresentation: 1,
      devicewidth: width,
      default_fontsize: 10,
      default_fontname: 'Ableton Sans Medium',
      gridsize: [8, 8],
      boxes: boxes.map((box) => ({ box })),
      lines: cords.map((patchline) => ({ patchline })),
      parameters: parameterList(boxes, banks),
      latency: 0,
      // A device that lets MIDI through has to let MPE through as well.
      is_mpe: 1,
      minimum_live_version: MINIMUM_VERSIONS.live,
      minimum_max_version: MINIMUM_VERSIONS.max,
      platform_compatibility: 0,
      project: project(kind),
      autosave: 0,
    },
  };
}

/** Undefined for a box without a parameter. */
export function parameterOf(box: Box): Readonly<Record<string, Json>> | undefined {
  const attributes = box.saved_attribute_attributes;
  const object = box.saved_object_attributes; // where objects without a face say the same
  const enabled = isRecord(object) ? object.parameter_enable : box.parameter_enable;
  if (enabled !== 1 || !isRecord(attributes)) return undefined;
  const { valueof } = attributes;
  return isRecord(valueof) ? valueof : undefined;
}

function isRecord(value: Json | undefined): value is Readonly<Record<string, Json>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function parameterList(boxes: readonly Box[], banks: readonly PushBank[]): Record<string, Json> {
  const named = boxes.flatMap((box): [string, Json][] => {
    const parameter = parameterOf(box);
    if (!parameter) return [];
    return [[box.id, [parameter.parameter_longname ?? '', parameter.parameter_shortname ?? '', 0]]];
  });
  return {
    ...Object.fromEntries(named),
    parameterbanks: Object.fromEntries(banks.map((bank, index) => [String(index), bankJson(bank, index)])),
    inherited_shortname: 1,
  };
}

function bankJson({ name, parameters }: PushBank, index: number): Json {
  const empty = new Array<string>(BANK_SIZE).fill(EMPTY_BANK_PLACE);
  return { index, name, parameters: [...parameters, ...empty].slice(0, BANK_SIZE), buttons: empty };
}

function project(kind: DeviceKind) {
  return {
    version: 1,
    creationdate: BUILD_DATE,
    modificationdate: BUILD_DATE,
    viewrect: [0, 0, 300, 500],
    // 1 would move files about on disk when someone opens an unfrozen copy.
    autoorganize: 0,
    hideprojectwindow: 1,
    showdependencies: 1,
    autolocalize: 0,
    contents: { patchers: {} },
    layout: {},
    searchpath: {},
    detailsvisible: 0,
    amxdtype: amxdType(kind),
    readonly: 0,
    devpathtype: 0,
    devpath: '.',
    sortmode: 0,
    viewmode: 0,
    includepackages: 0,
  };
}
