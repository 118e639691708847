import type { ReminderKey } from '../../shared/core/ids/reminder-key.ts';
import type { Instant } from '../../shared/core/time/instant.ts';

/** One e-mail as `simulate --json` prints it: a contract that other programs read. */
export type EmailJson = {
  readonly messageId: string;
  readonly sentAt: Instant;
  readonly to: string;
  /** `clinic`: the mailbox that patients answer to. */
  readonly audience: 'patient' | 'therapist' | 'manager' | 'clinic';
  /** A patient's course; in a digest, the course of each task in turn. */
  readonly courseIds: readonly string[];
  /** The keys of the reminders that a patient's e-mail carries. */
  readonly reminders: readonly ReminderKey[];
  /** The tasks of a digest; `tasks[i]` belongs to `courseIds[i]`. */
  readonly tasks: readonly string[];
  readonly language: 'da' | 'en';
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Names of the attached files. */
  readonly attachments: readonly string[];
};
