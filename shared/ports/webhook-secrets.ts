import type { KeyPair, KeyPairStore } from './key-pair.ts';

/** A secret with which a form provider signs its calls: `whsec_`, and 256 bits as base64. */
export type WebhookSecret = { readonly secret: string };

/** A clinic's secrets: calls that are signed with either are taken. */
export type WebhookSecrets = KeyPair<WebhookSecret>;

/** Where a clinic's secrets for form providers are kept. */
export type WebhookSecretStore = KeyPairStore<WebhookSecret>;
