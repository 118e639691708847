import { html } from 'hono/html';
import type { Clinic } from '../clinic.ts';
import { framed, type Html } from '../web/frame.ts';

type Schema = {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly format?: string;
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly description?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly items?: Schema;
  readonly oneOf?: readonly Schema[];
  readonly anyOf?: readonly Schema[];
};
type Content = { readonly content?: Readonly<Record<string, { readonly schema: Schema }>> };
type Parameter = { readonly name: string; readonly in: string; readonly description?: string };
type Operation = {
  readonly summary: string;
  readonly description?: string;
  readonly security: readonly Readonly<Record<string, readonly string[]>>[];
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: Content;
  readonly responses: Readonly<Record<string, Content & { readonly description: string }>>;
};
/** As much of an OpenAPI document as the page shows. */
export type ShownDocument = {
  readonly info: { readonly description: string };
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, Schema>> };
};

/** The reference of the clinic's API for whoever builds on it, made of its OpenAPI document. */
export const referencePage = (clinic: Clinic, { info, paths, components }: ShownDocument): Html =>
  framed(clinic, {
    language: 'en',
    title: 'The API, a reference',
    body: html`<h1>The API, a reference</h1>
<p>${info.description}</p>
<p>The same as an OpenAPI 3.1 document: <a href="/v1/openapi.json">openapi.json</a>.</p>
${Object.entries(paths).flatMap(([path, operations]) =>
  Object.entries(operations).map(([method, operation]) => operationOf(method, path, operation)),
)}
<h2>Schemas</h2>
${Object.entries(components.schemas).map(([name, schema]) => schemaOf(name, schema))}`,
    footer: html`<p>Fields may be added to what the API answers.</p>`,
  });

function operationOf(method: string, path: string, operation: Operation): Html {
  const { summary, description, parameters = [], requestBody, responses } = operation;
  const [scope] = operation.security.flatMap((each) => Object.values(each).flat());
  return html`<section><h2><code>${method.toUpperCase()} ${path}</code></h2>
<p>${summary}. ${scope ? html`Scope of the token: <code>${scope}</code>.` : 'No token.'}</p>
${description ? html`<p>${description}</p>` : ''}
<dl>
${parameters.map((each) => html`<dt><code>${each.name}</code> in the ${each.in}</dt><dd>${each.description ?? 'Its id.'}</dd>`)}
${requestBody ? html`<dt>Body</dt><dd>${contentOf(requestBody)}</dd>` : ''}
${Object.entries(responses).map(([status, each]) => html`<dt>${status}</dt><dd>${each.description} ${contentOf(each)}</dd>`)}
</dl></section>`;
}

const contentOf = ({ content = {} }: Content): Html =>
  html`${Object.values(content).map(({ schema }) => typeOf(schema))}`;

function schemaOf(name: string, schema: Schema): Html {
  const { properties, required = [], description } = schema;
  return html`<section id="${name}"><h3>${name}</h3>
${description ? html`<p>${description}</p>` : ''}
${properties ? fieldsOf(properties, required) : html`<p>${typeOf(schema)}</p>`}</section>`;
}

const fieldsOf = (properties: Readonly<Record<string, Schema>>, required: readonly string[]): Html =>
  html`<dl>${Object.entries(properties).map(
    ([
      field,
      schema,
    ]) => html`<dt><code>${field}</code>${required.includes(field) ? '' : ', may be left out'}</dt>
<dd>${typeOf(schema)}${schema.description ? html`. ${schema.description}` : ''}</dd>`,
  )}</dl>`;

/** What may stand there, in words. */
function typeOf(schema: Schema): Html {
  const { $ref, items, properties, required = [] } = schema;
  const several = schema.oneOf ?? schema.anyOf;
  if ($ref) {
    const name = $ref.slice($ref.lastIndexOf('/') + 1);
    return html`<a href="#${name}">${name}</a>`;
  }
  if (several) return html`${several.map((each, index) => html`${index > 0 ? ' or ' : ''}${typeOf(each)}`)}`;
  if (items) return html`list of ${typeOf(items)}`;
  if (properties) return fieldsOf(properties, required);
  const values = schema.enum ?? (schema.const === undefined ? [] : [schema.const]);
  if (values.length > 0) return html`<code>${values.join(' | ')}</code>`;
  return html`${schema.format ?? [schema.type ?? 'anything'].flat().join(' or ')}`;
}
