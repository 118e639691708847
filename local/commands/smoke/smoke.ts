import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import type { Clinic } from '../../../shared/clinic.ts';
import { toInstant } from '../../../shared/core/time/instant.ts';
import { EVENT_SOURCE, resourceName } from '../../../shared/names.ts';
import { openDeployedTable, readAsOperator } from '../../clinic/clinic-table.ts';
import { type Command, required } from '../../command-line/command.ts';
import { clinicFor } from '../../files/clinic-file.ts';
import { lookOf, paint } from '../../terminal/look.ts';
import { createProgress } from '../../terminal/progress-bar.ts';
import { UnableError } from '../../terminal/unable-error.ts';
import { isErased, type SmokeTools, STEPS, type Step, smokeRun, type Trial } from './smoke-run.ts';

const BETWEEN_LOOKS = 10_000;

/** `smoke`: whether a deployed clinic does all that it is for, once. */
export const smoke: Command = {
  summary: 'Tries a deployed clinic: enrols two test patients, follows their e-mails, erases them.',
  help: `Usage: smoke --clinic FILE

Puts two enrolments on the clinic's bus, of patients at addresses of SES's own simulator: an e-mail to one is delivered,
one to the other bounces. It waits until both were recorded, sent and reported, and erases them, whatever happened.
That takes a quarter of an hour, as letters wait for what else is entered. It works with your AWS credentials, which need
events:PutEvents on the bus and may read the table; in SES's sandbox the simulator's addresses are allowed.

  --clinic FILE   the clinic's settings

Exit code 1 when a step was not reached, 3 by night, when no letter goes.
`,
  examples: ['--clinic clinics/sundby.json'],
  options: { clinic: { type: 'string' } },
  async run(values) {
    const clinic = clinicFor(required(values, 'clinic', "the clinic's file"));
    const progress = createProgress({ total: 2 * (STEPS.length - 1), label: 'Trying' });
    const tools = toolsFor(clinic, (trials) => {
      const done = trials.reduce((sum, { step }) => sum + STEPS.indexOf(step), 0);
      progress.update(done, trials.map(({ expects, step }) => `${expects}: ${step}`).join(', '));
    });
    const trials = await readAsOperator(clinic, () => smokeRun(tools, clinic, Date.now().toString(36)));
    progress.finish();
    const erased = await Promise.all(trials.map((trial) => isErased(tools, trial)));
    const look = lookOf(process.stdout);
    for (const [index, trial] of trials.entries()) {
      const isGood = trial.step === 'reported' && erased[index] === true;
      const mark = paint(look, isGood ? 'green' : 'yellow', isGood ? 'good' : 'not good');
      process.stdout.write(`${trial.address}: ${mark}. ${sentenceOf(trial, erased[index] === true)}\n`);
    }
    return trials.every(({ step }, index) => step === 'reported' && erased[index] === true) ? 0 : 1;
  },
};

/** What a step that was not passed says about what to look at. */
const NEXT: Readonly<Record<Step, string>> = {
  nothing:
    'The enrolment was not recorded: look at the bus, its rule, the queue of events and its dead letters.',
  recorded:
    'No e-mail was sent: look at the wakes, the function wake-course, and whether SES lets the clinic send.',
  sent: 'SES has not reported: look at the event destination of the configuration set, its rule and track-email.',
  reported: 'Recorded, sent and reported.',
};

const sentenceOf = ({ step, courseId }: Trial, isGone: boolean): string =>
  isGone ? NEXT[step] : `${NEXT[step]} The course ${courseId} is not erased yet: erase it by an event.`;

function toolsFor(clinic: Clinic, show: SmokeTools['show']): SmokeTools {
  const events = new EventBridgeClient({ region: clinic.region });
  const now = () => toInstant(Date.now());
  const table = openDeployedTable(clinic, now());
  return {
    now,
    show,
    load: (courseId) => table.courses.load(courseId),
    wait: () => new Promise((done) => setTimeout(done, BETWEEN_LOOKS)),
    async put(envelope) {
      const entry = {
        EventBusName: resourceName(clinic),
        Source: EVENT_SOURCE,
        DetailType: envelope.type,
        Detail: JSON.stringify(envelope),
      };
      const { FailedEntryCount = 0 } = await events.send(new PutEventsCommand({ Entries: [entry] }));
      if (FailedEntryCount > 0)
        throw new UnableError(`The bus ${resourceName(clinic)} does not take events of yours.`);
    },
  };
}
