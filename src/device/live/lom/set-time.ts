// The signature of the Set and of clips, and the Set's tempo. Used by arrangement.ts and clips/.

import { numberOf, song } from './object';

export interface Signature {
  /** As people write it, such as `3/4`. */
  readonly name: string;
  readonly barBeats: number;
}

/** The signature of the Set or of a clip; 4/4 where Live does not tell it. */
export function signatureOf(id: number): Signature {
  const numerator = numberOf(id, 'signature_numerator') || 4;
  const denominator = numberOf(id, 'signature_denominator') || 4;
  return { name: `${numerator}/${denominator}`, barBeats: (numerator * 4) / denominator };
}

/** In beats a minute; 0 where Live does not tell it. */
export function tempoOfSet(): number {
  return numberOf(song(), 'tempo');
}
