import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SQSClient } from '@aws-sdk/client-sqs';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { createDigestStore } from '../../../shared/aws/dynamo-digest-store.ts';
import type { Clinic } from '../../../shared/clinic.ts';
import { QUEUE_NAMES, type QueueName, resourceName } from '../../../shared/names.ts';
import { openDeployedTable, readAsOperator } from '../../clinic/clinic-table.ts';
import { clockOf } from '../../command-line/clock.ts';
import { type Command, optional, required, type Values } from '../../command-line/command.ts';
import { clinicFor } from '../../files/clinic-file.ts';
import { openQueues } from '../../redrive/open-queues.ts';
import { type LogEntry, openOperatorLog } from '../../redrive/operator-log.ts';
import { LONGEST_REASON, reasonProblem } from '../../redrive/reason.ts';
import { type Order, type RedriveTools, redriveClinic, type Work } from '../../redrive/redrive-clinic.ts';
import { lookOf } from '../../terminal/look.ts';
import { createProgress } from '../../terminal/progress-bar.ts';
import { UsageError } from '../../terminal/usage-error.ts';
import { renderLetters, renderLog, renderSum } from './letters-table.ts';

/** `redrive`: what became dead letters, why, and what to do about it. */
export const redrive: Command = {
  summary: 'Lists the dead letters of a deployed clinic with the reason; redrives or discards them.',
  help: `Usage: redrive --clinic FILE [--queue NAME] [--json] [--as-of INSTANT]
       redrive --clinic FILE --redrive ID[,ID..]|all
       redrive --clinic FILE --discard ID[,ID..] --reason TEXT
       redrive --clinic FILE --log

Lists every message that a function could not handle or that could not be delivered, and computes why from what is
deployed and stored now. It shows ids, paths and what was expected, never what a message says. It works with your AWS
credentials; with AWS_ENDPOINT_URL on a local clinic, by its clock.

  --clinic FILE     the clinic's settings
  --queue NAME      only this queue: ${QUEUE_NAMES.join(', ')}
  --redrive ID,..   put letters back into their queue; all: those that would be handled now
  --discard ID,..   remove letters for good
  --reason TEXT     why they are discarded, at most ${LONGEST_REASON} characters, nothing about a person; it is recorded
  --log             what was redriven and discarded, and why
  --as-of INSTANT   the clock (default: now; of a local clinic its own)
  --json            print JSON

Letters that are being looked at are hidden from others for five minutes at most.
Exit code 1 when dead letters are left.
`,
  examples: [
    '--clinic clinics/sundby.json',
    '--clinic clinics/sundby.json --redrive all',
    '--clinic clinics/sundby.json --discard 5f0c…,91ab… --reason "sent again as e-1042"',
  ],
  options: {
    clinic: { type: 'string' },
    queue: { type: 'string' },
    redrive: { type: 'string' },
    discard: { type: 'string' },
    reason: { type: 'string' },
    log: { type: 'boolean' },
    'as-of': { type: 'string' },
    json: { type: 'boolean' },
  },
  async run(values) {
    const clinic = clinicFor(required(values, 'clinic', "the clinic's file"));
    const order = orderOf(values);
    const names = queuesOf(values);
    const now = await clockOf(values);
    const isJson = values['json'] === true;
    const prefix = resourceName(clinic);
    const documents = DynamoDBDocumentClient.from(new DynamoDBClient({ region: clinic.region }));
    const log = openOperatorLog(documents, prefix);
    if (values['log']) return showLog(await readAsOperator(clinic, log.entries), clinic, isJson);
    const sqs = new SQSClient({ region: clinic.region });
    const work = await readAsOperator(clinic, async () => {
      const queues = await openQueues(sqs, names, clinic);
      const table = openDeployedTable(clinic, now);
      const { worklist } = createDigestStore(documents, prefix);
      return withProgress({ queues, table, worklist, log, clinic, now }, order);
    });
    if (isJson) print({ clinicId: clinic.clinicId, asOf: now, ...work });
    else showWork(work, clinic);
    const isDone = work.letters.every(({ outcome }) => outcome === 'redriven' || outcome === 'discarded');
    return isDone && work.unknown.length === 0 && work.unseen === 0 ? 0 : 1;
  },
};

function orderOf(values: Values): Order {
  const [redriven, discarded] = [optional(values, 'redrive'), optional(values, 'discard')];
  const isAlone = [redriven !== undefined, discarded !== undefined, values['log'] === true];
  if (isAlone.filter(Boolean).length > 1) throw new UsageError('give one of --redrive, --discard and --log.');
  const reason = optional(values, 'reason');
  if (reason !== undefined && discarded === undefined)
    throw new UsageError('--reason: it belongs to --discard.');
  if (redriven !== undefined)
    return { action: 'redrive', ids: redriven === 'all' ? 'all' : idsOf('redrive', redriven) };
  if (discarded === undefined) return { action: 'list' };
  return { action: 'discard', ids: idsOf('discard', discarded), reason: checkedReason(reason) };
}

function idsOf(option: string, text: string): ReadonlySet<string> {
  const ids = text.split(',').map((id) => id.trim());
  if (ids.every((id) => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id))) return new Set(ids);
  const orAll = option === 'redrive' ? ', or all' : '';
  throw new UsageError(`--${option}: expected ids of dead letters with commas between them${orAll}.`);
}

function checkedReason(text: string | undefined): string {
  const reason = text?.trim() ?? '';
  if (reason === '') throw new UsageError('--reason is missing: say why they are discarded.');
  const problem = reasonProblem(reason);
  if (problem) throw new UsageError(`--reason: ${problem}.`);
  return reason;
}

function queuesOf(values: Values): readonly QueueName[] {
  const text = optional(values, 'queue');
  if (text === undefined) return QUEUE_NAMES;
  const name = QUEUE_NAMES.find((each) => each === text);
  if (name) return [name];
  throw new UsageError(`--queue: expected one of ${QUEUE_NAMES.join(', ')}.`);
}

async function withProgress(tools: RedriveTools, order: Order): Promise<Work> {
  let progress: ReturnType<typeof createProgress> | undefined;
  try {
    return await redriveClinic(tools, order, (done, total) => {
      progress ??= createProgress({ total, label: 'Reading' });
      progress.update(done, `${done} of ${total} letters`);
    });
  } finally {
    progress?.finish();
  }
}

function showWork(work: Work, { timeZone }: Clinic): void {
  const look = lookOf(process.stdout);
  const table = work.letters.length > 0 ? [...renderLetters(work.letters, { timeZone, look }), ''] : [];
  process.stdout.write(`${[...table, ...renderSum(work, look)].join('\n')}\n`);
}

function showLog(entries: readonly LogEntry[], { timeZone, clinicId }: Clinic, isJson: boolean): number {
  if (isJson) print({ clinicId, log: entries });
  else process.stdout.write(`${renderLog(entries, { timeZone, look: lookOf(process.stdout) }).join('\n')}\n`);
  return 0;
}

const print = (value: unknown) => process.stdout.write(`${JSON.stringify(value, null, 2)}\n`);
