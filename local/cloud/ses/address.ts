import { AwsError } from '../base/aws-error.ts';

const illegal = (message: string): AwsError => new AwsError('BadRequestException', 400, message);

/**
 * The address in `name@domain` or `Name <name@domain>`. As the service asks, everything is ASCII (names as
 * encoded words, domains in Punycode) and a name with punctuation is quoted.
 * @throws AwsError BadRequestException
 */
export function bareAddress(text: string): string {
  if (!/^[ -~]*$/.test(text)) throw illegal('Addresses and names must consist of ASCII characters.');
  const [, name = '', inBrackets] = /^(.*)<([^<>]*)>$/.exec(text.trim()) ?? [];
  if (!isName(name.trim())) throw illegal("Missing final '@domain'");
  const address = inBrackets ?? text.trim();
  const [, local, domain] = /^([^@]*)@([^@]*)$/.exec(address) ?? [];
  if (!local || !domain) throw illegal("Missing final '@domain'");
  if (/[\s()<>[\]:;\\,"]/.test(local)) throw illegal('Local address contains control or whitespace');
  if (!/^[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+$/.test(domain)) throw illegal('Domain contains illegal character');
  return address;
}

/** The domain of an address. */
export const domainOf = (address: string): string => address.slice(address.lastIndexOf('@') + 1);

const isName = (name: string) => /^"([^"\\]|\\.)*"$/.test(name) || /^[^()<>[\]:;@\\,"]*$/.test(name);
