import { beforeAll, expect, it } from 'vitest';
import {
  addMinutes,
  ceilToMinute,
  type Instant,
  localDateOf,
  localTimeOf,
} from '../../../shared/core/time/instant.ts';
import { assumed, type Contract, type Delivered, type Fields } from './under-test.ts';

/** `2027-03-01T10:00:00`, the form of a time in an expression. */
const atText = (at: Instant, seconds = '00') => `at(${at.slice(0, 16)}:${seconds})`;
const inZone = (at: Instant, zone: string) => `at(${localDateOf(at, zone)}T${localTimeOf(at, zone)}:00)`;
const minuteOf = ({ sentAt }: Delivered) => `${sentAt.slice(0, 16)}:00.000Z`;

const ATTRIBUTES = ['scheduled-time', 'schedule-arn', 'execution-id', 'attempt-number'];
const ZONE = 'Europe/Copenhagen';
/** Minutes from the last time on: a schedule fires within its minute, and its message takes a moment. */
const GRACE_MINUTES = 2;

/** What fires when. All schedules are created at first, so that one wait of some minutes serves every test. */
export function clockContract(t: Contract): void {
  let started: Instant;
  let due: Instant;
  let after: Instant;
  let all: readonly Delivered[] = [];

  /** A schedule that tells its name when it fires. */
  const plant = (Name: string, fields: Fields) => {
    const Input = JSON.stringify({ group: t.group, name: Name });
    const Target = { Arn: t.it.targetArn, RoleArn: t.it.roleArn, Input };
    return t.create({ Name, Target, ...fields });
  };
  const lostInput = () => JSON.stringify({ group: t.group, name: 'lost' });
  const of = (name: string) =>
    all.filter(({ body }) => body === JSON.stringify({ group: t.group, name })).map(minuteOf);

  beforeAll(async () => {
    started = t.it.now();
    due = ceilToMinute(addMinutes(started, 1.5));
    after = addMinutes(due, 1);
    const once = { ScheduleExpression: atText(due) };
    await plant('stays', once);
    await plant('goes', { ...once, ActionAfterCompletion: 'DELETE' });
    await plant('local', { ScheduleExpression: inZone(due, ZONE), ScheduleExpressionTimezone: ZONE });
    await plant('seconds', { ScheduleExpression: atText(due, '45') });
    await plant('disabled', { ...once, State: 'DISABLED' });
    await plant('deleted', once);
    await t.remove('deleted');
    await plant('moved', once);
    const Target = { Arn: t.it.targetArn, RoleArn: t.it.roleArn };
    const Input = JSON.stringify({ group: t.group, name: 'moved' });
    await t.update({ Name: 'moved', ScheduleExpression: atText(after), Target: { ...Target, Input } });
    await plant('past', { ScheduleExpression: 'at(2021-12-31T23:59:59)' });
    await plant('rate', { ScheduleExpression: 'rate(1 minute)' });
    const filled = [t.group, 'attributes', ...ATTRIBUTES.map((name) => `<aws.scheduler.${name}>`)].join(' ');
    await t.create({ ...once, Name: 'attributes', Target: { ...Target, Input: filled } });
    await t.create({ ...once, Name: 'bare', Target });
    const DeadLetterConfig = { Arn: t.it.deadLetterArn };
    const lost = { ...Target, Arn: `${t.it.targetArn}-none`, DeadLetterConfig, Input: lostInput() };
    await t.create({ ...once, Name: 'lost', Target: lost });
    await t.it.until(addMinutes(after, GRACE_MINUTES));
    await t.remove('rate');
    all = (await t.it.delivered()).filter(({ body }) => body.includes(t.group));
  });

  it('a one-time schedule fires within its minute', () => {
    expect(of('stays')).toContain(due);
    expect(of('stays').every((minute) => minute === due)).toBe(true);
  });

  it(assumed('it fires once, though AWS promises no more than at least once'), () => {
    expect(['stays', 'goes', 'local', 'moved'].map((name) => of(name).length)).toEqual([1, 1, 1, 1]);
  });

  it('stays after it fired, unless it asks to be deleted', async () => {
    expect(await t.get('stays')).toMatchObject({ Name: 'stays' });
  });

  it('is deleted after it fired when it asks for that; then its name is free', async () => {
    expect(of('goes')).toContain(due);
    const name = (error: Error) => error.name;
    const gone = { timeout: t.it.patience, interval: t.it.patience / 100 };
    await expect.poll(() => t.get('goes').catch(name), gone).toBe('ResourceNotFoundException');
    await expect(t.remove('goes')).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
    await expect(t.create({ Name: 'goes' })).resolves.toBeDefined();
  });

  it('goes by the clocks of its time zone', () => {
    expect(of('local')).toContain(due);
  });

  it(assumed('seconds do not count: it fires within the minute'), () => {
    expect(of('seconds')).toEqual([due]);
  });

  it('does not fire while disabled, nor after it was deleted', () => {
    expect([of('disabled'), of('deleted')]).toEqual([[], []]);
  });

  it('fires when an update says, and not when it said before', () => {
    expect(of('moved')).toContain(after);
    expect(of('moved')).not.toContain(due);
  });

  it('a rate fires again and again', () => {
    expect(new Set(of('rate')).size).toBeGreaterThan(1);
  });

  it('fills in the attributes of the firing', () => {
    const [body = ''] = all.map((each) => each.body).filter((text) => text.includes(' attributes '));
    const [scheduledTime, arn, executionId, attempt] = body.split(' ').slice(2);
    expect(scheduledTime).toBe(`${due.slice(0, 19)}Z`);
    expect(arn).toMatch(new RegExp(`:schedule/${t.group}/attributes$`));
    expect(executionId).toMatch(/^\S+$/);
    expect(attempt).toMatch(/^\d+$/);
  });

  it(assumed('without an input it sends a notification that names it'), () => {
    const bare = all
      .filter(({ body }) => body.includes(`/${t.group}/bare`))
      .map(({ body }) => JSON.parse(body));
    expect(bare).toMatchObject([
      { source: 'aws.scheduler', 'detail-type': 'Scheduled Event', time: `${due.slice(0, 19)}Z` },
    ]);
  });

  it('what it cannot send is a dead letter: its input, or the request that holds it', async () => {
    const letters = (await t.it.undelivered()).map((body) => JSON.parse(body));
    const asInput = letters.filter(({ group }) => group === t.group);
    const asRequest = letters.filter(({ MessageBody }) => MessageBody === lostInput());
    t.it.tell(`Observed: a dead letter is ${asInput.length > 0 ? 'the input' : 'the request'}.`);
    expect(asInput.length + asRequest.length).toBeGreaterThan(0);
  });

  it(assumed('a time that has passed fires at the next minute'), () => {
    const what = of('past').length > 0 ? `fired at ${of('past').join(', ')}` : 'did not fire';
    t.it.tell(`Observed: a schedule for 2021, created at ${started}, ${what}.`);
    expect(of('past')).toEqual([ceilToMinute(addMinutes(started, 1 / 60_000))]);
  });
}
