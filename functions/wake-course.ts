import { createMailer, createSesClient } from '../shared/aws/ses-mailer.ts';
import { advance } from '../shared/course/advance.ts';
import { createDelivery } from '../shared/course/deliver.ts';
import { readWake } from '../shared/course/inbox.ts';
import { readEnvironment, wakeEnvironment } from '../shared/environment.ts';
import { reasonOf } from '../shared/ports/our-error.ts';
import { BadRecordError, eachRecord, isRepeated, logger, observed } from './lib/batch.ts';
import { createTablePages, createTools } from './lib/tools.ts';
import { watched } from './lib/watched-mailer.ts';

const environment = readEnvironment(wakeEnvironment);
const courseTools = createTools(environment);
const mailer = watched(createMailer(createSesClient(), environment.CLINIC, environment.CONFIGURATION_SET));

/** Wakes courses at the instants they asked for: what is due goes out, and the next wake is armed. */
export const handler = observed(({ Records }) => {
  const pages = createTablePages(environment);
  const tools = { ...courseTools, deliver: createDelivery({ ...courseTools, mailer, pages }) };
  return eachRecord(Records, async (record) => {
    const wake = readWake(record.body);
    if (!wake) throw new BadRecordError('expected courseId and wakeAt');
    const { courseId, wakeAt } = wake;
    try {
      await advance(tools, courseId, { kind: 'wake', wakeAt, repeated: isRepeated(record) });
    } catch (error) {
      logger.error('a course could not be woken', { courseId, ...reasonOf(error) });
      throw error;
    }
  });
});
