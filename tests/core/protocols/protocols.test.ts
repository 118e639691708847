import { expect, test } from 'vitest';
import { PROTOCOLS } from '../../../shared/core/protocols/index.ts';
import {
  ASSESSMENTS,
  QUESTIONNAIRES,
  SESSION_KINDS,
  VISIT_NAMES,
} from '../../../shared/core/protocols/protocol.ts';

test('every visit, questionnaire, assessment and session belongs to a protocol', () => {
  const protocols = Object.values(PROTOCOLS);
  const visits = protocols.flatMap((protocol) => protocol.visits);
  const asked = visits.flatMap(({ questionnaires, entryQuestionnaires = [] }) => [
    ...questionnaires,
    ...entryQuestionnaires,
  ]);
  const sorted = (names: readonly string[]) => [...new Set(names)].sort();
  expect(sorted(visits.map(({ visit }) => visit))).toEqual(sorted(VISIT_NAMES));
  expect(sorted(asked)).toEqual(sorted(QUESTIONNAIRES));
  expect(sorted(visits.flatMap(({ assessments }) => assessments))).toEqual(sorted(ASSESSMENTS));
  const sessions = protocols.flatMap((protocol) => protocol.sessions.map(({ kind }) => kind));
  // What a clinic bills beyond its protocol is kept as another one.
  expect(sorted([...sessions, 'other'])).toEqual(sorted(SESSION_KINDS));
});
