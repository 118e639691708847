import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { freshToken, isTokenId } from '../../../shared/api/tokens.ts';
import { createApiTokenStore } from '../../../shared/aws/dynamo-tokens.ts';
import type { Clinic } from '../../../shared/clinic.ts';
import { type Instant, localDateOf } from '../../../shared/core/time/instant.ts';
import { resourceName } from '../../../shared/names.ts';
import { type ApiToken, type ApiTokenStore, SCOPES, type Scope } from '../../../shared/ports/api-tokens.ts';
import { readAsOperator } from '../../clinic/clinic-table.ts';
import { clockOf } from '../../command-line/clock.ts';
import { type Command, required, type Values } from '../../command-line/command.ts';
import { clinicFor } from '../../files/clinic-file.ts';
import { plain } from '../../terminal/text.ts';
import { UnableError } from '../../terminal/unable-error.ts';
import { UsageError } from '../../terminal/usage-error.ts';

/** `token`: with what programs of others use a clinic's API. */
export const token: Command = {
  summary: 'Makes, lists and revokes the tokens with which programs use a deployed clinic’s API.',
  help: `Usage: token create --clinic FILE --name TEXT --scope SCOPE [--scope SCOPE] [--as-of INSTANT]
       token list --clinic FILE [--json]
       token revoke --clinic FILE --id ID

A program that uses a clinic's API (docs/api.md) shows a token with each request. It is printed when it is made, this once;
only a hash of it is kept. Give each program its own, with no more than it needs. One that is revoked opens nothing from
the next request on. It works with your AWS credentials; with AWS_ENDPOINT_URL on a local clinic.

  --clinic FILE     the clinic's settings
  --name TEXT       whose it is, for the list; nobody's name is needed
  --scope SCOPE     what it may do: ${SCOPES.join(', ')}
  --id ID           which one, as the list has it
  --json            prints the list as JSON
  --as-of INSTANT   the clock (default: now; of a local clinic its own)
`,
  examples: [
    'create --clinic clinics/sundby.json --name "journal system" --scope events:write',
    'list --clinic clinics/sundby.json',
    'revoke --clinic clinics/sundby.json --id 3f9c0a6b1d2e4f58',
  ],
  argument: 'ACTION',
  options: {
    clinic: { type: 'string' },
    name: { type: 'string' },
    scope: { type: 'string', multiple: true },
    id: { type: 'string' },
    json: { type: 'boolean' },
    'as-of': { type: 'string' },
  },
  async run(values, [action = '']) {
    const act = Object.hasOwn(ACTIONS, action) ? ACTIONS[action] : undefined;
    if (!act) throw new UsageError('say what to do: token create, token list or token revoke.');
    const clinic = clinicFor(required(values, 'clinic', "the clinic's file"));
    const client = DynamoDBDocumentClient.from(new DynamoDBClient({ region: clinic.region }));
    const store = createApiTokenStore(client, resourceName(clinic));
    process.stdout.write(await act(values, store, clinic));
    return 0;
  },
};

type Act = (values: Values, store: ApiTokenStore, clinic: Clinic) => Promise<string>;

const ACTIONS: Readonly<Record<string, Act>> = {
  async create(values, store, clinic) {
    const name = required(values, 'name', 'a few words that tell whose it is');
    const scopes = scopesIn(values);
    const now = await clockOf(values);
    const text = await readAsOperator(clinic, () => newToken(store, name, scopes, now));
    return `Token:   ${text}\nAddress: ${addressOf(clinic)}\nIt is not shown again.\n`;
  },
  async list(values, store, clinic) {
    const tokens = await readAsOperator(clinic, () => store.list());
    if (values['json']) return `${JSON.stringify({ tokens: tokens.map(listed) }, null, 2)}\n`;
    return tokens.length === 0 ? 'There are no tokens.\n' : tokens.map(lineOf(clinic)).join('');
  },
  async revoke(values, store, clinic) {
    const id = required(values, 'id', 'the id of a token, as the list has it');
    if (!isTokenId(id)) throw new UsageError('--id: expected 16 hexadecimal digits, as the list has them.');
    await readAsOperator(clinic, () => revoked(store, id));
    return `The token ${id} opens nothing any more.\n`;
  },
};

/** @throws UsageError when there are none, or one is unknown */
function scopesIn(values: Values): Scope[] {
  const given: readonly unknown[] = [values['scope'] ?? []].flat();
  const known = SCOPES.filter((scope) => given.includes(scope));
  if (given.length > 0 && given.every((each) => SCOPES.some((scope) => scope === each))) return known;
  throw new UsageError(`--scope: expected ${SCOPES.join(' or ')}, or each of them.`);
}

const MOST_LETTERS = 60;

/**
 * Makes a token. @returns it as its user writes it
 * @throws UsageError when its name is too long
 * @throws UnableError when it cannot be kept
 */
export async function newToken(
  store: ApiTokenStore,
  name: string,
  scopes: readonly Scope[],
  now: Instant,
): Promise<string> {
  if (name.length > MOST_LETTERS)
    throw new UsageError(`--name: expected at most ${MOST_LETTERS} characters.`);
  const fresh = freshToken(name, scopes, now);
  if (!(await store.add(fresh.token))) throw new UnableError('The token could not be kept: make another.');
  return fresh.text;
}

/** Ends a token. @throws UnableError when there is none of that id */
export async function revoked(store: ApiTokenStore, id: string): Promise<void> {
  if (!(await store.remove(id))) throw new UnableError('There is no token of that id: nothing was done.');
}

const listed = ({ id, name, scopes, createdAt }: ApiToken) => ({ id, name, scopes, createdAt });

const lineOf =
  ({ timeZone }: Clinic) =>
  ({ id, name, scopes, createdAt }: ApiToken): string =>
    `${id}  ${localDateOf(createdAt, timeZone)}  ${scopes.join(' ')}  ${plain(name)}\n`;

const addressOf = ({ pagesDomain }: Clinic): string =>
  `${pagesDomain ? `https://${pagesDomain.name}` : '<output PagesUrl>'}/v1`;
