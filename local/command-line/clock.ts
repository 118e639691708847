import { type Instant, isInstantText, toInstant } from '../../shared/core/time/instant.ts';
import { optional, requiredInstant, type Values } from './command.ts';

/** A local clinic tells its own time in every answer. */
const VIRTUAL_DATE_HEADER = 'x-virtual-date';
const LOOPBACK = ['127.0.0.1', '[::1]', 'localhost'];

/**
 * The clock of a command that reads a clinic: `--as-of`, else that of the local clinic it is pointed at, else now.
 * @param env where AWS_ENDPOINT_URL points at a local clinic
 * @throws TypeError of `fetch` when that does not answer
 */
export async function clockOf(
  values: Values,
  env: Readonly<Record<string, string | undefined>> = process.env,
): Promise<Instant> {
  if (optional(values, 'as-of')) return requiredInstant(values, 'as-of');
  const endpoint = env['AWS_ENDPOINT_URL_DYNAMODB'] ?? env['AWS_ENDPOINT_URL'];
  const told = endpoint && isLocal(endpoint) ? await virtualDateAt(endpoint) : undefined;
  return told ?? toInstant(Date.now());
}

const isLocal = (url: string): boolean => URL.canParse(url) && LOOPBACK.includes(new URL(url).hostname);

async function virtualDateAt(endpoint: string): Promise<Instant | undefined> {
  const { headers } = await fetch(endpoint, { method: 'HEAD' });
  const told = headers.get(VIRTUAL_DATE_HEADER);
  return told !== null && isInstantText(told) ? toInstant(told) : undefined;
}
