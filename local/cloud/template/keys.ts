import type { EncryptedModel, KeyModel } from '../base/stack-model.ts';
import { TemplateError } from '../base/template-error.ts';
import type { Resource, ResourceReader } from './reader.ts';
import { encryptionProperties, keyProperties } from './resources.ts';

const KINDS: readonly (readonly [string, EncryptedModel['kind']])[] = [
  ['AWS::DynamoDB::GlobalTable', 'table'],
  ['AWS::DynamoDB::Table', 'table'],
  ['AWS::SQS::Queue', 'queue'],
  ['AWS::Events::EventBus', 'bus'],
  ['AWS::Events::Archive', 'archive'],
];

/** The keys of a stack, and what they encrypt. @throws TemplateError for a key that is not the stack's */
export function readKeys(reader: ResourceReader): { keys: KeyModel[]; encrypted: EncryptedModel[] } {
  const keys = reader.all('AWS::KMS::Key', ({ arn, read }) => ({
    arn,
    statements: read(keyProperties).KeyPolicy.Statement,
  }));
  const encrypted = KINDS.flatMap(([type, kind]) =>
    reader.all(type, (resource) => readEncryption(resource, kind, keys)).flat(),
  );
  return { keys, encrypted };
}

function readEncryption(
  { logicalId, arn, read }: Resource,
  kind: EncryptedModel['kind'],
  keys: readonly KeyModel[],
): EncryptedModel[] {
  const { KmsMasterKeyId, KmsKeyIdentifier, SSESpecification, Replicas, SourceArn } =
    read(encryptionProperties);
  const ofTable = Replicas?.[0]?.SSESpecification ?? SSESpecification;
  const named = KmsMasterKeyId ?? KmsKeyIdentifier ?? ofTable?.KMSMasterKeyId;
  if (named === undefined || named.startsWith('alias/aws/')) return [];
  const key = keys.find((each) => each.arn === named || each.arn.endsWith(`:key/${named}`));
  if (!key) throw new TemplateError(`${logicalId}: its key ${named} is none of this stack`);
  const busArn = kind === 'bus' ? arn : SourceArn;
  return [{ kind, arn, keyArn: key.arn, ...(busArn !== undefined && { busArn }) }];
}
