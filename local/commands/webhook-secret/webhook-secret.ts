import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { ANSWERS_PATH } from '../../../shared/api/app.ts';
import { freshSecret } from '../../../shared/api/signature.ts';
import { createWebhookSecretStore } from '../../../shared/aws/dynamo-keys.ts';
import type { Clinic } from '../../../shared/clinic.ts';
import type { Instant } from '../../../shared/core/time/instant.ts';
import { resourceName } from '../../../shared/names.ts';
import { firstOf, replacedBy, rotatedTo } from '../../../shared/ports/key-pair.ts';
import type { WebhookSecretStore, WebhookSecrets } from '../../../shared/ports/webhook-secrets.ts';
import { readAsOperator } from '../../clinic/clinic-table.ts';
import { clockOf } from '../../command-line/clock.ts';
import { type Command, required } from '../../command-line/command.ts';
import { clinicFor } from '../../files/clinic-file.ts';
import { UnableError } from '../../terminal/unable-error.ts';
import { UsageError } from '../../terminal/usage-error.ts';

/** `webhook-secret`: what a form provider signs its calls with. */
export const webhookSecret: Command = {
  summary: 'Makes the secret with which a form provider signs what it tells a deployed clinic.',
  help: `Usage: webhook-secret --clinic FILE [--rotate | --replace] [--as-of INSTANT]

A form provider tells the clinic that a questionnaire was answered, and signs that with a secret
(docs/form-providers.md). The command makes it and prints it, this once: hand it to the provider. It works with your AWS
credentials; with AWS_ENDPOINT_URL on a local clinic.

  --clinic FILE     the clinic's settings
  --rotate          another secret; calls signed with the former one go on until the next rotation
  --replace         somebody has got hold of it: another secret, and no former one counts from now on
  --as-of INSTANT   the clock (default: now; of a local clinic its own)
`,
  examples: ['--clinic clinics/sundby.json', '--clinic clinics/sundby.json --rotate'],
  options: {
    clinic: { type: 'string' },
    rotate: { type: 'boolean' },
    replace: { type: 'boolean' },
    'as-of': { type: 'string' },
  },
  async run(values) {
    const clinic = clinicFor(required(values, 'clinic', "the clinic's file"));
    if (values['rotate'] && values['replace']) throw new UsageError('Give --rotate or --replace, not both.');
    const how = values['replace'] ? 'replace' : values['rotate'] ? 'rotate' : 'make';
    const now = await clockOf(values);
    const client = DynamoDBDocumentClient.from(new DynamoDBClient({ region: clinic.region }));
    const store = createWebhookSecretStore(client, resourceName(clinic));
    const secret = await readAsOperator(clinic, () => newSecret(store, how, now));
    process.stdout.write(told(clinic, how, secret));
    return 0;
  },
};

type How = 'make' | 'rotate' | 'replace';

/**
 * Writes a secret for the form provider of a clinic.
 * @throws UnableError when there is one already and another was not asked for, when there is none to change, or when
 * somebody else changes it
 */
export async function newSecret(store: WebhookSecretStore, how: How, now: Instant): Promise<string> {
  const secrets = afterwards(await store.load(), how, now);
  if (!(await store.write(secrets)))
    throw new UnableError('Somebody else has just changed the secret: nothing was done.');
  return secrets.current.secret;
}

function afterwards(known: WebhookSecrets | null, how: How, now: Instant): WebhookSecrets {
  if (!known && how === 'make') return firstOf(freshSecret());
  if (!known) throw new UnableError('There is no secret yet: leave the option out to make one.');
  switch (how) {
    case 'make':
      throw new UnableError('There is a secret, which is not shown again: --rotate makes another.');
    case 'rotate':
      return rotatedTo(known, freshSecret(), now);
    case 'replace':
      return replacedBy(known, freshSecret());
    default:
      return how satisfies never;
  }
}

const SAID: Readonly<Record<How, string>> = {
  make: 'It is not shown again.',
  rotate: 'It is not shown again. Calls signed with the former secret go on until the next rotation.',
  replace: 'It is not shown again. Calls signed with any former secret are refused from now on.',
};

const told = ({ pagesDomain }: Clinic, how: How, secret: string): string => {
  const pages = pagesDomain ? `https://${pagesDomain.name}` : '<output PagesUrl>';
  return `Secret:  ${secret}\nAddress: ${pages}${ANSWERS_PATH}\n${SAID[how]}\n`;
};
