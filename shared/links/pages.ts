import type { TaskId } from '../core/ids/task-id.ts';
import type { Links } from './links.ts';

/** The pages that mails lead to. */
export type Pages = {
  /** Their address, without a slash at its end. */
  readonly url: string;
  readonly links: Pick<Links, 'seal'>;
};

/** The address of a patient's own page. In a rehearsal the manager gets it, to look at. */
export const patientPage = async (
  { url, links }: Pages,
  courseId: string,
  delivery: 'live' | 'rehearsal',
): Promise<string> => {
  const rehearsal = delivery === 'rehearsal' && ({ rehearsal: true } as const);
  return `${url}/p/${await links.seal({ purpose: 'patient', courseId, ...rehearsal })}`;
};

/** The address of the list of one recipient of digests. */
export const listPage = async ({ url, links }: Pages, recipient: string): Promise<string> =>
  `${url}/s/${await links.seal({ purpose: 'staff', recipient })}`;

/** The address of one task of a course, on nobody's list. */
export const taskPage = async ({ url, links }: Pages, courseId: string, task: TaskId): Promise<string> =>
  `${url}/s/${await links.seal({ purpose: 'task', courseId, task, recipient: null })}`;
