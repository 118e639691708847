import { expect, test } from 'vitest';
import { search } from '../../../local/words/search.ts';
import { email } from '../page/pages.ts';

const courses = [
  {
    courseId: 'C-1',
    status: 'open',
    patient: { patientId: 'P-17', name: 'Anne-Marie  Østergård', initials: 'AMØ' },
  },
  { courseId: 'C-21', status: 'closed', patient: { patientId: 'P-2', name: 'Bo Holm', initials: 'BH' } },
  { courseId: 'C-3', status: 'unknown', patient: null },
];
const emails = [email, { ...email, messageId: 'm-2', subject: 'Din tid på Østergade' }];
const found = (query: string) => {
  const { courses: some, emails: mails } = search(query, { courses, emails });
  return [...some.map(({ courseId }) => courseId), ...mails.map(({ messageId }) => messageId)];
};

test.each([
  ['C-2', ['C-21']],
  ['c-1', ['C-1']],
  ['p-17', ['C-1']],
  [' anne-marie øster ', ['C-1']],
  ['bh', ['C-21']],
  ['m', ['C-1', 'C-21', 'm-1']],
  ['amø', ['C-1']],
  ['ØSTER', ['C-1', 'm-2']],
  ['spørgeskema før', ['m-1']],
  ['nobody', []],
  ['  ', []],
])('%j finds %j', (query, expected) => {
  expect(found(query)).toEqual(expected);
});
