import { describe, expect, test } from 'vitest';
import { parseReminderKey } from '../../shared/core/ids/reminder-key.ts';
import type { DeliveryOutcome, Report } from '../../shared/core/reminders/delivery.ts';
import type { Message } from '../../shared/core/reminders/log.ts';
import { toInstant } from '../../shared/core/time/instant.ts';
import { someOf } from '../support/exhaustive.ts';
import { permutations } from '../support/permutations.ts';
import { claimWith, commitClaim, headWith } from '../support/stored-records.ts';
import { keysInIndex, newCourse, type StoreUnderTest } from './store-under-test.ts';

const LATER = toInstant('2026-03-02T09:20:00Z');
const LAST_DAY = 1_800_000_000;
const takenAt = (attempt: number) => toInstant(`2026-03-02T09:0${attempt}:00Z`);
const report = (attempt: number, outcome: DeliveryOutcome | null = null): Report => ({
  messageId: '0001',
  attempt,
  sentAt: takenAt(attempt),
  delivery: outcome && { outcome, at: LATER },
});
const { leaseUntil: _, status: __, ...sending } = claimWith();
/** A message of which an attempt was taken, with what is known of it. */
const sent = (attempt: number, outcome: DeliveryOutcome | null = null): Message => ({
  ...sending,
  attempt,
  status: 'sent',
  sentAt: takenAt(attempt),
  ...(outcome && { delivery: { outcome, at: LATER } }),
});
const withAttempt = (attempt: number): Record<string, Message> => ({
  claimed: claimWith({ attempt }),
  released: { ...sending, attempt, status: 'released', retryAt: LATER },
  withdrawn: { ...sending, attempt, status: 'withdrawn', settledAt: LATER },
  failed: { ...sending, attempt, status: 'failed', settledAt: LATER, reason: 'no answer' },
});

/** What goes out of a claimed message is noted before it is sent. */
export function narrowContract(tested: () => StoreUnderTest): void {
  describe('narrow', () => {
    const dropped = [parseReminderKey('closing/questionnaires')];

    test('leaves reminders out of a claim, which stays one', async () => {
      const { store, courseId } = newCourse(tested());
      await commitClaim(store, courseId);
      expect(await store.narrow(courseId, { messageId: '0001', attempt: 1 }, dropped)).toBe(true);
      expect((await store.load(courseId)).messages).toEqual([claimWith({ dropped })]);
      expect(await keysInIndex(tested(), 'wakes', courseId)).toEqual(['MESSAGE#0001']);
    });

    test.each([
      ['another attempt', claimWith({ attempt: 2 })],
      ['a message that is settled', sent(1)],
      ['no message', null],
    ])('changes nothing for %s', async (_title, found) => {
      const { store, courseId } = newCourse(tested());
      if (found) await commitClaim(store, courseId, found);
      expect(await store.narrow(courseId, { messageId: '0001', attempt: 1 }, dropped)).toBe(false);
      expect((await store.load(courseId)).messages).toEqual(found ? [found] : []);
    });
  });
}

/** Reports of the e-mail provider, late and in any order. */
export function reportContract(tested: () => StoreUnderTest): void {
  describe('report', () => {
    /** A course whose message is as found, after some reports. */
    async function messageAfter(found: Message, reports: readonly Report[]) {
      const { store, courseId } = newCourse(tested());
      await commitClaim(store, courseId, found);
      const answers = [];
      for (const each of reports) answers.push(await store.report(courseId, each));
      const [message] = (await store.load(courseId)).messages;
      return { message, answers, wakes: await keysInIndex(tested(), 'wakes', courseId) };
    }

    test.each(Object.entries(withAttempt(2)))(
      'whatever is %s and was taken is sent',
      async (_title, found) => {
        const unsent = { isSent: false, outcome: null, isNews: true };
        expect(await messageAfter(found, [report(2)])).toEqual({
          message: sent(2),
          answers: [unsent],
          wakes: [],
        });
        expect(await messageAfter(found, [report(1, 'soft-bounced')])).toEqual({
          message: sent(1, 'soft-bounced'),
          answers: [unsent],
          wakes: [],
        });
        const ahead = await messageAfter(found, [report(3)]);
        expect(ahead.message).toEqual(found);
        expect(ahead.answers).toEqual([{ ...unsent, isNews: false }]);
      },
    );

    test('a message that was given up keeps what it carried', async () => {
      const dropped = [parseReminderKey('closing/nudge/2026-03-02')];
      const found: Message = { ...sending, dropped, status: 'withdrawn', settledAt: LATER };
      expect((await messageAfter(found, [report(1)])).message).toEqual({ ...sent(1), dropped });
    });

    test.each<[string, DeliveryOutcome | null, DeliveryOutcome | null, boolean]>([
      ['nothing more', null, null, false],
      ['delayed', null, 'delayed', true],
      ['rejected', 'delayed', 'rejected', true],
      ['delivered after a soft bounce', 'soft-bounced', 'delivered', true],
      ['a soft bounce after the delivery', 'delivered', 'soft-bounced', false],
      ['a delay after the soft bounce', 'soft-bounced', 'delayed', false],
      ['the same again', 'soft-bounced', 'soft-bounced', false],
      ['only that it was taken', 'soft-bounced', null, false],
    ])('of a sent message: %s', async (_title, known, outcome, isNews) => {
      const told = await messageAfter(sent(1, known), [report(1, outcome)]);
      expect(told.message).toEqual(sent(1, isNews ? outcome : known));
      expect(told.answers).toEqual([{ isSent: true, outcome: known, isNews }]);
    });

    test.each<[string, DeliveryOutcome | null, boolean]>([
      ['taken', null, false],
      ['a soft bounce', 'soft-bounced', false],
      ['refused', 'rejected', false],
      ['delivered', 'delivered', true],
    ])('of an earlier attempt than the one that was sent: %s', async (_title, outcome, counts) => {
      const { message } = await messageAfter(sent(2), [report(1, outcome)]);
      expect(message).toEqual(counts ? sent(1, outcome) : sent(2));
    });

    test('of a message that was settled by the answer', async () => {
      const { store, courseId } = newCourse(tested());
      await commitClaim(store, courseId);
      await store.settle(courseId, { messageId: '0001', attempt: 1 }, { status: 'sent', sentAt: LATER });
      const known = { isSent: true, outcome: null };
      expect(await store.report(courseId, report(1))).toEqual({ ...known, isNews: false });
      expect(await store.report(courseId, report(1, 'delivered'))).toEqual({ ...known, isNews: true });
    });

    test.each<[string, Report[], Message]>([
      ['late', [report(1), report(1, 'delayed'), report(1, 'delivered')], sent(1, 'delivered')],
      [
        'an out-of-office reply',
        [report(1), report(1, 'delivered'), report(1, 'soft-bounced')],
        sent(1, 'delivered'),
      ],
      [
        'a full mailbox',
        [report(1), report(1, 'delayed'), report(1, 'soft-bounced')],
        sent(1, 'soft-bounced'),
      ],
      [
        'two attempts',
        [report(1), report(1, 'soft-bounced'), report(2), report(2, 'delayed')],
        sent(2, 'delayed'),
      ],
      ['the second of two is all that is known', [report(1, 'soft-bounced'), report(2)], sent(2)],
      [
        'the first of two arrived',
        [report(1, 'delivered'), report(2), report(2, 'soft-bounced'), report(2, 'rejected')],
        sent(1, 'delivered'),
      ],
      ['both arrived', [report(1), report(1, 'delivered'), report(2, 'delivered')], sent(2, 'delivered')],
    ])('in every order, and twice, they end the same: %s', async (_title, reports, message) => {
      const cases = permutations(reports).flatMap((order) =>
        Object.values(withAttempt(2)).map((found) => ({ found, order })),
      );
      for (const { found, order } of someOf(cases, 9)) {
        const after = await messageAfter(found, [...order, ...order]);
        expect(after.message, JSON.stringify({ found, order })).toEqual(message);
      }
    });

    test('of what is forgotten or was never there changes nothing and creates nothing', async () => {
      const { store, courseId } = newCourse(tested());
      expect(await store.report(courseId, report(1))).toBeNull();
      expect(await store.load(courseId)).toEqual({ head: null, events: [], messages: [] });
      const items = async () => (await tested().items()).filter(({ pk }) => pk === `COURSE#${courseId}`);
      await commitClaim(store, courseId);
      const forgets = { events: [], messageIds: ['0001'], expiresAt: LAST_DAY };
      const head = headWith({ version: 2, messages: 1, purged: true, expiresAt: LAST_DAY });
      await store.commit(courseId, { head, expectedVersion: 1, newEvents: [], messages: [], forgets });
      const purged = await items();
      expect(purged.at(-1)).toMatchObject({ status: 'claimed', expiresAt: LAST_DAY });
      expect(await store.report(courseId, report(1, 'delivered'))).toBeNull();
      expect(await items()).toEqual(purged);
    });

    test.each<Message>([
      {
        messageId: '0001',
        reminders: sending.reminders,
        status: 'undeliverable',
        reason: 'no-consent',
        settledAt: LATER,
      },
      { messageId: '0001', reminders: sending.reminders, status: 'missed', reason: 'late', settledAt: LATER },
    ])('of what was never an e-mail changes nothing: $status', async (found) => {
      const { message, answers } = await messageAfter(found, [report(1)]);
      expect(message).toEqual(found);
      expect(answers).toEqual([{ isSent: false, outcome: null, isNews: false }]);
    });
  });
}
