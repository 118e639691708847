import * as z from 'zod';
import { clinicSchema } from './clinic.ts';

/** What a handler needs of the clinic's file: everything that is not about deployment. */
export const runtimeClinicSchema = z.preprocess(withDeploymentFields, clinicSchema);

/** The protocols that the clinic adds, put into the code when it is bundled; absent where it adds none. */
declare const CLINIC_PROTOCOLS: unknown;

/** The deployment's own fields never reach a handler; the schema of the file wants them all the same. Protocols come with the code. */
function withDeploymentFields(value: unknown): unknown {
  return {
    account: '000000000000',
    region: 'xx-none-1',
    operatorEmail: 'nobody@invalid.example',
    protocols: typeof CLINIC_PROTOCOLS === 'undefined' ? [] : CLINIC_PROTOCOLS,
    ...Object(value),
  };
}

const common = {
  CLINIC: z
    .string()
    .transform((text) => JSON.parse(text) as unknown)
    .pipe(runtimeClinicSchema),
  TABLE_NAME: z.string().min(1),
};
const waking = {
  SCHEDULE_GROUP: z.string().min(1),
  WAKE_QUEUE_ARN: z.string().min(1),
  SCHEDULER_ROLE_ARN: z.string().min(1),
};
const refusing = { DEAD_LETTERS_URL: z.string().min(1) };
const mailing = {
  CONFIGURATION_SET: z.string().min(1),
  /** Where the pages behind the links in e-mails are, without a slash at the end. */
  PAGES_URL: z.url().regex(/[^/]$/),
};

/** Environment of a function that keeps courses and wakes them. */
export const courseEnvironment = z.object({ ...common, ...waking });
/** Environment of the function that answers the clinic's staff; without a board nobody signs in. */
export const staffEnvironment = z.object({
  ...common,
  ...waking,
  SIGN_IN_ISSUER: z.url().optional(),
  SIGN_IN_CLIENT_ID: z.string().min(1).optional(),
});
/** Environment of the function that records events: what it refuses goes where the operator looks. */
export const recordEnvironment = z.object({ ...common, ...waking, ...refusing });
/** Environment of the function that wakes courses. */
export const wakeEnvironment = z.object({ ...common, ...waking, ...mailing });
/** Environment of the function that follows e-mails. */
export const trackEnvironment = z.object({ ...common, ...waking, ...mailing, ...refusing });
/** Environment of the function that e-mails the clinic. */
export const digestEnvironment = z.object({ ...common, ...mailing });

/**
 * What this process's environment tells a function. It is read once: making code of its schemas, as zod does for what is read
 * often, would cost each start more than it saves.
 * @throws z.ZodError naming each wrong variable and what was expected
 */
export const readEnvironment = <Schema extends z.ZodType>(schema: Schema): z.output<Schema> =>
  schema.parse(process.env, { jitless: true });
