import assert from 'node:assert/strict';
import { patcherOf, thaw } from '../../src/amxd/container/thaw';
import { parameterOf, type Box, type Patcher } from '../../src/amxd/patcher/patcher';
import { frozenDevice } from '../device/support/frozen-device';
import { fixture } from './support/fixtures';

/** A parameter of 0.1.0's device, as its patcher had it. */
interface Parameter {
  readonly longName: string;
  readonly varname: string;
  /** 0 a float, 1 a whole number, 2 an enumeration, 3 a blob. */
  readonly type: number;
  /** 0 automated and stored, 1 stored only, 2 neither. */
  readonly invisible: number;
  readonly range?: readonly [least: number, most: number];
  /** Of an enumeration, whose values are the places of these. */
  readonly words?: readonly string[];
}

const PARAMETERS = fixture<readonly Parameter[]>('parameters.json');
const NEITHER = 2;

describe('the built device, with a Set of 0.1.0 in mind,', function () {
  this.timeout(60_000);
  let boxes: readonly Box[];
  before(async () => {
    const { patcher } = patcherOf(thaw(await frozenDevice())) as { readonly patcher: Patcher };
    boxes = patcher.boxes.map(({ box }) => box);
  });

  const boxOf = ({ longName }: Parameter): Box => {
    const found = boxes.find((box) => parameterOf(box)?.parameter_longname === longName);
    assert.ok(found, `there is no parameter ${longName} any more`);
    return found;
  };
  /** The attributes of each parameter that 0.1.0 had, beside what they were. */
  const pairs = (): (readonly [Parameter, NonNullable<ReturnType<typeof parameterOf>>])[] =>
    PARAMETERS.map((parameter) => [parameter, parameterOf(boxOf(parameter))!]);

  it('has every parameter by its long name, since Live finds values, envelopes and mappings by nothing else', () => {
    for (const parameter of PARAMETERS) boxOf(parameter);
  });

  it('keeps the scripting names of its controls, by which Max addresses them', () => {
    for (const parameter of PARAMETERS)
      assert.equal(boxOf(parameter).varname, parameter.varname, parameter.longName);
  });

  it('keeps the type and range of every parameter, because a mapping moves in shares of the range', () => {
    for (const [{ longName, type, range }, now] of pairs()) {
      assert.equal(now.parameter_type, type, longName);
      if (range) assert.deepEqual([now.parameter_mmin, now.parameter_mmax], range, longName);
    }
  });

  it('keeps the words of every enumeration in their places, because a Set knows a choice by its number alone', () => {
    for (const [{ longName, words }, now] of pairs()) {
      if (!words) continue;
      assert.ok(Array.isArray(now.parameter_enum), longName);
      assert.deepEqual(now.parameter_enum.slice(0, words.length), words, longName);
    }
  });

  it('stores and automates what it did before, or values and envelopes of a Set would find nothing', () => {
    for (const [{ longName, invisible }, now] of pairs())
      assert.ok(invisible === NEITHER || Number(now.parameter_invisible) <= invisible, longName);
  });
});
