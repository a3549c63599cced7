// From a budget of parameters to the widths of both networks, however many styles there are.
// Training's configuration sets the budget, and a new run takes its shapes from here.

import { conditionSize } from '../model/inputs';
import { discriminatorSpecs, type DiscriminatorShape } from './discriminator';
import { generatorSpecs, type GeneratorShape } from './generator';
import { parameterCount } from './weights';

/** Parameters of the original project's pair of networks; the same budget keeps comparisons fair. */
export const ORIGINAL_GENERATOR_PARAMETERS = 1_343_201;
export const ORIGINAL_DISCRIMINATOR_PARAMETERS = 976_377;

export interface NetworkBudget {
  readonly generatorParameters: number;
  readonly generatorBlocks: number;
  readonly discriminatorParameters: number;
  readonly discriminatorBlocks: number;
  readonly latentSize: number;
}

export interface NetworkShapes {
  readonly generator: GeneratorShape;
  readonly discriminator: DiscriminatorShape;
}

/** The widths that come nearest to the budget without exceeding it. */
export function shapesFor(budget: NetworkBudget, styleCount: number): NetworkShapes {
  const common = { conditionSize: conditionSize(styleCount) };
  const generator = (width: number): GeneratorShape => ({
    ...common,
    width,
    blocks: budget.generatorBlocks,
    latentSize: budget.latentSize,
  });
  const discriminator = (width: number): DiscriminatorShape => ({
    ...common,
    width,
    blocks: budget.discriminatorBlocks,
  });
  return {
    generator: generator(
      widestWithin(budget.generatorParameters, (width) => parameterCount(generatorSpecs(generator(width)))),
    ),
    discriminator: discriminator(
      widestWithin(budget.discriminatorParameters, (width) =>
        parameterCount(discriminatorSpecs(discriminator(width))),
      ),
    ),
  };
}

function widestWithin(budget: number, countAt: (width: number) => number): number {
  let width = 1;
  while (countAt(width + 1) <= budget) width++;
  return width;
}
