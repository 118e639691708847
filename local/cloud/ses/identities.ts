import { AwsError } from '../base/aws-error.ts';
import { bareAddress, domainOf } from './address.ts';

/** A domain or an address that may send. */
export type SesIdentity = {
  readonly name: string;
  /** Default true. */
  readonly verified?: boolean;
  /** Its own MAIL FROM domain is set up to reject e-mails and is not verified. */
  readonly mailFromFailed?: boolean;
};

/**
 * Whether an address may send.
 * @throws AwsError MessageRejected, MailFromDomainNotVerifiedException
 */
export function assertMaySend(from: string, identities: readonly SesIdentity[], region: string): void {
  const identity = identityOf(bareAddress(from), identities);
  if (!identity || identity.verified === false) {
    const failed = `The following identities failed the check in region ${region.toUpperCase()}: ${from}`;
    throw new AwsError('MessageRejected', 400, `Email address is not verified. ${failed}`);
  }
  if (identity.mailFromFailed) {
    const message = `The MAIL FROM domain of ${identity.name} is not verified.`;
    throw new AwsError('MailFromDomainNotVerifiedException', 400, message);
  }
}

/** The identity that an address sends under: its own, or that of its domain or of one above it. */
export function identityOf(address: string, identities: readonly SesIdentity[]): SesIdentity | undefined {
  const domain = domainOf(address).toLowerCase();
  return (
    identities.find(({ name }) => name === address) ??
    identities.find(({ name }) => `.${domain}`.endsWith(`.${name.toLowerCase()}`))
  );
}

/** The identity as ListEmailIdentities shows it. */
export const identitySummary = ({ name, verified = true }: SesIdentity) => ({
  IdentityName: name,
  IdentityType: name.includes('@') ? 'EMAIL_ADDRESS' : 'DOMAIN',
  SendingEnabled: verified,
  VerificationStatus: verified ? 'SUCCESS' : 'PENDING',
});

/** The identity as GetEmailIdentity shows it. @throws AwsError NotFoundException */
export function identityDetails(name: string, identities: readonly SesIdentity[]) {
  const identity = identities.find((each) => each.name === name);
  if (!identity) throw new AwsError('NotFoundException', 404, `Email identity ${name} does not exist.`);
  const { IdentityType, VerificationStatus, SendingEnabled } = identitySummary(identity);
  return { IdentityType, VerificationStatus, VerifiedForSendingStatus: SendingEnabled };
}
