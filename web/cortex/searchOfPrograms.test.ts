import { expect, it } from 'vitest';
import { editorSearch, programsSearch } from './searchOfPrograms.ts';

it('the list of programs takes a state it knows and a cursor', () => {
  expect(programsSearch({ state: 'draft', cursor: 'c', more: 'x' })).toEqual({ state: 'draft', cursor: 'c' });
  expect(programsSearch({ state: 'lost', cursor: '' })).toEqual({});
});

it('the editor takes a place in the program and whether the preview is open', () => {
  expect(editorSearch({ at: '/packs/packs/0', preview: 'true' })).toEqual({ at: '/packs/packs/0', preview: true });
  expect(editorSearch({ at: 'packs', preview: 'no' })).toEqual({});
});
