import type { SQSRecord } from 'aws-lambda';
import { expect, test } from 'vitest';
import { isRepeated } from '../../functions/lib/batch.ts';
import { REDRIVEN } from '../../shared/course/inbox.ts';

const received = (count: number, messageAttributes = {}) =>
  ({ attributes: { ApproximateReceiveCount: String(count) }, messageAttributes }) as unknown as SQSRecord;

test.each<[string, SQSRecord, boolean]>([
  ['comes for the first time', received(1), false],
  ['comes for the second time', received(2), true],
  ['was put back by an operator: it may have got halfway before', received(1, { [REDRIVEN]: {} }), true],
])('a record that %s', (_, record, repeated) => {
  expect(isRepeated(record)).toBe(repeated);
});
