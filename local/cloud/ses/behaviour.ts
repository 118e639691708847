import { bareAddress, domainOf } from './address.ts';
import { BEHAVIOURS, type Behaviour } from './state.ts';

const SIMULATOR: Readonly<Record<string, Behaviour>> = {
  success: 'deliver',
  bounce: 'bounce',
  ooto: 'auto-reply',
  complaint: 'complaint',
  suppressionlist: 'suppressed',
};

/** `soft-bounce` for everyone at `soft-bounce.example`, and so on. */
const atExample = (domain: string): Behaviour | undefined =>
  BEHAVIOURS.find((behaviour) => domain === `${behaviour}.example`);

/** What becomes of an e-mail: set for the address, or one of the simulator's, or what the domain is called after. */
export function behaviourOf(recipient: string, set: ReadonlyMap<string, Behaviour>): Behaviour {
  const address = bareAddress(recipient).toLowerCase();
  const domain = domainOf(address);
  const [local = ''] = address.split(/[+@]/);
  const simulated = domain === 'simulator.amazonses.com' ? SIMULATOR[local] : undefined;
  return set.get(address) ?? simulated ?? atExample(domain) ?? 'deliver';
}

/** The recipients by what becomes of the e-mail to them. */
export function byBehaviour(
  recipients: readonly string[],
  set: ReadonlyMap<string, Behaviour>,
): Map<Behaviour, string[]> {
  return Map.groupBy(recipients.map(bareAddress), (address) => behaviourOf(address, set));
}
