import { freshToken } from '../../shared/api/tokens.ts';
import { createApiTokenStore } from '../../shared/aws/dynamo-tokens.ts';
import { SCOPES, type Scope } from '../../shared/ports/api-tokens.ts';
import type { ClinicCloud } from './clinic-cloud.ts';

/** Gives a program a token for the clinic's API, as an operator would; all that there is may be done with it. */
export async function giveToken(
  { cloud, stackName, documents }: ClinicCloud,
  scopes: readonly Scope[] = SCOPES,
): Promise<string> {
  const { text, token } = freshToken('a program', scopes, cloud.clock.now());
  await createApiTokenStore(documents, cloud.tableName(stackName)).add(token);
  return text;
}

/** Asks the clinic's API as a program does. @param json sent by POST; without it the path is read */
export const callApi = (
  clinic: ClinicCloud,
  path: string,
  token: string,
  json?: unknown,
): Promise<Response> =>
  clinic.open(path, {
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    ...(json !== undefined && { method: 'POST', body: JSON.stringify(json) }),
  });
