import { createHmac } from 'node:crypto';
import { freshSecret } from '../../shared/api/signature.ts';
import { createWebhookSecretStore } from '../../shared/aws/dynamo-keys.ts';
import { epochSeconds, type Instant } from '../../shared/core/time/instant.ts';
import { firstOf, rotatedTo } from '../../shared/ports/key-pair.ts';
import type { ClinicCloud } from './clinic-cloud.ts';

/** Where providers tell that a questionnaire was answered. */
export const ADDRESS = '/v1/questionnaire-answers';

export type Signing = { readonly secret: string; readonly id?: string; readonly at: Instant };

/** The headers of a call, signed as a provider would. */
export function signed(body: string, { secret, id = 'call-1', at }: Signing) {
  const seconds = epochSeconds(at);
  const key = Buffer.from(secret.slice('whsec_'.length), 'base64');
  const v1 = createHmac('sha256', key).update(`${id}.${seconds}.${body}`).digest('base64');
  return { 'webhook-id': id, 'webhook-timestamp': `${seconds}`, 'webhook-signature': `v1,${v1}` };
}

/** Gives the clinic a secret, another one if it has one, as an operator would. */
export async function giveSecret({ cloud, stackName, documents }: ClinicCloud): Promise<string> {
  const store = createWebhookSecretStore(documents, cloud.tableName(stackName));
  const known = await store.load();
  const fresh = freshSecret();
  await store.write(known ? rotatedTo(known, fresh, cloud.clock.now()) : firstOf(fresh));
  return fresh.secret;
}

/** Calls the clinic's API as a provider does, by the clinic's clock. */
export function callClinic(
  clinic: ClinicCloud,
  json: unknown,
  signing: Omit<Signing, 'at'> & Partial<Signing>,
) {
  const body = JSON.stringify(json);
  const headers = signed(body, { at: clinic.cloud.clock.now(), ...signing });
  return clinic.open(ADDRESS, {
    method: 'POST',
    headers: { ...headers, 'content-type': 'application/json' },
    body,
  });
}
