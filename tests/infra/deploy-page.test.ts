import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseEvent } from '../../shared/core/events/parse-event.ts';
import { toInstant } from '../../shared/core/time/instant.ts';
import { parsed, type Raw } from '../support/events.ts';
import { planAt } from '../support/plan.ts';
import { clinic, propertiesOf, resourcesOf, templateOf } from './templates.ts';

const page = readFileSync(join(import.meta.dirname, '../../docs/deploy.md'), 'utf8');
const [entry] = JSON.parse(page.match(/```json\n([\s\S]*?)```/)?.[1] ?? '[]');
const { template } = templateOf(clinic('sample'));

describe('docs/deploy.md', () => {
  it('shows a first event that is taken, and whose first reminder goes out after 15 minutes', () => {
    const event: Raw = JSON.parse(entry.Detail);
    const occurredAt = parsed([event])[0]?.occurredAt ?? toInstant(0);
    expect(parseEvent(event, { now: occurredAt, timeZone: 'Europe/Copenhagen', from: 'sender' }).ok).toBe(
      true,
    );
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

  it('names every output', () => {
    const missing = Object.keys(template.Outputs ?? {}).filter(
      (output) => !/^DkimRecord[23]$/.test(output) && !/(QueueUrl|DeadLettersUrl|TableName)$/.test(output),
    );
    expect(missing.filter((output) => !page.includes(output))).toEqual([]);
  });
});
