import type { ModelCard } from '../model/card';

/** The README.md of a model folder, from its card. */
export function modelReadme(card: ModelCard): string {
  const styles = card.styles.map(
    ({ name, tempoBpm, trainingPatterns, controls }) =>
      `| ${name} | ${trainingPatterns} | ${tempoBpm} | ${controls.density.mean.toFixed(1)} |`,
  );
  const sources = card.corpus.sources.map(
    ({ name, share, provenance, licence, credit }) =>
      `| ${name} | ${(100 * share).toFixed(1)} % | ${provenance} | ${licence} | ${credit} |`,
  );
  const metrics = Object.entries(card.metrics).flatMap(([name, value]) =>
    typeof value === 'number' ? [`| ${name} | ${Number(value.toPrecision(4))} |`] : [],
  );
  return `# ${card.name}

A Fourfloor generator: ${card.parameters.toLocaleString('en')} parameters, two bars of ${card.voices.length} voices at a
time, learned from ${card.corpus.patterns.toLocaleString('en')} patterns. \`model.json\` and \`weights.bin\` load in TensorFlow.js as they are;
\`card.json\` says everything about them that a program needs.

## Styles

| style | patterns learned from | tempo (BPM) | hits a bar |
| --- | ---: | ---: | ---: |
${styles.join('\n')}

## What it learned from

| source | share | provenance | licence | credit |
| --- | ---: | --- | --- | --- |
${sources.join('\n')}
${metrics.length > 0 ? `\n## Measured\n\n| measure | value |\n| --- | ---: |\n${metrics.join('\n')}\n` : ''}
## How it was trained

\`\`\`json
${JSON.stringify(card.training, null, 2)}
\`\`\`
`;
}
