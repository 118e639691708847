import type { Trial } from './attempt.ts';
import type { StoryEvent } from './stories/story.ts';

/** A trial as a test that can be pasted into tests/faults. */
export function asTest({ story, faults }: Trial): string {
  const planned = story.faults?.length ? [`    faults: ${literal(story.faults)},`] : [];
  const deployed = story.deployments?.length ? [`    deployments: ${literal(story.deployments)},`] : [];
  const neighbour = story.neighbour?.map((event) => `      ${eventLine(event)},`) ?? [];
  return [
    `test(${quoted(story.name)}, async () => {`,
    '  const story = {',
    `    name: ${quoted(story.name)},`,
    '    events: [',
    ...story.events.map((event) => `      ${eventLine(event)},`),
    '    ],',
    `    until: toInstant(${quoted(story.until)}),`,
    ...planned,
    ...deployed,
    ...(neighbour.length > 0 ? ['    neighbour: [', ...neighbour, '    ],'] : []),
    '  };',
    '  const faults: Fault[] = [',
    ...faults.map((fault) => `    ${literal(fault)},`),
    '  ];',
    '  expect(await verdictOn(story, faults)).toEqual(CLEAN);',
    '});',
    '',
  ].join('\n');
}

function eventLine({ eventId, type, courseId, occurredAt, data, receivedAt }: StoryEvent): string {
  const values = [courseId, eventId, type, occurredAt].map(quoted);
  const more = receivedAt === undefined ? [] : [quoted(receivedAt)];
  return `told(${[...values, literal(data), ...more].join(', ')})`;
}

const quoted = (text: string) => `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;

/** A value as it is written in the source. */
function literal(value: unknown): string {
  if (typeof value === 'string') return quoted(value);
  if (Array.isArray(value)) return `[${value.map(literal).join(', ')}]`;
  if (typeof value !== 'object' || value === null) return String(value);
  const members = Object.entries(value).map(([name, each]) => `${nameOf(name)}: ${member(name, each)}`);
  return members.length > 0 ? `{ ${members.join(', ')} }` : '{}';
}

/** The instants of faults have a type of their own. */
const member = (name: string, value: unknown) =>
  name === 'at' && typeof value === 'string' ? `toInstant(${quoted(value)})` : literal(value);

const nameOf = (name: string) => (/^[A-Za-z_$][\w$]*$/.test(name) ? name : quoted(name));
