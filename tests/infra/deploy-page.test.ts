import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { WATCHED_FOR_AGE, WATCHED_FOR_ERRORS } from '../../infra/constructs/watches.ts';
import { parseEvent } from '../../shared/core/events/parse-event.ts';
import { GUIDES } from '../../shared/core/protocols/index.ts';
import { toInstant } from '../../shared/core/time/instant.ts';
import { QUEUE_NAMES } from '../../shared/names.ts';
import { parsed, type Raw } from '../support/events.ts';
import { planAt } from '../support/plan.ts';
import { clinic, propertiesOf, resourcesOf, templateOf } from './templates.ts';

const page = readFileSync(join(import.meta.dirname, '../../docs/deploy.md'), 'utf8');
const [entry] = JSON.parse(page.match(/```json\n([\s\S]*?)```/)?.[1] ?? '[]');
const { template } = templateOf(clinic('sample'));
const maximal = templateOf(clinic('maximal'));

describe('docs/deploy.md', () => {
  it('shows a first event that is taken, and whose first reminder goes out after 15 minutes', () => {
    const event: Raw = JSON.parse(entry.Detail);
    const occurredAt = parsed([event])[0]?.occurredAt ?? toInstant(0);
    expect(
      parseEvent(event, { now: occurredAt, timeZone: 'Europe/Copenhagen', protocols: GUIDES, from: 'sender' })
        .ok,
    ).toBe(true);
    expect(entry).toMatchObject({ Source: 'clinic.courses', DetailType: event.type });
    const first = planAt(occurredAt, [event]).reminders[0];
    expect(first).toMatchObject({ key: 'first-consultation/questionnaires', status: 'planned' });
    expect(Date.parse(first?.sendAt ?? '') - Date.parse(occurredAt)).toBe(15 * 60_000);
  });

  it('counts the alarms and the concurrency that there are', () => {
    expect(page).toContain(`${resourcesOf(template, 'AWS::CloudWatch::Alarm').length} alarms at 0.10`);
    const most = resourcesOf(template, 'AWS::Lambda::EventSourceMapping').map(
      ([, mapping]) =>
        propertiesOf<{ ScalingConfig: { MaximumConcurrency: number } }>(mapping).ScalingConfig
          .MaximumConcurrency,
    );
    expect(page).toContain(`at most ${most.reduce((sum, each) => sum + each, 0)}: ${most.join(' + ')}`);
  });

  it('counts the queues and the functions that there are', () => {
    expect(page).toContain(`| \`<queue>-dead-letters\` (${QUEUE_NAMES.length}) |`);
    expect(page).toContain(`| \`<queue>-oldest-message\` (${WATCHED_FOR_AGE.length}) |`);
    expect(page).toContain(`| \`<function>-errors\` (${WATCHED_FOR_ERRORS.length}) |`);
    expect(page).toContain(`| Lambda polling idle queues: ${QUEUE_NAMES.length} queues x 5 connections `);
  });

  it('tells of every alarm what to do', () => {
    const told = [...page.matchAll(/^\| ((?:`[\w<>-]+`,? ?)+)(?:\(\d+\) )?\| [^|]+ \| [^|]+ \|$/gm)]
      .flatMap(([, names = '']) => [...names.matchAll(/`([^`]+)`/g)].map(([, name = '']) => name))
      .flatMap((name) => [
        ...(name.startsWith('<queue>') ? QUEUE_NAMES.map((queue) => name.replace('<queue>', queue)) : []),
        ...(name.startsWith('<function>')
          ? WATCHED_FOR_ERRORS.map((each) => name.replace('<function>', each))
          : []),
        name,
      ]);
    const alarms = resourcesOf(template, 'AWS::CloudWatch::Alarm').map(([, { Properties }]) =>
      String(Properties?.['AlarmName']).replace('course-reminders-sample-', ''),
    );
    expect(alarms.filter((name) => !told.includes(name))).toEqual([]);
  });

  it('adds up what a clinic costs', () => {
    const amounts = (table: string) =>
      [...table.matchAll(/\| (\d+\.\d\d) \|$/gm)].map(([, usd]) => Number(usd));
    const [fixed = '', moving = ''] = page.split('## What a clinic costs')[1]?.split('Moving, ') ?? [];
    for (const table of [fixed, moving.split('\n\n').slice(0, 2).join('\n')]) {
      const sum = amounts(table).reduce((a, b) => a + b, 0);
      const together = Number(table.match(/\*\*together\*\* \| \*\*(\d+\.\d\d)\*\*/)?.[1]);
      expect(sum.toFixed(2)).toBe(together.toFixed(2));
    }
  });

  it('names every output', () => {
    const missing = Object.keys(maximal.template.Outputs ?? {}).filter(
      (output) => !/^DkimRecord[23]$/.test(output) && !/(QueueUrl|DeadLettersUrl|TableName)$/.test(output),
    );
    expect(missing.filter((output) => !page.includes(output))).toEqual([]);
  });
});
