import { expect, test } from 'vitest';
import document from '../../shared/api/openapi.json' with { type: 'json' };
import { clinicApi } from './calls.ts';

test('the document and its page are there for everybody, and tell nothing of the clinic but its name', async () => {
  const api = await clinicApi();
  const [json, page] = [await api.request('/v1/openapi.json'), await api.request('/v1/reference')];
  expect(await json.json()).toEqual(document);
  expect(page.headers.get('content-type')).toBe('text/html; charset=utf-8');
  expect(page.headers.get('content-security-policy')).toContain("default-src 'none'");
  const html = await page.text();
  expect(html).not.toMatch(/<script|src=|undefined|\[object/);
  for (const [path, operations] of Object.entries(document.paths))
    for (const [method, { summary }] of Object.entries(operations)) {
      expect(html).toContain(`<code>${method.toUpperCase()} ${path}</code>`);
      expect(html).toContain(summary);
    }
  const anchors = [...html.matchAll(/href="#(\w+)"/g)].map(([, name]) => name);
  for (const name of [...Object.keys(document.components.schemas), ...anchors])
    expect(html.split(`id="${name}"`), name).toHaveLength(2);
});
