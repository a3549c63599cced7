// Turns signs into notes for the user without repeating them at every look. Used by the follower.

import type { Sign, SignCode } from './signs';

/** What is well again when a sign has passed. */
const RECOVERED: Readonly<Record<SignCode, string>> = {
  'not-finite': 'losses and measures are finite again',
  'losses-constant': 'the losses are moving again',
  'discriminator-won': 'the discriminator is making mistakes again',
  'generator-gradient-vanished': 'the generator is learning again',
  'discriminator-gradient-vanished': 'the discriminator is learning again',
  'gradient-exploded': 'the gradients are back to their usual size',
  'few-distinct': 'the generated rhythms are varied again',
  'nothing-covered': 'the generated rhythms are close to real ones now',
  'coverage-fallen': 'lost rhythms have come back',
  'little-covered': 'the generator covers enough of the real rhythms',
  copying: 'the generator no longer copies training rhythms',
};

/** Notes a sign when it appears, when it becomes a collapse, and when it has passed. */
export function createTeller(
  note: (sentence: string) => void,
): (signs: readonly Sign[], step: number) => void {
  let told: readonly Sign[] = [];
  return (signs, step) => {
    for (const sign of signs) {
      const before = told.find(({ code }) => code === sign.code);
      if (!before || (before.severity === 'warning' && sign.severity === 'collapse'))
        note(`Step ${step}, ${sign.severity}: ${sign.sentence}`);
    }
    for (const { code } of told)
      if (!signs.some((sign) => sign.code === code)) note(`Step ${step}: ${RECOVERED[code]}.`);
    told = signs;
  };
}
