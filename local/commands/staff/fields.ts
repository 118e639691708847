import * as z from 'zod';
import { emailKey, ROLES, type Role } from '../../../shared/ports/staff-list.ts';
import { required, type Values } from '../../command-line/command.ts';
import { UsageError } from '../../terminal/usage-error.ts';

/** Somebody as the command is told of them. */
export type Fields = {
  readonly name: string;
  readonly email: string;
  readonly role: Role;
  readonly therapistId: string | null;
};

const MOST_LETTERS = 80;
const MOST_OF_ID = 64;

/** @throws UsageError that names the option, and what was expected there */
export function fieldsIn(values: Values): Fields {
  const name = required(values, 'name', 'their name').trim();
  if (name.length > MOST_LETTERS || /[\p{C}\p{Zl}\p{Zp}]/u.test(name))
    throw new UsageError(`--name: expected at most ${MOST_LETTERS} characters in one line.`);
  const role = ROLES.find((each) => each === values['role']);
  if (!role) throw new UsageError(`--role: expected ${ROLES.join(', ')}.`);
  return { name, email: emailIn(values), role, therapistId: therapistIn(values, role) };
}

/** @throws UsageError when there is none, or it is none */
export function emailIn(values: Values): string {
  const email = emailKey(required(values, 'email', 'the address with which they sign in'));
  if (!z.email().safeParse(email).success) throw new UsageError('--email: expected an e-mail address.');
  return email;
}

function therapistIn({ therapist }: Values, role: Role): string | null {
  if (therapist === undefined && role === 'therapist')
    throw new UsageError('--therapist is missing: give the id by which courses know the therapist.');
  if (therapist === undefined) return null;
  const isId = typeof therapist === 'string' && /^\S+$/.test(therapist) && therapist.length <= MOST_OF_ID;
  if (!isId)
    throw new UsageError(`--therapist: expected an id without spaces, ${MOST_OF_ID} characters at most.`);
  return therapist;
}
