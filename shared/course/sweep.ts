import { isDeepStrictEqual } from 'node:util';
import { addMinutes, type Instant, toInstant } from '../core/time/instant.ts';
import type { IndexEntry, IndexPage, IndexPlace, SweepProgress, SweepStore } from '../ports/sweep-store.ts';
import { type AdvanceTools, advance } from './advance.ts';

/** A wake is overdue when it has not done its work by then. */
export const GRACE_MINUTES = 15;
/** Up to here wakes that are not overdue are left alone: they are being armed, or on their way. */
const UNDER_WAY_MINUTES = 2;
/** Every wake is seen before it is due by one of the hourly runs, even if that starts a little late. */
const AHEAD_MINUTES = 65;
/** What one run looks at in each index, and for how long: twice that fits the function's timeout. */
export const RUN_LIMIT = 500;
const RUN_SECONDS = 20;
/** A function of the deployment before may have planned a course after the plans were found up to date. */
const RECHECK_MINUTES = 24 * 60;

export type SweepTools = AdvanceTools & { readonly sweepStore: SweepStore };

/** What one run found: nothing in health. */
export type Findings = {
  /** Courses whose wake did not do its work. */
  readonly overdueWakes: readonly string[];
  /** Courses whose wake of the next hour had no schedule. */
  readonly missingSchedules: readonly string[];
  /** How many courses were planned with other settings or protocols than the deployed ones. */
  readonly outdatedPlans: number;
  /** Courses that could not be brought up to date. */
  readonly failed: readonly { readonly courseId: string; readonly error: unknown }[];
};

/**
 * Brings back what was left behind: courses whose wake did not come, wakes of the next hour without a schedule, and
 * courses planned with other settings. Each run goes on where the last one stopped, so that courses which always fail
 * never keep others from being looked at.
 */
export async function sweep(tools: SweepTools): Promise<Findings> {
  const now = tools.now();
  const { progress, wakes: page } = await tools.sweepStore.resume(addMinutes(now, AHEAD_MINUTES), RUN_LIMIT);
  const wakes = await sweepWakes(tools, page, progress.wakes, now);
  const plans = await sweepPlans(tools, progress, now);
  const reached = { ...progress, ...plans.progress, wakes: wakes.stoppedAt };
  if (!isDeepStrictEqual(reached, progress)) await tools.sweepStore.saveProgress(reached);
  return {
    overdueWakes: wakes.overdue,
    missingSchedules: wakes.missing,
    outdatedPlans: plans.handled,
    failed: [...wakes.failed, ...plans.failed],
  };
}

async function sweepWakes(tools: SweepTools, page: IndexPage, after: IndexPlace | null, now: Instant) {
  const overdueBefore = addMinutes(now, -GRACE_MINUTES);
  const underWayUntil = addMinutes(now, UNDER_WAY_MINUTES);
  const overdue = new Set<string>();
  const missing: string[] = [];
  const { failed, stoppedAt } = await handleEach(tools, page, after, async ({ courseId, isHead, by: at }) => {
    if (at < overdueBefore && !overdue.has(courseId)) {
      overdue.add(courseId);
      await replan(tools, courseId);
    }
    if (at >= underWayUntil && isHead && (await putBack(tools, courseId, toInstant(at), now))) {
      missing.push(courseId);
    }
  });
  return { overdue: [...overdue], missing, failed, stoppedAt };
}

async function sweepPlans(tools: SweepTools, progress: SweepProgress, now: Instant) {
  const { fingerprint } = tools;
  if (!isPlanCheckDue(progress, fingerprint, now)) return { handled: 0, failed: [], progress };
  const after = progress.fingerprint === fingerprint ? progress.plans : null;
  const page = await tools.sweepStore.outdated(fingerprint, after, RUN_LIMIT);
  const { stoppedAt, ...outcome } = await handleEach(tools, page, after, ({ courseId }) =>
    replan(tools, courseId),
  );
  const plansCheckedAt = after === null && page.entries.length === 0 ? now : null;
  return { ...outcome, progress: { plans: stoppedAt, fingerprint, plansCheckedAt } };
}

/** After a deployment until all plans are up to date, and once a day. */
const isPlanCheckDue = (progress: SweepProgress, fingerprint: string, now: Instant): boolean =>
  progress.fingerprint !== fingerprint ||
  progress.plansCheckedAt === null ||
  progress.plansCheckedAt <= addMinutes(now, -RECHECK_MINUTES);

/**
 * Handles what is on a page while there is time; one that fails does not keep the others from being handled.
 * `stoppedAt`: where the next run goes on; null when it begins at the start.
 */
async function handleEach(
  { now }: SweepTools,
  { entries, isEnd }: IndexPage,
  after: IndexPlace | null,
  handle: (entry: IndexEntry) => Promise<unknown>,
) {
  const until = addMinutes(now(), RUN_SECONDS / 60);
  const failed: { courseId: string; error: unknown }[] = [];
  let stoppedAt = after;
  let handled = 0;
  for (const entry of entries) {
    if (now() > until) return { handled, failed, stoppedAt };
    await handle(entry).catch((error: unknown) => failed.push({ courseId: entry.courseId, error }));
    stoppedAt = placeOf(entry);
    handled += 1;
  }
  return { handled, failed, stoppedAt: isEnd ? null : stoppedAt };
}

const placeOf = ({ courseId, sk, by }: IndexPlace): IndexPlace => ({ courseId, sk, by });

const replan = (tools: SweepTools, courseId: string) => advance(tools, courseId, { kind: 'look' });

/**
 * Arms a wake again.
 * @returns whether its schedule was missing; not while an event has just come in and is arming it itself
 */
async function putBack({ wakes, store }: SweepTools, courseId: string, at: Instant, now: Instant) {
  if (!(await wakes.arm(courseId, at, now))) return false;
  const { head } = await store.load(courseId);
  return head !== null && head.lastReceivedAt < addMinutes(now, -UNDER_WAY_MINUTES);
}
