import type { MayUse } from './walls.ts';

const CORE = 'shared/core/*';
const SETTINGS = 'shared/clinic.ts';
const CLOUD = 'local/cloud/index.ts';
const DYNAMODB = ['@aws-sdk/client-dynamodb', '@aws-sdk/lib-dynamodb'];

/** The core's rooms, and the files beside them, need dates, schemas and hashes: no clock, no chance, no AWS. */
const core: MayUse = {
  'shared/core/time': ['date-fns', '@date-fns/tz', '@date-fns/utc'],
  'shared/core/words': ['shared/core/time'],
  'shared/core/protocols': ['shared/core/words'],
  'shared/core/ids': ['shared/core/time', 'shared/core/protocols'],
  'shared/core/settings': ['shared/core/time', 'shared/core/protocols', 'zod', 'node:crypto'],
  'shared/core/events': [
    'shared/core/time',
    'shared/core/protocols',
    'shared/core/ids',
    'zod',
    'node:crypto',
    'node:url',
  ],
  'shared/core/course': [
    'shared/core/time',
    'shared/core/words',
    'shared/core/protocols',
    'shared/core/ids',
    'shared/core/events',
  ],
  'shared/core/visits': [
    'shared/core/time',
    'shared/core/words',
    'shared/core/protocols',
    'shared/core/settings',
    'shared/core/course',
  ],
  'shared/core/reminders': [
    'shared/core/time',
    'shared/core/protocols',
    'shared/core/ids',
    'shared/core/settings',
    'shared/core/events',
    'shared/core/course',
    'shared/core/visits',
  ],
  'shared/core/tasks': [
    'shared/core/time',
    'shared/core/protocols',
    'shared/core/ids',
    'shared/core/settings',
    'shared/core/course',
    'shared/core/visits',
    'shared/core/reminders',
  ],
  'shared/core': [CORE],
};

/** On what deployment, functions and tools agree. */
const agreed: MayUse = {
  'shared/names.ts': [],
  [SETTINGS]: ['shared/core/events/expected.ts', 'shared/core/settings', 'zod'],
  'shared/broken-json.ts': [],
  'shared/clinic-file.ts': ['shared/broken-json.ts', SETTINGS, 'zod'],
  'shared/environment.ts': [SETTINGS, 'zod'],
};

/** The shell: `course` and `digest` know a store, a mailer and an alarm clock by their ports, and AWS not at all. */
const shell: MayUse = {
  'shared/mail': [
    'shared/core/time',
    'shared/core/protocols',
    'shared/core/ids',
    SETTINGS,
    'hono',
    'ical-generator',
  ],
  'shared/ports': [CORE, 'shared/mail', 'node:crypto'],
  'shared/aws': [
    CORE,
    SETTINGS,
    'shared/ports',
    '@aws-sdk/client-scheduler',
    '@aws-sdk/client-sesv2',
    ...DYNAMODB,
    'zod',
    'node:crypto',
  ],
  'shared/course': [CORE, SETTINGS, 'shared/mail', 'shared/ports', 'zod', 'node:crypto', 'node:util'],
  'shared/digest': [CORE, SETTINGS, 'shared/mail', 'shared/ports'],
};

/** The functions, which alone put shell and AWS together. */
const functions: MayUse = {
  'functions/lib': [
    CORE,
    'shared/environment.ts',
    'shared/ports',
    'shared/aws',
    'shared/course',
    '@aws-lambda-powertools/*',
    '@aws-sdk/client-scheduler',
    ...DYNAMODB,
    'aws-lambda',
    'zod',
  ],
  functions: [
    CORE,
    'shared/environment.ts',
    'shared/ports',
    'shared/aws',
    'shared/course',
    'shared/digest',
    'functions/lib',
    '@aws-lambda-powertools/metrics',
    'aws-lambda',
  ],
};

/** The stack: it knows settings and names, and runs no code of the functions. */
const infra: MayUse = {
  'infra/clinics': [SETTINGS, 'shared/clinic-file.ts', 'zod', 'node:*'],
  'infra/constructs': [
    'shared/core/events/events.ts',
    'shared/names.ts',
    SETTINGS,
    'infra/clinics',
    'aws-cdk-lib',
    'constructs',
    'node:path',
  ],
  infra: [
    'shared/names.ts',
    SETTINGS,
    'infra/clinics',
    'infra/constructs',
    'aws-cdk-lib',
    'cdk-nag',
    'constructs',
    'node:*',
  ],
};

/** The embedded cloud knows nothing of this product but how it writes instants. Others come in by its face. */
const cloud: MayUse = {
  'local/cloud/base': ['shared/core/time', 'zod'],
  'local/cloud/dynamodb': ['local/cloud/base', 'node:*'],
  'local/cloud/events': ['local/cloud/base', 'zod'],
  'local/cloud/queues': ['shared/core/time', 'local/cloud/base', 'zod', 'node:crypto'],
  'local/cloud/scheduler': ['shared/core/time', 'local/cloud/base', 'zod', 'node:crypto', 'node:util'],
  'local/cloud/ses': ['shared/core/time', 'local/cloud/base', 'zod', 'node:crypto'],
  'local/cloud/template': ['local/cloud/base', 'zod', 'node:path', 'node:url'],
  'local/cloud/iam': [
    'local/cloud/base',
    'local/cloud/events',
    'local/cloud/scheduler',
    'local/cloud/ses',
    'zod',
  ],
  'local/cloud/lambda': [
    'shared/core/time',
    'local/cloud/base',
    'local/cloud/events',
    'local/cloud/iam',
    'local/cloud/queues',
    'esbuild',
    'zod',
    'node:*',
  ],
  'local/cloud': ['shared/core/time', 'local/cloud/*', 'zod', 'node:*'],
};

/** What is on the bench, and what is said of it in a terminal or on a page. */
const bench: MayUse = {
  'local/terminal': ['node:util'],
  'local/words': [CORE, 'local/terminal'],
  'local/files': [
    CORE,
    SETTINGS,
    'shared/clinic-file.ts',
    'shared/ports/stored-event.ts',
    'local/terminal',
    'node:*',
  ],
  'local/sample': [CORE, 'local/files'],
  'local/page': [CORE, 'shared/names.ts', SETTINGS, 'local/words', 'hono'],
  'local/clinic': [
    CORE,
    'shared/names.ts',
    SETTINGS,
    'shared/ports',
    'shared/aws',
    'shared/course',
    'infra/synthesize.ts',
    CLOUD,
    'local/files',
    'local/terminal',
    'local/words',
    ...DYNAMODB,
    'zod',
    'node:*',
  ],
  'local/server': [
    CORE,
    'shared/course',
    'local/clinic',
    'local/files',
    'local/page',
    'local/terminal',
    'local/words',
    '@hono/node-server',
    'hono',
    'node:http',
  ],
};

/** The command line. A command reads files and a clinic's table; only `redrive` asks AWS itself. */
const READING = ['local/clinic', 'local/command-line', 'local/files', 'local/terminal', 'local/words'];
const commands: MayUse = {
  'local/command-line': ['shared/core/time', 'local/files', 'local/terminal', 'node:util'],
  'local/commands/audit': [CORE, SETTINGS, 'shared/ports', 'shared/course', ...READING],
  'local/commands/explain': [CORE, SETTINGS, 'shared/course', ...READING],
  'local/commands/simulate': [CORE, ...READING, 'node:*'],
  'local/commands/check-clinic': [
    CORE,
    SETTINGS,
    'shared/clinic-file.ts',
    'infra/clinics',
    'local/command-line',
    'local/files',
    'local/terminal',
    'node:*',
  ],
  'local/commands/redrive': [
    CORE,
    'shared/names.ts',
    SETTINGS,
    'shared/ports',
    'shared/aws',
    'shared/course',
    ...READING,
    '@aws-sdk/client-sqs',
    ...DYNAMODB,
    'zod',
  ],
  'local/commands': [
    CORE,
    SETTINGS,
    'shared/clinic-file.ts',
    ...READING,
    'local/server',
    'local/commands/*',
    'node:*',
  ],
  local: ['local/terminal', 'local/command-line', 'local/commands', 'node:util'],
};

/** The faults: told, put in, played, judged. */
const faults: MayUse = {
  'local/faults/stories': [CORE, 'shared/names.ts', SETTINGS, 'local/terminal', 'zod', 'node:fs'],
  'local/faults/inject': [
    CORE,
    'shared/names.ts',
    'shared/environment.ts',
    'shared/aws',
    'shared/course',
    CLOUD,
    'local/clinic',
    'local/faults/stories',
    '@aws-sdk/client-scheduler',
  ],
  'local/faults/play': [
    CORE,
    SETTINGS,
    'shared/ports',
    'shared/aws',
    CLOUD,
    'local/clinic',
    'local/faults/stories',
    'local/faults/inject',
  ],
  'local/faults/judge': [
    CORE,
    'shared/ports',
    'shared/course',
    CLOUD,
    'local/faults/stories',
    'local/faults/play',
  ],
  'local/faults': [CORE, 'local/files', 'local/terminal', 'local/faults/*', 'node:util'],
};

/** Each room, and what it may use: rooms, files, packages. What stands on no list may not be used. */
export const MAY_USE: MayUse = {
  ...core,
  ...agreed,
  ...shell,
  ...functions,
  ...infra,
  ...cloud,
  ...bench,
  ...commands,
  ...faults,
};
