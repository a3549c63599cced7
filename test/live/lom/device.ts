import { LomObject, constant, numberIn, type LomProperty } from './object';

/** Live's numbers for kinds of devices. */
export const DEVICE_TYPES = { instrument: 1, 'audio-effect': 2, 'midi-effect': 4 } as const;
export type DeviceKind = keyof typeof DEVICE_TYPES;

export interface DeviceOptions {
  readonly name: string;
  readonly className: string;
  readonly kind: DeviceKind;
  /** What this kind of device has beyond the common properties. */
  readonly properties?: Readonly<Record<string, LomProperty>>;
}

/** A parameter as Live's own list shows it: the name there is the short one. */
export class DeviceParameter extends LomObject {
  readonly type = 'DeviceParameter';
  constructor(
    parent: LomObject,
    readonly name: string,
    public value: number,
  ) {
    super(parent.world, parent);
  }
  readonly properties: Readonly<Record<string, LomProperty>> = {
    name: { get: () => this.name },
    value: {
      get: () => this.value,
      set: (values) => this.write('value', 'value', numberIn(values), 'value'),
    },
    min: constant(0),
    max: constant(1),
    is_enabled: constant(1),
  };
}

/** A device on a track or in a chain. */
export class Device extends LomObject {
  readonly type: string = 'Device';
  name: string;
  readonly kind: DeviceKind;
  readonly properties: Readonly<Record<string, LomProperty>>;
  readonly parameters: readonly DeviceParameter[];
  override readonly children: LomObject['children'] = { parameters: () => this.parameters };

  constructor(parent: LomObject, { name, className, kind, properties = {} }: DeviceOptions) {
    super(parent.world, parent);
    this.name = name;
    this.kind = kind;
    this.parameters = [new DeviceParameter(this, 'Device On', 1)];
    this.properties = {
      name: { get: () => this.name, set: ([value]) => this.write('name', 'name', String(value), 'name') },
      class_name: constant(className),
      class_display_name: constant(name),
      type: constant(DEVICE_TYPES[kind]),
      is_active: constant(1),
      can_have_chains: constant(0),
      can_have_drum_pads: constant(0),
      ...properties,
    };
  }
}
