import { parseArgs } from 'node:util';
import { expect, test } from 'vitest';
import { COMMANDS } from '../../local/commands/index.ts';
import { read } from './pages.ts';

const EN = read('docs/getting-started.md');
const DA = read('docs/kom-i-gang.md');

/** What stands in blocks of code, with the clinic's id as one placeholder. */
const commandsIn = (page: string): string[] =>
  [...page.matchAll(/^```sh\n([\s\S]*?)^```$/gm)]
    .flatMap(([, block = '']) => block.trim().split('\n'))
    .map((line) =>
      line
        .replaceAll(/<(?:your clinic|jeres klinik)>/g, 'sundby')
        .replace('klinik.example', 'clinic.example'),
    );
const picturesIn = (page: string) => [...page.matchAll(/src="([^"]+)"/g)].map(([, file]) => file);
const linksIn = (page: string) => [...page.matchAll(/\]\(([\w-]+\.md)\)/g)].map(([, file]) => file);
const sectionsIn = (page: string) => page.match(/^## /gm)?.length;

test('the Danish page is the English one: the same steps, commands, pictures and pages', () => {
  expect(sectionsIn(DA)).toBe(sectionsIn(EN));
  expect(commandsIn(DA)).toEqual(commandsIn(EN));
  expect(picturesIn(DA)).toEqual(picturesIn(EN));
  const others = (page: string) =>
    linksIn(page).filter((file) => !/getting-started|kom-i-gang/.test(file ?? ''));
  expect(others(DA)).toEqual(others(EN));
});

test.each(commandsIn(EN).filter((line) => line.includes(' cli -- ')))('%s', async (line) => {
  const [name = '', ...args] = (line.split(' cli -- ')[1] ?? '').match(/"[^"]*"|\S+/g) ?? [];
  const load = Object.entries(COMMANDS).find(([each]) => each === name)?.[1];
  const command = await load?.();
  expect(command).toBeDefined();
  const { values } = parseArgs({ args, options: command?.options ?? {}, allowPositionals: true });
  const given = args.filter((arg) => arg.startsWith('--')).map((arg) => arg.slice(2));
  expect(Object.keys(values).sort()).toEqual(given.sort());
});
