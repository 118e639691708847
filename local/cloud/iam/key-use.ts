import type { EncryptedModel, StackModel } from '../base/stack-model.ts';
import type { AccessRequest } from './request.ts';

/** What a service does with the key of a queue, in the name of whoever calls it. A table's is only ever decrypted with. */
const USES: Readonly<Record<string, readonly string[]>> = {
  'sqs:SendMessage': ['kms:GenerateDataKey', 'kms:Decrypt'],
  'sqs:ReceiveMessage': ['kms:Decrypt'],
};

const BY_BUS: readonly string[] = ['kms:GenerateDataKey', 'kms:Decrypt'];
const BY_ARCHIVE: readonly string[] = [...BY_BUS, 'kms:ReEncryptFrom', 'kms:ReEncryptTo'];

/** Which keys the things of an account are encrypted with, and what permission their use needs besides. */
export class KeyUse {
  readonly #all: readonly EncryptedModel[];
  readonly #byArn: ReadonlyMap<string, EncryptedModel>;

  constructor(stacks: readonly StackModel[]) {
    this.#all = stacks.flatMap(({ encrypted }) => encrypted);
    this.#byArn = new Map(this.#all.map((each) => [each.arn, each]));
  }

  /** What else a request needs because its table or queue is encrypted. */
  of({ action, resource, context }: AccessRequest, region: string): AccessRequest[] {
    const [arn = ''] = resource.split('/index/', 1);
    const found = this.#byArn.get(arn);
    if (!found) return [];
    const [service = ''] = action.split(':', 1);
    const uses = USES[action] ?? (service === 'dynamodb' ? ['kms:Decrypt'] : []);
    const via = { ...context, 'kms:ViaService': `${service}.${region}.amazonaws.com` };
    return uses.map((use) => ({ action: use, resource: found.keyArn, context: via }));
  }

  /** What EventBridge asks of each key that a bus or an archive is to be made with; of what it is for it says nothing yet. */
  toMake(): { readonly arn: string; readonly request: AccessRequest }[] {
    return this.#all
      .filter(({ kind }) => kind === 'bus' || kind === 'archive')
      .map(({ arn, keyArn }) => ({
        arn,
        request: { action: 'kms:DescribeKey', resource: keyArn, context: {} },
      }));
  }

  /** What EventBridge needs so that a bus, or its archive, can keep an event and read it again. */
  toKeepEvent(busArn: string, kind: 'bus' | 'archive', account: string): AccessRequest[] {
    const found = this.#all.find((each) => each.kind === kind && each.busArn === busArn);
    if (!found) return [];
    const kept = { 'kms:EncryptionContext:aws:events:event-bus:arn': busArn };
    const source = { 'aws:SourceAccount': account, 'aws:SourceArn': busArn };
    const context = kind === 'bus' ? { ...kept, ...source } : kept;
    const actions = kind === 'bus' ? BY_BUS : BY_ARCHIVE;
    return actions.map((action) => ({ action, resource: found.keyArn, context }));
  }
}
