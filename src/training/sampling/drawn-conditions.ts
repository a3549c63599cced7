// Draws condition vectors for requests that name only a style, with controls as they go together in its
// patterns. Used by choose-decoding, which judges rhythms as users ask for them.

import { conditionValuesFrom } from '../../model/control-draws';
import { conditionSize, writeCondition } from '../../model/inputs';
import { CONDITION_NAMES } from '../../rhythm/condition-values';
import type { Random } from '../../rhythm/random';
import type { ConditionLayout } from '../data/batches';
import { fitControlDraws } from '../data/fit-control-draws';
import type { Dataset } from '../data/dataset';

/** One condition vector per style in `styles`, repeated over `each` rows. */
export type DrawConditions = (styles: readonly number[], each: number, random: Random) => Float32Array;

/** Fits the controls of every style's training patterns once, for all draws. */
export function conditionDrawer({ styles: names, train }: Dataset, layout: ConditionLayout): DrawConditions {
  const draws = names.map((_, style) =>
    fitControlDraws(
      train,
      Array.from(train.styles.keys()).filter((index) => train.styles[index] === style),
    ),
  );
  const width = conditionSize(layout.styleCount);
  return (styles, each, random) => {
    const conditions = new Float32Array(styles.length * each * width);
    styles.forEach((style, at) => {
      const normals = CONDITION_NAMES.map(() => random.normal());
      const controls = conditionValuesFrom(normals, draws[style]!);
      for (let row = at * each; row < (at + 1) * each; row++)
        writeCondition(style, controls, layout, conditions, row * width);
    });
    return conditions;
  };
}
