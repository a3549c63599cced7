import { fixedName, settableName } from './names';
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
    name: fixedName(() => this.name),
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
      name: settableName(this, (next) => this.write('name', 'name', next, 'name')),
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

/** The sample file in a Simpler. */
export class Sample extends LomObject {
  readonly type = 'Sample';
  constructor(
    simpler: LomObject,
    readonly filePath: string,
  ) {
    super(simpler.world, simpler);
  }
  readonly properties: Readonly<Record<string, LomProperty>> = { file_path: { get: () => this.filePath } };
}

/** A Simpler: of Live's samplers the only one whose sample the object model shows. */
export class SimplerDevice extends Device {
  override readonly type = 'SimplerDevice';
  private readonly sample: Sample;
  override readonly children: LomObject['children'] = {
    parameters: () => this.parameters,
    sample: () => this.sample,
  };

  constructor(parent: LomObject, name: string, filePath: string) {
    super(parent, { name, className: 'OriginalSimpler', kind: 'instrument' });
    this.sample = new Sample(this, filePath);
  }
}
