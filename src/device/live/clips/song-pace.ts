// Tells whether Live's song runs much faster than time, as it does in an export: what Play sends then would
// come in bursts. LoopPlayer asks at each look. Knows neither Max nor Live.

/** The time over which the pace is told: several of the uneven steps in which Live's song time moves. */
const WINDOW_MS = 320;

/**
 * The longest steps of the song in that time that do not count: a jump is one step, however far, and an export goes
 * fast all the time.
 */
const JUMPS = 2;

/** How many times as fast as time the other steps are together in an export; Live's song itself moves unevenly. */
const FAST = 1.3;
const UNEVEN_MS = 60;

interface Step {
  readonly songMs: number;
  readonly wallMs: number;
}

export class SongPace {
  private steps: readonly Step[] = [];

  /**
   * Whether the song has run much faster than time of late.
   * @param songMs how far the song has gone since the look before, at its tempo
   * @param wallMs the time since then by the clock
   */
  isFastAfter(songMs: number, wallMs: number): boolean {
    // A clock that was set back tells nothing.
    this.steps = wallMs < 0 ? [] : lastOf([...this.steps, { songMs, wallMs }]);
    const passedMs = wallOf(this.steps);
    if (passedMs < WINDOW_MS) return false;
    const steady = this.steps
      .map((step) => step.songMs)
      .sort((one, other) => other - one)
      .slice(JUMPS);
    return sumOf(steady) > FAST * passedMs + UNEVEN_MS;
  }

  /** The song has stopped. */
  forget(): void {
    this.steps = [];
  }
}

/** The fewest of the last steps that fill the window. */
function lastOf(steps: readonly Step[]): readonly Step[] {
  const rest = steps.slice(1);
  return rest.length > 0 && wallOf(rest) >= WINDOW_MS ? lastOf(rest) : steps;
}

function wallOf(steps: readonly Step[]): number {
  return sumOf(steps.map(({ wallMs }) => wallMs));
}

function sumOf(numbers: readonly number[]): number {
  return numbers.reduce((sum, number) => sum + number, 0);
}
