import { Ajv2020 } from 'ajv/dist/2020.js';
import { expect } from 'vitest';
import document from '../../shared/api/openapi.json' with { type: 'json' };

type Operation = {
  readonly responses: Readonly<Record<string, { readonly content?: Readonly<Record<string, unknown>> }>>;
};

const PATHS: Readonly<Record<string, Readonly<Record<string, Operation>>>> = JSON.parse(
  JSON.stringify(document.paths),
);
// Formats are of no matter here: the answers' own schemas look at them.
const ajv = new Ajv2020({ strict: false, validateFormats: false });
ajv.addSchema(document, 'api');

/** Holds an answer to the OpenAPI document, if it is of an operation that is in it. */
export async function expectDocumented(method: string, url: string, answer: Response): Promise<void> {
  const path = url.split('?')[0]?.replace(/^\/v1\/courses\/[^/]+$/, '/v1/courses/{courseId}') ?? '';
  const operation = PATHS[path]?.[method.toLowerCase()];
  if (!operation) return;
  const { status } = answer;
  const about = `${method} ${path} ${status}`;
  const responses = Object.keys(operation.responses);
  expect(responses, about).toContain(String(status));
  const type = answer.headers.get('content-type');
  const { content = {} } = operation.responses[status] ?? {};
  expect(type === null ? [] : [type], about).toEqual(Object.keys(content));
  if (type === null) return;
  const at = ['paths', path, method.toLowerCase(), 'responses', `${status}`, 'content', type, 'schema'];
  const pointer = at.map((part) => part.replaceAll('~', '~0').replaceAll('/', '~1')).map(encodeURIComponent);
  const isAsSaid = ajv.getSchema(`api#/${pointer.join('/')}`);
  expect(isAsSaid?.(await answer.clone().json()), `${about}: ${JSON.stringify(isAsSaid?.errors)}`).toBe(true);
}
