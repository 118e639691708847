import {
  AdminCreateUserCommand,
  AdminDeleteUserCommand,
  type CognitoIdentityProviderClient,
  paginateListUserPools,
  UserNotFoundException,
  UsernameExistsException,
} from '@aws-sdk/client-cognito-identity-provider';
import { UnableError } from '../../terminal/unable-error.ts';

/** The users of the service at which a clinic's staff sign in, where that is deployed with the clinic. */
export type UserPool = {
  /** Somebody may sign in with an address that is theirs. Repeating it is harmless. */
  add(email: string): Promise<void>;
  remove(email: string): Promise<void>;
};

/** The user pool of a clinic's stack, known by its name. */
export function openUserPool(client: CognitoIdentityProviderClient, name: string): UserPool {
  let known: Promise<string> | undefined;
  const pool = () => {
    known ??= poolIdOf(client, name);
    return known;
  };
  return {
    async add(email) {
      const command = new AdminCreateUserCommand({
        UserPoolId: await pool(),
        Username: email,
        UserAttributes: [
          { Name: 'email', Value: email },
          { Name: 'email_verified', Value: 'true' },
        ],
        // There is no password to send.
        MessageAction: 'SUPPRESS',
      });
      await client.send(command).catch(unless(UsernameExistsException));
    },
    async remove(email) {
      const command = new AdminDeleteUserCommand({ UserPoolId: await pool(), Username: email });
      await client.send(command).catch(unless(UserNotFoundException));
    },
  };
}

const MOST_AT_ONCE = 60;

/** @throws UnableError when the stack has none */
async function poolIdOf(client: CognitoIdentityProviderClient, name: string): Promise<string> {
  for await (const { UserPools = [] } of paginateListUserPools({ client }, { MaxResults: MOST_AT_ONCE })) {
    const found = UserPools.find((each) => each.Name === name)?.Id;
    if (found !== undefined) return found;
  }
  throw new UnableError(`The user pool ${name} is not there: deploy the clinic with its board first.`);
}

const unless =
  (harmless: typeof UsernameExistsException | typeof UserNotFoundException) =>
  (error: unknown): void => {
    if (!(error instanceof harmless)) throw error;
  };
