import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type EventType, SENDER_EVENT_TYPES } from '../../../shared/core/events/events.ts';
import type { TaskId } from '../../../shared/core/ids/task-id.ts';
import {
  mayDo,
  mayEnrol,
  mayImport,
  maySay,
  sees,
  seesAccessLog,
  seesAll,
} from '../../../shared/web/board/rights.ts';
import { ROLES, type Viewer } from '../../../shared/web/board/viewer.ts';
import { choicesOf, isShown, whoseIn } from '../../../shared/web/board/whose.ts';
import { bo, eva, lis, rie } from './staff.ts';

const OWN = { therapistId: 'T-1' };
const OTHERS = { therapistId: 'T-2' };
const NOBODYS = { therapistId: null };

const SYSTEM: readonly EventType[] = ['email.bounced', 'email.complained', 'questionnaire.linked'];
const TYPES: readonly EventType[] = [...SENDER_EVENT_TYPES, 'email.bounced', 'email.complained'];
const DESK: readonly EventType[] = ['visit.booked', 'visit.cancelled', 'visit.confirmed', 'call.requested'];

const anyViewer = fc.record({
  staffId: fc.constantFrom('S-1', 'S-2'),
  name: fc.constant('Bo'),
  email: fc.constant('bo@clinic.example'),
  role: fc.constantFrom(...ROLES),
  therapistId: fc.constantFrom('T-1', 'T-2', null),
}) satisfies fc.Arbitrary<Viewer>;
const anyCourse = fc.record({ therapistId: fc.constantFrom('T-1', 'T-2', null) });
const anySetting = fc.constantFrom('own' as const, 'all' as const);

describe('whom one sees', () => {
  test.each([
    ['a therapist, own patient', bo, OWN, true, true],
    ['a therapist, another’s patient', bo, OTHERS, false, true],
    ['a therapist, a patient of nobody', bo, NOBODYS, false, true],
    ['a therapist without a number of his own', { ...bo, therapistId: null }, NOBODYS, false, true],
    ['the manager', eva, OTHERS, true, true],
    ['reception', rie, NOBODYS, true, true],
  ] as const)('%s', (_, viewer, course, whenOwn, whenAll) => {
    expect([sees(viewer, course, 'own'), sees(viewer, course, 'all')]).toEqual([whenOwn, whenAll]);
  });

  test('lists show nothing that a page would refuse, whatever is asked for', () => {
    fc.assert(
      fc.property(
        anyViewer,
        anyCourse,
        anySetting,
        fc.constantFrom('own', 'all', 'x'),
        (viewer, course, setting, asked) => {
          const whose = whoseIn(asked, viewer, setting);
          if (isShown(whose, viewer, course.therapistId)) expect(sees(viewer, course, setting)).toBe(true);
        },
      ),
    );
  });

  test('whoever may see no others has no choice', () => {
    expect(choicesOf(bo, 'own')).toEqual(['own']);
    expect(choicesOf(bo, 'all')).toEqual(['own', 'all']);
    expect(choicesOf(rie, 'own')).toEqual(['all']);
    expect(choicesOf({ ...bo, therapistId: null }, 'own')).toEqual([]);
    expect([whoseIn(undefined, bo, 'all'), whoseIn(undefined, lis, 'own')]).toEqual(['own', 'all']);
    expect([seesAll(bo, 'own'), seesAll(bo, 'all'), seesAll(eva, 'own')]).toEqual([false, true, true]);
  });
});

describe('what one may say', () => {
  test.each(TYPES)('%s', (type) => {
    const may = (viewer: Viewer) => maySay(viewer, OWN, type, 'own');
    const isSystem = SYSTEM.includes(type);
    expect({ bo: may(bo), eva: may(eva), rie: may(rie) }).toEqual({
      bo: !isSystem && type !== 'course.erased',
      eva: !isSystem,
      rie: DESK.includes(type),
    });
  });

  test('nobody says or does anything of a course that they do not see', () => {
    fc.assert(
      fc.property(
        anyViewer,
        anyCourse,
        anySetting,
        fc.constantFrom(...TYPES),
        fc.constantFrom<TaskId>('call-back', 'book:closing', 'discharge-letter'),
        (viewer, course, setting, type, task) => {
          if (sees(viewer, course, setting)) return;
          expect(maySay(viewer, course, type, setting)).toBe(false);
          expect(mayDo(viewer, course, task, setting)).toBe(false);
          expect(mayEnrol(viewer, course, setting)).toBe(false);
        },
      ),
    );
  });

  test('reception calls and books, and leaves treatment to therapists', () => {
    const may = (task: TaskId) => mayDo(rie, OWN, task, 'own');
    expect(
      ['call-back', 'call-patient:closing', 'book:closing'].filter((task) => may(task as TaskId)),
    ).toHaveLength(3);
    expect(
      ['discharge-letter', 'assess:closing:PSFS', 'close-course', 'hold:closing'].some((task) =>
        may(task as TaskId),
      ),
    ).toBe(false);
    expect(mayDo(bo, OWN, 'discharge-letter', 'own')).toBe(true);
  });

  test('lists are imported by the manager and reception, and only the manager reads who has seen what', () => {
    expect([bo, eva, rie].map(mayImport)).toEqual([false, true, true]);
    expect([bo, eva, rie].map(seesAccessLog)).toEqual([false, true, false]);
  });
});
