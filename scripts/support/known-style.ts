import { styleOf } from '../../src/engine/request/request';
import type { ModelCard } from '../../src/model/card';
import { UsageError } from './cli';

/** Checks that a model knows a style. @throws UsageError that lists the styles it knows */
export function refuseUnknownStyle(style: string, card: ModelCard): void {
  try {
    styleOf(style, card);
  } catch (error) {
    throw new UsageError((error as Error).message, { cause: error });
  }
}
