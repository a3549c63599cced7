// The present values of all controls: gestures.ts sets what the user turns; buttons.ts, paste-text.ts and the
// Model page set the rest. Changing a value here does not move the control on the panel.

import type { SettingId } from '../../controls/controls';
import { INITIAL_SETTINGS, withValue, type Settings } from '../../controls/settings';

export class LiveSettings {
  private values = INITIAL_SETTINGS;

  get current(): Settings {
    return this.values;
  }

  /** Sets one value and returns it, kept inside the control's range. */
  turn(id: SettingId, value: unknown): number {
    this.values = withValue(this.values, id, value);
    return this.values[id];
  }

  replace(values: Settings): void {
    this.values = values;
  }
}
