/** An error that a DynamoDB engine answered with. */
export class DynamoCallError extends Error {
  override readonly name = 'DynamoCallError';
  readonly type: string;

  constructor(type: string, message: string) {
    super(`${type}: ${message}`);
    this.type = type;
  }
}

const HEADERS = {
  'content-type': 'application/x-amz-json-1.0',
  authorization:
    'AWS4-HMAC-SHA256 Credential=local/20260101/eu-north-1/dynamodb/aws4_request, SignedHeaders=host, Signature=0',
  'x-amz-date': '20260101T000000Z',
};

/**
 * One call to an engine without an SDK, for set-up and snapshots; it counts as nobody's call.
 * @throws DynamoCallError when the engine refuses
 */
export async function callDynamo(
  endpoint: string,
  operation: string,
  input: Readonly<Record<string, unknown>>,
): Promise<Record<string, unknown>> {
  const response = await fetch(endpoint, {
    method: 'POST',
    headers: { ...HEADERS, 'x-amz-target': `DynamoDB_20120810.${operation}` },
    body: JSON.stringify(input),
  });
  const output = (await response.json()) as Record<string, unknown>;
  if (response.ok) return output;
  const type = String(output['__type'] ?? response.status).replace(/^.*#/, '');
  throw new DynamoCallError(type, String(output['message'] ?? output['Message'] ?? ''));
}
