import { CognitoIdentityProviderClient } from '@aws-sdk/client-cognito-identity-provider';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { createStaffList } from '../../../shared/aws/dynamo-staff.ts';
import type { Clinic } from '../../../shared/clinic.ts';
import { resourceName } from '../../../shared/names.ts';
import { ROLES, type StaffMember } from '../../../shared/ports/staff-list.ts';
import { readAsOperator } from '../../clinic/clinic-table.ts';
import { type Command, required, type Values } from '../../command-line/command.ts';
import { clinicFor } from '../../files/clinic-file.ts';
import { type Look, lookOf } from '../../terminal/look.ts';
import { plain } from '../../terminal/text.ts';
import { renderTable } from '../../terminal/text-table.ts';
import { UsageError } from '../../terminal/usage-error.ts';
import { added, removed, type StaffPlaces, signedOut } from './changes.ts';
import { emailIn, fieldsIn } from './fields.ts';
import { openUserPool } from './pool.ts';

/** `staff`: who may sign in at a clinic's board. */
export const staff: Command = {
  summary: 'Adds, lists and removes who may sign in at a deployed clinic’s board.',
  help: `Usage: staff add --clinic FILE --name TEXT --email ADDRESS --role ROLE [--therapist ID]
       staff list --clinic FILE [--json]
       staff remove --clinic FILE --email ADDRESS
       staff sign-out --clinic FILE --email ADDRESS

Who is on the list signs in at the clinic's board with a code that comes by e-mail, or a passkey; there are no passwords.
Whoever is removed sees nothing from the next request on. Another role: remove and add. sign-out ends somebody's sessions
everywhere: for a lost telephone. It works with your AWS credentials; with AWS_ENDPOINT_URL on a local clinic.

  --clinic FILE     the clinic's settings
  --name TEXT       their name, as the board and the access log show it
  --email ADDRESS   with which they sign in
  --role ROLE       ${ROLES.join(', ')}
  --therapist ID    by which courses know them; a therapist has one, a manager may
  --json            prints the list as JSON
`,
  examples: [
    'add --clinic clinics/sundby.json --name "Anna Holm" --email anna@sundby.example --role therapist --therapist T-1',
    'add --clinic clinics/sundby.json --name "Eva Lind" --email eva@sundby.example --role manager',
    'list --clinic clinics/sundby.json',
    'remove --clinic clinics/sundby.json --email anna@sundby.example',
  ],
  argument: 'ACTION',
  options: {
    clinic: { type: 'string' },
    name: { type: 'string' },
    email: { type: 'string' },
    role: { type: 'string' },
    therapist: { type: 'string' },
    json: { type: 'boolean' },
  },
  async run(values, [action = '']) {
    const act = Object.hasOwn(ACTIONS, action) ? ACTIONS[action] : undefined;
    if (!act) throw new UsageError('say what to do: staff add, staff list, staff remove or staff sign-out.');
    const clinic = clinicFor(required(values, 'clinic', "the clinic's file"));
    if (!clinic.board) throw new UsageError('--clinic: expected a clinic with a board; its file sets none.');
    process.stdout.write(await act(values, clinic, placesOf(clinic)));
    return 0;
  },
};

/** On a local clinic one picks who one is: there is no pool. */
function placesOf(clinic: Clinic, { AWS_ENDPOINT_URL: local } = process.env): StaffPlaces {
  const { region } = clinic;
  const documents = DynamoDBDocumentClient.from(new DynamoDBClient({ region }));
  const hasPool = clinic.board?.signIn === undefined && local === undefined;
  return {
    list: createStaffList(documents, resourceName(clinic)),
    pool: hasPool ? openUserPool(new CognitoIdentityProviderClient({ region }), resourceName(clinic)) : null,
  };
}

type Act = (values: Values, clinic: Clinic, places: StaffPlaces) => Promise<string>;

const ACTIONS: Readonly<Record<string, Act>> = {
  async add(values, clinic, places) {
    const fields = fieldsIn(values);
    const { name, role } = await readAsOperator(clinic, () => added(places, fields));
    const rest = clinic.board?.signIn
      ? ` at ${clinic.board.signIn.issuer}, which has to know the address`
      : '';
    return `${plain(name)} (${role}) may sign in${rest}.\n`;
  },
  async list(values, clinic, { list }) {
    const all = await readAsOperator(clinic, () => list.list());
    if (values['json']) return `${JSON.stringify({ staff: all.map(listed) }, null, 2)}\n`;
    return all.length === 0
      ? 'Nobody is on the list.\n'
      : `${tableOf(all, lookOf(process.stdout)).join('\n')}\n`;
  },
  async remove(values, clinic, places) {
    const email = emailIn(values);
    await readAsOperator(clinic, () => removed(places, email));
    return `${plain(email)} is off the list and sees nothing any more.\n`;
  },
  async 'sign-out'(values, clinic, places) {
    const email = emailIn(values);
    const { name } = await readAsOperator(clinic, () => signedOut(places, email));
    return `${plain(name)} is signed out everywhere.\n`;
  },
};

const listed = ({ name, email, role, therapistId }: StaffMember) => ({ name, email, role, therapistId });

/** The list as an aligned table. */
export const tableOf = (all: readonly StaffMember[], look: Look): string[] =>
  renderTable(
    [{ title: 'name' }, { title: 'e-mail' }, { title: 'role' }, { title: 'therapist' }],
    all.map(({ name, email, role, therapistId }) => [name, email, role, therapistId ?? ''].map(plain)),
    look,
  );
