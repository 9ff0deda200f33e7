import { expect, it } from 'vitest';
import { judge } from './facts/testing.ts';
import { words } from './words.ts';

const later = ['TO', 'DO'].join('');
const broken = ['FIX', 'ME'].join('');

it('nothing is left for later, in comments and in prose', () => {
  const files = {
    'server/app.ts': `// ${later}: wire it\nconst a = '${later}';\n/* ${broken} */`,
    'docs/sql.md': `# SQL\n\n${later} write this`,
    'server/migrations/store/0001_a.sql': `-- ${broken}`,
  };
  expect(judge(words, files)).toEqual([
    `server/app.ts:1 no ${later}: do it now or leave it out`,
    `server/app.ts:3 no ${broken}: do it now or leave it out`,
    `docs/sql.md:3 no ${later}: do it now or leave it out`,
    `server/migrations/store/0001_a.sql:1 no ${broken}: do it now or leave it out`,
  ]);
});

it.each(['work', 'root', 'home/somebody', 'Users/somebody'])('the folder /%s of a machine is not named', (folder) => {
  const files = {
    'docs/a.md': `Run it in /${folder}/main.`,
    'server/app.ts': `const a = '/${folder}';`,
    'package.json': `{ "bin": "/${folder}/bin" }`,
  };
  expect(judge(words, files)).toHaveLength(3);
});

it.each(['registry.example.com/flex', 'npm-registry.example.com', 'example.com.artifactory.net'])(
  'the package registry %s is not named',
  (host) => {
    const url = ['https', host].join('://');
    expect(judge(words, { 'package-lock.json': `{ "resolved": "${url}/flex.tgz" }` })).toHaveLength(1);
  },
);

it('paths of the product, addresses and ordinary words are fine', () => {
  const text = `
    const todo = 1; // the hacks of a todo list
    :root { --gap: 1px }
    GET /api/stores/{storeKey}/work and ~/work/flex and ./root/a and /workshop and /home/
    https://example.com/home/a https://www.rfc-editor.org/rfc/rfc9457`;
  expect(judge(words, { 'docs/a.md': text, 'web/ui/a.ts': `const a = '/rooted';` })).toEqual([]);
});
