import type { CloseReason } from '../../shared/core/events/events.ts';
import type { UnreachableReason } from '../../shared/core/reminders/log.ts';

/** Why a patient cannot be e-mailed, as a clause. */
export const UNREACHABLE: Readonly<Record<UnreachableReason, string>> = {
  'no-address': 'the patient has no e-mail address',
  'no-consent': 'the patient has not consented to e-mails',
  bounced: "e-mails to the patient's address bounced",
  complained: 'the patient marked an e-mail as spam',
};

/** Why a course was closed, as a clause. */
export const CLOSED_BECAUSE: Readonly<Record<CloseReason, string>> = {
  completed: 'it was completed',
  'goals-reached': 'the goals were reached',
  declined: 'the patient declined it',
  withdrew: 'the patient withdrew',
  'referred-on': 'the patient was referred on',
  transferred: 'the patient was transferred',
  deceased: 'the patient died',
  other: 'for another reason',
};
