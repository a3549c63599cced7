import assert from 'node:assert/strict';
import { barChart, heatMap, histogram, lineChart } from '../../src/report/charts';

const BUILDERS: Readonly<Record<string, () => string>> = {
  bars: () =>
    barChart({
      title: 'Bars',
      categories: ['house', 'techno'],
      series: [
        { name: 'train', values: [3, 1] },
        { name: 'test', values: [2, NaN] },
      ],
      stacked: true,
    }),
  lines: () =>
    lineChart({
      title: 'Lines',
      series: [
        {
          name: 'loss',
          points: [
            [0, 1],
            [1, NaN],
            [2, 0.5],
          ],
        },
      ],
    }),
  'lines of several strokes': () =>
    lineChart({
      title: 'Strokes',
      series: [
        {
          name: 'mean',
          colour: '#e8590c',
          points: [
            [1, 0.5],
            [2, 0.25],
          ],
        },
        {
          name: 'level',
          colour: 'currentColor',
          stroke: 'dashed',
          points: [
            [1, 1],
            [2, 1],
          ],
        },
        {
          name: 'one of many',
          colour: '#e8590c',
          stroke: 'thin',
          points: [
            [1, 0.75],
            [2, 0],
          ],
        },
      ],
      xMin: 0,
      yRange: [0, 1],
    }),
  'heat map': () =>
    heatMap({
      title: 'Heat',
      rows: ['Kick', 'Clap'],
      columns: ['1', '2'],
      values: [
        [1, 0.25],
        [0, 0.5],
      ],
      label: (value) => `${value * 100}`,
    }),
  histogram: () => histogram({ title: 'Histogram', edges: [0, 1, 2], counts: [5, 7], xName: 'hits' }),
};

describe('a chart', () => {
  for (const [name, build] of Object.entries(BUILDERS)) {
    it(`gives the same bytes each time, although echarts numbers its drawings: ${name}`, () => {
      assert.equal(build(), build());
    });

    it(`is well-formed without quotes inside quotes, which echarts does not escape: ${name}`, () => {
      const svg = build();
      assert.match(svg, /^<svg [\s\S]*<\/svg>\s*$/);
      for (const [tag] of svg.matchAll(/<[^>]*>/g)) {
        assert.match(tag, /^<\/?[\w:]+(\s+[\w:-]+="[^"<]*")*\s*\/?>$/);
      }
      assert.doesNotMatch(svg, /NaN|undefined|<style/);
    });
  }

  it('shares no id with another chart, because a page would cut one by the clip path of the other', () => {
    const long = (end: number): string =>
      lineChart({
        series: [
          {
            name: 'a',
            points: [
              [0, 0],
              [1, end],
            ],
          },
        ],
      });
    const idsOf = (svg: string): string[] => [...svg.matchAll(/\bid="([^"]+)"/g)].map((match) => match[1]!);
    const first = idsOf(long(1));
    assert.ok(first.length > 0);
    assert.deepEqual(
      idsOf(long(2)).filter((id) => first.includes(id)),
      [],
    );
  });

  it('escapes names, because styles and files are named by users', () => {
    const svg = barChart({ title: '<b>&', categories: ['<i>'], series: [{ name: 's', values: [1] }] });
    assert.doesNotMatch(svg, /<[bi]>/);
  });

  it('names the lines that stand for something in its legend, and not the thin ones behind them', () => {
    const svg = BUILDERS['lines of several strokes']!();
    assert.ok(svg.includes('>mean<') && svg.includes('>level<'));
    assert.ok(!svg.includes('one of many'));
  });

  it('leaves silent cells of a heat map blank, so that never stands out from seldom', () => {
    const svg = BUILDERS['heat map']!();
    for (const label of ['100', '25', '50']) assert.ok(svg.includes(`>${label}<`), label);
    assert.ok(!svg.includes('>0<'));
  });
});
