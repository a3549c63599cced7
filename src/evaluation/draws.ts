// Averages the assessments of several draws and says how far apart they are. Called by scripts/evaluate.

import type { Assessment, Row, WithinFiles } from './assess';
import type { ProvenanceFigures } from './by-provenance';
import type { FullEvaluation, StyleDeviations } from './full-evaluation';
import { notesOn } from './notes';
import { mean, sampleDeviation } from '../rhythm/statistics';
import { meanRule, type RuleComparison } from './descriptors/style-rules';

/**
 * One assessment out of several: every figure is the mean, and each row gets its spread. One draw of two thousand
 * rhythms tells a coverage to about two points, no better.
 * @param draws of one scope, with the same rows
 */
export function meanAssessment(draws: readonly Assessment[]): Assessment {
  const [first, ...others] = draws;
  if (!first) throw new RangeError('There are no draws to average.');
  if (others.length === 0) return first;
  const halves = draws.flatMap(({ withinFiles }) => withinFiles ?? []);
  const rows = first.rows.map((row, at) =>
    meanRow(
      row,
      draws.map((draw) => draw.rows[at]!),
    ),
  );
  const means = {
    groups: Math.round(mean(draws.map(({ groups }) => groups))),
    withinFiles: halves.length === draws.length ? meanHalves(halves) : undefined,
    byProvenance: meanProvenances(draws.map(({ byProvenance }) => byProvenance)),
  };
  return {
    ...first,
    draws: draws.length,
    rows,
    ...means,
    notes: notesOn({ ...means, samples: first.samples, model: rows[0]!.evaluation }),
  };
}

/** Provenances that every draw has. */
function meanProvenances(draws: readonly (readonly ProvenanceFigures[])[]): ProvenanceFigures[] {
  return draws[0]!.flatMap((first) => {
    const same = draws.flatMap((all) => all.find(({ provenance }) => provenance === first.provenance) ?? []);
    if (same.length < draws.length) return [];
    const rounded = (of: (figures: ProvenanceFigures) => number): number => Math.round(mean(same.map(of)));
    const styles = [...new Set(same.flatMap((figures) => Object.keys(figures.styles)))].sort();
    return [
      {
        provenance: first.provenance,
        patterns: rounded(({ patterns }) => patterns),
        groups: rounded(({ groups }) => groups),
        styles: Object.fromEntries(
          styles.map((style) => [style, rounded((figures) => figures.styles[style] ?? 0)]),
        ),
        rows: first.rows.map((row, at) => {
          const all = same.map(({ rows }) => rows[at]!.fidelity);
          return { ...row, fidelity: combined(all, mean), spread: combined(all, sampleDeviation) };
        }),
      },
    ];
  });
}

function meanHalves(draws: readonly WithinFiles[]): WithinFiles {
  const { files, patterns, ...figures } = combined(draws, mean);
  return { files: Math.round(files), patterns: Math.round(patterns), ...figures };
}

function meanRow(row: Row, draws: readonly Row[]): Row {
  const evaluations = draws.map(({ evaluation }) => evaluation);
  const figures = evaluations.map((evaluation) => ({ ...evaluation, styles: [] }));
  return {
    ...row,
    evaluation: { ...combined<FullEvaluation>(figures, mean), styles: meanStyles(evaluations) },
    spread: combined<FullEvaluation>(figures, sampleDeviation),
  };
}

/** Styles and rules that every draw has enough of; the largest deviation first. */
function meanStyles(evaluations: readonly FullEvaluation[]): StyleDeviations[] {
  const [first] = evaluations;
  return first!.styles.flatMap(({ style }) => {
    const same = evaluations.flatMap(({ styles }) => styles.find((other) => other.style === style) ?? []);
    if (same.length < evaluations.length) return [];
    const rules = same[0]!.rules.flatMap(({ rule }): RuleComparison[] => {
      const found = same.flatMap((of) => of.rules.find((other) => other.rule === rule) ?? []);
      return found.length < same.length ? [] : [meanRule(found)];
    });
    return [
      {
        style,
        patterns: Math.round(mean(same.map(({ patterns }) => patterns))),
        rules: rules.sort((a, b) => b.deviation - a.deviation),
      },
    ];
  });
}

/** Values of one shape made one, number by number, absent where one is; all else is taken from the first. */
function combined<T>(values: readonly T[], of: (numbers: readonly number[]) => number): T {
  const [first] = values;
  if (values.includes(null as T)) return null as T;
  if (typeof first === 'number') return of(values as readonly number[]) as T;
  if (typeof first !== 'object' || first === null) return first!;
  const at = (key: string): unknown =>
    combined(
      values.map((value) => (value as Record<string, unknown>)[key]),
      of,
    );
  if (Array.isArray(first)) return first.map((_, index) => at(String(index))) as T;
  return Object.fromEntries(Object.keys(first).map((key) => [key, at(key)])) as T;
}
