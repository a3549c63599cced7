import { complains } from './support/complains';
import { boxOf, buildTestPatcher, withBox, withParameter } from './support/stub-device';

describe('the linter of what Max saves', () => {
  const patcher = buildTestPatcher();
  const saved = (id: string, change: Readonly<Record<string, unknown>>) =>
    withBox(patcher, id, {
      saved_object_attributes: { ...(boxOf(patcher, id).saved_object_attributes as object), ...change },
    });

  it('complains about a script box that does not name its file as Max does, since readers then miss the script', () => {
    for (const id of ['live', 'grid', 'pad']) {
      complains(
        withBox(patcher, id, { filename: undefined }),
        new RegExp(`${id}: v8\\w* must name its script`),
      );
      complains(
        withBox(patcher, id, { filename: 'other.js' }),
        new RegExp(`${id}: v8\\w* must name its script`),
      );
    }
    complains(withBox(patcher, 'live', { textfile: undefined }), /live: v8 must name its script in the 3/);
    complains(
      withBox(patcher, 'node', { textfile: undefined }),
      /node: node.script must name its script in the 2/,
    );
    complains(withBox(patcher, 'node', { filename: 'node.js' }), /node: node.script must name its script/);
  });

  it('complains about attributes that Max does not save, and about those that it saves and we do not', () => {
    complains(saved('node', { restart: 1 }), /Max saves no attribute restart with node.script/);
    complains(saved('live', { watch: 1 }), /Max saves no attribute watch with v8/);
    complains(
      withBox(patcher, 'node', { saved_object_attributes: { autostart: 1 } }),
      /node: node.script lacks the attribute defer that Max saves/,
    );
    complains(
      withBox(patcher, 'dict-view', { saved_object_attributes: undefined }),
      /dict lacks the attribute legacy/,
    );
    complains(saved('dict-view', { legacy: 1 }), /dict-view: legacy must be 0/);
  });

  it('complains about tabs and menus that lack the unit style of words', () => {
    for (const id of ['control-page', 'control-style']) {
      complains(
        withParameter(patcher, id, { parameter_unitstyle: undefined }),
        new RegExp(`${id}: .* unit style 9`),
      );
      complains(withParameter(patcher, id, { parameter_unitstyle: 0 }), new RegExp(`${id}: .* unit style 9`));
    }
  });
});
