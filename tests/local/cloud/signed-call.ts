/** One AWS call as an SDK would sign it (the local endpoint reads signatures without checking them). */
export async function signedCall<T = unknown>(
  endpoint: string,
  service: string,
  target: string,
  input: unknown,
  accessKeyId = 'AKIDTEST',
) {
  const scope = `${accessKeyId}/20270101/eu-north-1/${service}/aws4_request`;
  const response = await fetch(endpoint, {
    method: 'POST',
    headers: {
      'content-type': `application/x-amz-json-1.${service === 'dynamodb' ? 0 : 1}`,
      'x-amz-target': target,
      authorization: `AWS4-HMAC-SHA256 Credential=${scope}, SignedHeaders=host, Signature=0`,
      'x-amz-date': '20270101T000000Z',
    },
    body: JSON.stringify(input),
  });
  return { status: response.status, headers: response.headers, body: (await response.json()) as T };
}
