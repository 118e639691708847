import * as z from 'zod';

/** What a client gets. */
export type HttpResponse = {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** Each a `set-cookie` of its own. */
  readonly cookies?: readonly string[] | undefined;
  readonly body: string | Buffer;
};

const value = z.union([z.string(), z.number(), z.boolean()]).transform(String);

/** The response of a function that gives its status itself, payload format 2.0. */
const structured = z.looseObject({
  statusCode: z.coerce.number().pipe(z.int().min(100).max(599)),
  headers: z.record(z.string(), value).nullish(),
  cookies: z.array(z.string()).nullish(),
  body: z.string().nullish(),
  isBase64Encoded: z.boolean().nullish(),
});

/**
 * The answer that the result of a function stands for. One without a status is the body itself, as JSON, with 200.
 * @returns undefined when AWS could make nothing of it
 */
export function responseOf(payload: unknown): HttpResponse | undefined {
  const isStructured = typeof payload === 'object' && payload !== null && 'statusCode' in payload;
  if (!isStructured) {
    const body = typeof payload === 'string' ? payload : JSON.stringify(payload);
    return { status: 200, headers: { 'content-type': 'application/json' }, body };
  }
  const parsed = structured.safeParse(payload);
  if (!parsed.success) return undefined;
  const { statusCode, headers, cookies, body, isBase64Encoded } = parsed.data;
  const text = body ?? '';
  return {
    status: statusCode,
    headers: { 'content-type': 'text/plain;charset=UTF-8', ...inSmallLetters(headers ?? {}) },
    cookies: cookies ?? [],
    body: isBase64Encoded === true ? Buffer.from(text, 'base64') : text,
  };
}

const inSmallLetters = (headers: Readonly<Record<string, string>>) =>
  Object.fromEntries(Object.entries(headers).map(([name, text]) => [name.toLowerCase(), text]));

/** An answer of the API itself. */
export const messageOf = (status: number, message: string): HttpResponse => ({
  status,
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify({ message }),
});
