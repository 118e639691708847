import { findTask } from '../ids/task-id.ts';
import type { Protocol, VisitName } from '../protocols/protocol.ts';
import { serviceCodesOf } from '../protocols/service-codes.ts';
import type { CourseEvent } from './events.ts';

/** A field of an event's data, and what was expected there. */
type Misfit = readonly [field: string, message: string];

/** What an event names that no protocol of the clinic has: a protocol, a visit, or a code that is not the visit's. */
export function ofNoProtocol(event: CourseEvent, protocols: readonly Protocol[]): Misfit[] {
  if (event.type === 'course.enrolled') {
    const names = protocols.map(({ protocol }) => protocol);
    return names.includes(event.data.protocol) ? [] : [['protocol', oneOf(names)]];
  }
  const { data } = event;
  const visits = protocols.flatMap((protocol) => protocol.visits.map(({ visit }) => visit));
  if ('visit' in data && data.visit !== undefined) {
    if (!visits.includes(data.visit)) return [['visit', oneOf(visits)]];
    return 'serviceCode' in data ? wrongCode(data.visit, data.serviceCode, protocols) : [];
  }
  const task = 'task' in data ? findTask(data.task) : null;
  return task && 'visit' in task && !visits.includes(task.visit)
    ? [['task', 'expected a task, e.g. book:closing or discharge-letter']]
    : [];
}

const oneOf = (names: readonly string[]) => `expected one of ${names.join(', ')}`;

function wrongCode(
  visit: VisitName,
  serviceCode: string | undefined,
  protocols: readonly Protocol[],
): Misfit[] {
  const codes = serviceCodesOf(visit, protocols);
  if (serviceCode === undefined || codes.includes(serviceCode)) return [];
  return [['serviceCode', `expected ${codes.join(' or ')} for ${visit}`]];
}
