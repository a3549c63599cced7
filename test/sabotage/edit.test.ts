import assert from 'node:assert/strict';
import { edited } from './faults/edit';

const TEXT = `
const table = { ends: [1, 2], /* why */ starts: [3] };
function first(): string { return \`\${ table.ends.length } / \${'}'}\`; }
function second(): void {
  call(
    'a', // said
    table,
  );
}
function third(): void { call('a', table); }
`;

const edit = (find: string, put: string, within?: string): string =>
  edited(TEXT, { file: 'table.ts', find, put, ...(within === undefined ? {} : { within }) }).text;

describe('an edit', () => {
  it('is found by its words, whatever space, comments and closing commas are between them', () => {
    assert.match(edit("call( 'a', table )", 'gone()', 'second'), /\{\n {2}gone\(\);\n\}/);
    assert.match(edit('ends: [1,2], starts', 'begins'), /\{ begins: \[3\] \}/);
  });

  it('looks past templates and slashes', () => {
    assert.match(
      edit('return `${table.ends.length} / ${"}"}`;'.replaceAll('"', "'"), 'x();'),
      /\{ x\(\); \}/,
    );
  });

  it('fails loudly when its words are gone or stand there twice, so that nobody takes it for noticed', () => {
    assert.throws(() => edit('call(nothing)', ''), /no longer applies: update it.*nowhere in table\.ts/);
    assert.throws(() => edit("call('a', table)", ''), /2 times in table\.ts/);
    assert.throws(() => edit("call('a', table)", '', 'fourth'), /nowhere in fourth/);
  });

  it('says where it begins', () => {
    assert.equal(edited(TEXT, { file: 'table.ts', find: 'starts', put: '' }).at, TEXT.indexOf('starts'));
  });
});
