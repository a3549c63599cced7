import assert from 'node:assert/strict';
import { type Engine, loadEngine } from '../../src/engine/engine';
import { parseRequest } from '../../src/engine/request/request';
import { parseCard } from '../../src/model/card';
import { playsPart, type CorePart } from '../../src/rhythm/description';
import { hitsOf } from '../../src/rhythm/pattern';
import { encode, tinyModel } from '../support/tiny-model';

const CORE_PARTS: readonly CorePart[] = ['kick', 'backbeat', 'hat'];
const SEEDS = Array.from({ length: 60 }, (_, seed) => seed);

describe('a part that a style hardly ever lacks', () => {
  let engine: Engine;

  before(async () => {
    const files = await tinyModel(3);
    const card = parseCard(JSON.parse(new TextDecoder().decode(files.card)), 'card.json');
    // So high that most candidates lack something.
    const calibration = { ...card.styles[0]!.calibration, thresholds: new Array<number>(12).fill(0.997) };
    const styles = card.styles.map((style) => ({ ...style, calibration, coreParts: [...CORE_PARTS] }));
    engine = await loadEngine({ ...files, card: encode({ ...card, styles }) });
  });

  after(() => {
    engine.dispose();
  });

  const lacking = (words: object): number =>
    SEEDS.filter((seed) => {
      const request = parseRequest({ seed, style: 'house', bars: 2, ...words }, engine.card);
      const voices = hitsOf(engine.generate(request).pattern).map(({ voice }) => voice);
      return CORE_PARTS.some((part) => !playsPart(part, voices));
    }).length;

  it('is there while any candidate has it, unless it may be left out', () => {
    const [always, omitted] = [lacking({}), lacking({ mayOmitParts: true })];
    assert.ok(omitted > SEEDS.length / 4, `${omitted}`);
    assert.ok(always < omitted / 4, `${always} of ${omitted}`);
  });
});
