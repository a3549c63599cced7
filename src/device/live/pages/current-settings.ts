import type { SettingId } from '../../controls/controls';
import { INITIAL_SETTINGS, withValue, type Settings } from '../../controls/settings';

/** The values of the controls as they stand: the patcher says most of them, the program sets some itself. */
export class LiveSettings {
  private values = INITIAL_SETTINGS;

  get current(): Settings {
    return this.values;
  }

  /** Sets one value and returns what it is now, inside the control's range. */
  turn(id: SettingId, value: unknown): number {
    this.values = withValue(this.values, id, value);
    return this.values[id];
  }

  /** Sets all values. */
  replace(values: Settings): void {
    this.values = values;
  }
}
