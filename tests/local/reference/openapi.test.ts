import { readFileSync } from 'node:fs';
import { Validator } from '@seriousme/openapi-schema-validator';
import { expect, test } from 'vitest';
import { openApiDocument } from '../../../local/reference/openapi.ts';
import { SCOPES } from '../../../shared/ports/api-tokens.ts';

const document = openApiDocument();

test('shared/api/openapi.json is what npm run generate makes', () => {
  const file = new URL('../../../shared/api/openapi.json', import.meta.url);
  expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual(JSON.parse(JSON.stringify(document)));
});

test('another validator finds an OpenAPI 3.1 document whose references lead somewhere', async () => {
  const validator = new Validator();
  expect(await validator.validate(JSON.parse(JSON.stringify(document)))).toMatchObject({ valid: true });
  expect(validator.version).toBe('3.1');
  const names = Object.keys(document.components.schemas);
  const references = [...JSON.stringify(document).matchAll(/"#\/components\/schemas\/(\w+)"/g)];
  expect(references.length).toBeGreaterThan(50);
  expect(references.map(([, name]) => name).filter((name) => !names.includes(name ?? ''))).toEqual([]);
});

test('the validator can say no', async () => {
  const broken = { ...document, paths: { '/v1/events': { post: { responses: 'none' } } } };
  expect(await new Validator().validate(JSON.parse(JSON.stringify(broken)))).toMatchObject({ valid: false });
});

test('every scope is one that some request needs', () => {
  const needed = [...JSON.stringify(document.paths).matchAll(/"security":\[\{"token":\["([^"]+)"\]/g)];
  expect(new Set(needed.map(([, scope]) => scope))).toEqual(new Set(SCOPES));
});
