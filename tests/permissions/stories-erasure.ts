import type { ClinicCloud } from '../../local/clinic/clinic-cloud.ts';
import { callClinic, giveSecret } from '../../local/clinic/form-provider.ts';
import { findForm } from '../../local/clinic/page-form.ts';
import type { Interceptor } from '../../local/cloud/index.ts';
import type { courseEvents } from '../support/events.ts';
import {
  AFTER_EMAIL,
  ANSWER,
  BEFORE_EMAIL,
  enrol,
  listIn,
  openCallBack,
  type Story,
  stopByMail,
  tell,
  until,
} from './story-steps.ts';

const erased = ({ event }: ReturnType<typeof courseEvents>, at: string) =>
  event('course.erased', at, { reason: 'asked for' });

/** Nothing is left of the course but that it is erased, and that is settled. */
async function forgotten({ courses }: ClinicCloud): Promise<string[]> {
  const { head, events, messages } = await courses.load('C-1');
  return [
    ...(head?.status === 'erased' ? ['refuses later events'] : []),
    ...(events.length + messages.length === 0 ? ['nothing is left'] : []),
    ...(head?.nextWakeAt === null ? ['settled'] : []),
  ];
}

/** Someone asks to be forgotten. */
export const erasure: Story = async (clinic) => {
  const course = await enrol(clinic);
  await tell(clinic, erased(course, BEFORE_EMAIL));
  return forgotten(clinic);
};

/** Whether a transaction is of the rest: with the tombstone nothing goes but the line that lists show. */
const clearsAway = (body: string): boolean => body.includes('"Delete"') && !/"(Put|Update)"/.test(body);

/** What an erasure leaves when record-event dies between the tombstone and the rest, each time it tries. */
async function interruptedErasure(clinic: ClinicCloud, at: string, email?: string): Promise<() => void> {
  const course = await enrol(clinic, email);
  await until(clinic, at);
  const remove = clinic.cloud.intercept({
    before: ({ caller, request }) =>
      caller.endsWith('-record-event') && clearsAway(request.body) ? 'crash' : undefined,
  });
  await tell(clinic, erased(course, at));
  return remove;
}

/** An erasure that was interrupted is finished by the wake of an e-mail that is not sent any more. */
export const tombstoneAtWake: Story = async (clinic) => {
  const remove = await interruptedErasure(clinic, BEFORE_EMAIL);
  await until(clinic, AFTER_EMAIL);
  remove();
  return forgotten(clinic);
};

/** … by the report that an e-mail bounced. */
export const tombstoneAtReport: Story = async (clinic) => {
  const remove = await interruptedErasure(clinic, AFTER_EMAIL, 'nobody@bounce.example');
  await until(clinic, '2026-02-26T09:15:30Z');
  remove();
  return forgotten(clinic);
};

/** … by the sweep. */
export const tombstoneAtSweep: Story = async (clinic) => {
  const loseWakes: Interceptor = { deliver: ({ queueArn }) => (queueArn.endsWith('-wakes') ? [] : [0]) };
  const stopLosing = clinic.cloud.intercept(loseWakes);
  const remove = await interruptedErasure(clinic, BEFORE_EMAIL);
  await until(clinic, '2026-02-26T12:00:00Z');
  remove();
  stopLosing();
  return forgotten(clinic);
};

/** What an erasure leaves that comes while somebody's request is at work, which then meets it. */
async function erasedMeanwhile(
  clinic: ClinicCloud,
  by: string,
  course: ReturnType<typeof courseEvents>,
  ask: () => Promise<unknown>,
) {
  let isOver = false;
  const remove = clinic.cloud.intercept({
    before: async ({ caller, operation, request }) => {
      if (caller.endsWith('-record-event') && clearsAway(request.body)) return 'crash';
      if (!caller.endsWith(by) || operation !== 'TransactWriteItems' || isOver) return undefined;
      isOver = true;
      clinic.putEvent(erased(course, clinic.cloud.clock.now()));
      await clinic.cloud.settle();
      return undefined;
    },
  });
  await ask();
  remove();
  return forgotten(clinic);
}

/** Someone whose first e-mail is there. */
async function mailed(clinic: ClinicCloud) {
  const course = await enrol(clinic);
  await until(clinic, AFTER_EMAIL);
  return course;
}

/** … by a patient who presses on the page at that very moment. */
export const tombstoneAtPage: Story = async (clinic) =>
  erasedMeanwhile(clinic, '-patient-pages', await mailed(clinic), () => stopByMail(clinic));

/** … by a form provider who tells of an answer at that very moment. */
export const tombstoneAtAnswer: Story = async (clinic) =>
  erasedMeanwhile(clinic, '-api', await mailed(clinic), async () =>
    callClinic(clinic, ANSWER, { secret: await giveSecret(clinic) }),
  );

/** … by a therapist who presses on the list. */
export const tombstoneAtList: Story = async (clinic) => {
  const course = await openCallBack(clinic);
  const form = findForm(await (await clinic.open(listIn(clinic))).text(), 'Fik fat i patienten');
  const body = new URLSearchParams(form?.fields);
  return erasedMeanwhile(clinic, '-staff-pages', course, () =>
    clinic.open(form?.action ?? '/s/none', { method: 'POST', body, redirect: 'manual' }),
  );
};
