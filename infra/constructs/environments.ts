import type { Clinic } from '../../shared/clinic.ts';
import { runtimeSettings } from '../clinics/runtime-settings.ts';
import type { FunctionName } from './clinic-function.ts';
import type { ClinicQueues } from './clinic-queues.ts';
import type { CourseTable } from './course-table.ts';
import type { ClinicEmail } from './email-identity.ts';
import type { ClinicFront } from './front.ts';
import type { QueueWithDeadLetters } from './queue-with-dead-letters.ts';
import type { StaffSignIn } from './staff-sign-in.ts';
import type { WakeSchedules } from './wake-schedules.ts';

export type EnvironmentSources = {
  readonly clinic: Clinic;
  readonly serviceName: string;
  readonly courses: CourseTable;
  readonly queues: ClinicQueues;
  readonly schedules: WakeSchedules;
  readonly email: ClinicEmail;
  readonly front: ClinicFront;
  /** Absent when the clinic has no board. */
  readonly signIn: StaffSignIn | undefined;
};

type Environment = Readonly<Record<string, string>>;

/** What each function is told. Names only: nothing in an environment is secret. */
export function environmentsOf(sources: EnvironmentSources): Readonly<Record<FunctionName, Environment>> {
  const { queues, schedules, email } = sources;
  const common = {
    CLINIC: JSON.stringify(runtimeSettings(sources.clinic)),
    TABLE_NAME: sources.courses.table.tableName,
    POWERTOOLS_SERVICE_NAME: sources.serviceName,
    POWERTOOLS_METRICS_NAMESPACE: 'CourseReminders',
  };
  const arming = {
    SCHEDULE_GROUP: schedules.group.ref,
    WAKE_QUEUE_ARN: queues.wakes.queue.queueArn,
    SCHEDULER_ROLE_ARN: schedules.role.roleArn,
  };
  const refusing = (queue: QueueWithDeadLetters) => ({ DEAD_LETTERS_URL: queue.deadLetters.queueUrl });
  const sending = {
    CONFIGURATION_SET: email.configurationSet.configurationSetName,
    PAGES_URL: sources.front.url,
  };
  const { signIn } = sources;
  const signingIn = signIn && { SIGN_IN_ISSUER: signIn.issuer, SIGN_IN_CLIENT_ID: signIn.clientId };
  return {
    'record-event': { ...common, ...arming, ...refusing(queues.events) },
    'wake-course': { ...common, ...arming, ...sending },
    'track-email': { ...common, ...arming, ...sending, ...refusing(queues.emails) },
    'send-digest': { ...common, ...sending },
    sweep: { ...common, ...arming },
    'patient-pages': { ...common, ...arming },
    api: { ...common, ...arming },
    'staff-pages': { ...common, ...arming, ...signingIn },
  };
}
