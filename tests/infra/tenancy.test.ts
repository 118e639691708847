import { describe, expect, it } from 'vitest';
import { clinic, resourcesOf, statementsFor, templateOf } from './templates.ts';

const sender = { name: 'Another clinic', address: 'mail@another.example' };
/** Two clinics of one account and Region; the name of one is the start of the other's. */
const one = templateOf(clinic('sample', { clinicId: 'north' })).template;
const other = templateOf(clinic('sample', { clinicId: 'north-east', sender })).template;

/** The name of a resource in its account. */
const NAMES = ['Name', 'QueueName', 'TableName', 'FunctionName', 'RoleName', 'LogGroupName', 'TopicName'];
const namesOf = (template: typeof one) =>
  Object.values(template.Resources).flatMap(({ Type, Properties }) =>
    NAMES.flatMap((key) => (typeof Properties?.[key] === 'string' ? [`${Type} ${Properties[key]}`] : [])),
  );

describe('two clinics in one account and Region', () => {
  it('share no name', () => {
    const shared = namesOf(one).filter((name) => namesOf(other).includes(name));
    // Schedules are named within their group.
    expect(shared).toEqual(['AWS::Scheduler::Schedule digest', 'AWS::Scheduler::Schedule sweep']);
  });

  it('reach nothing of each other', () => {
    const literals = resourcesOf(one, 'AWS::IAM::Policy').flatMap(([id]) =>
      JSON.stringify(statementsFor(one, id).map(({ Resource }) => Resource)).match(/arn:aws:[^"]*/g),
    );
    const patterns = literals.map((arn) => new RegExp(`^${String(arn).replaceAll('*', '.*')}$`));
    const wakeOfOther = 'arn:aws:scheduler:eu-north-1:111122223333:schedule/course-reminders-north-east/wake';
    expect(patterns.filter((pattern) => pattern.test(wakeOfOther))).toEqual([]);
    expect(literals.filter((arn) => arn?.includes('north-east'))).toEqual([]);
  });

  it('hear of their own e-mails only', () => {
    const tags = [one, other].map((template) => {
      const rule = resourcesOf(template, 'AWS::Events::Rule').find(([id]) => id.startsWith('Email'));
      const pattern = rule?.[1].Properties?.['EventPattern'] as { detail: { mail: { tags: unknown } } };
      return pattern.detail.mail.tags;
    });
    expect(tags).toEqual([
      { 'ses:configuration-set': ['course-reminders-north'] },
      { 'ses:configuration-set': ['course-reminders-north-east'] },
    ]);
  });
});
