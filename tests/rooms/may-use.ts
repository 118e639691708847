import type { MayUse } from './walls.ts';

const CORE = 'shared/core/*';
const SETTINGS = 'shared/clinic.ts';
const CLOUD = 'local/cloud/index.ts';
const DYNAMODB = ['@aws-sdk/client-dynamodb', '@aws-sdk/lib-dynamodb'];

const core = (...rooms: readonly string[]) => rooms.map((room) => `shared/core/${room}`);
const cloud = (...rooms: readonly string[]) => rooms.map((room) => `local/cloud/${room}`);

/** The core's rooms, and the files beside them, need dates, schemas and hashes: no clock, no chance, no AWS. */
const CORE_ROOMS: MayUse = {
  'shared/core/time': ['date-fns', '@date-fns/tz', '@date-fns/utc'],
  'shared/core/words': [...core('time')],
  'shared/core/protocols': [...core('words')],
  'shared/core/ids': [...core('time', 'protocols')],
  'shared/core/settings': [...core('time', 'protocols'), 'zod', 'node:crypto'],
  'shared/core/events': [...core('time', 'protocols', 'ids'), 'zod', 'node:crypto', 'node:url'],
  'shared/core/course': [...core('time', 'words', 'protocols', 'ids', 'events')],
  'shared/core/visits': [...core('time', 'words', 'protocols', 'settings', 'course')],
  'shared/core/reminders': [...core('time', 'protocols', 'ids', 'settings', 'events', 'course', 'visits')],
  'shared/core/tasks': [...core('time', 'protocols', 'ids', 'settings', 'course', 'visits', 'reminders')],
  'shared/core/notices': [...core('time', 'words', 'protocols', 'course', 'visits', 'reminders')],
  'shared/core/quality': [...core('time', 'protocols', 'ids', 'course', 'visits', 'reminders', 'tasks')],
  'shared/core/digest': [...core('time', 'ids', 'tasks')],
  'shared/core': [CORE],
};

/** On what deployment, functions and tools agree. */
const AGREED: MayUse = {
  'shared/names.ts': [],
  [SETTINGS]: ['shared/core/events/expected.ts', ...core('settings'), 'zod'],
  'shared/broken-json.ts': [],
  'shared/clinic-file.ts': ['shared/broken-json.ts', SETTINGS, 'zod'],
  'shared/environment.ts': [SETTINGS, 'zod'],
};

/** The shell: `course` and `digest` know a store, a mailer and an alarm clock by their ports, and AWS not at all. */
const SHELL: MayUse = {
  'shared/mail': [
    ...core('time', 'words', 'protocols', 'ids', 'settings', 'quality'),
    SETTINGS,
    'hono',
    'ical-generator',
    'node:crypto',
  ],
  'shared/links': [...core('time', 'ids'), 'shared/ports', 'jose', 'zod'],
  'shared/ports': [CORE, 'shared/mail', 'node:crypto', 'node:util'],
  'shared/aws': [
    '@aws-sdk/client-sqs',
    ...core('time', 'ids', 'events', 'reminders', 'quality'),
    SETTINGS,
    'shared/names.ts',
    'shared/ports',
    '@aws-sdk/client-scheduler',
    '@aws-sdk/client-sesv2',
    ...DYNAMODB,
    'zod',
    'node:crypto',
  ],
  'shared/course': [
    CORE,
    SETTINGS,
    'shared/links',
    'shared/mail',
    'shared/ports',
    'zod',
    'node:crypto',
    'node:util',
  ],
  'shared/digest': [
    ...core('time', 'settings', 'events', 'digest', 'quality'),
    SETTINGS,
    'shared/links',
    'shared/mail',
    'shared/ports',
  ],
};

/** What people reach by the web. Pages know a store and links, and AWS not at all. */
const WEB: MayUse = {
  'shared/web': [...core('events', 'time'), SETTINGS, 'shared/mail', 'hono', 'node:crypto'],
  'shared/web/course': [
    ...core('time', 'words', 'protocols', 'ids', 'visits', 'reminders'),
    'shared/core/plan.ts',
    SETTINGS,
    'shared/web',
    'hono',
  ],
  'shared/web/patient': [
    CORE,
    SETTINGS,
    'shared/course',
    'shared/links',
    'shared/mail',
    'shared/ports',
    'shared/web',
    'hono',
    'zod',
    'node:crypto',
  ],
  'shared/web/staff': [
    CORE,
    SETTINGS,
    'shared/course',
    'shared/digest',
    'shared/links',
    'shared/mail',
    'shared/ports',
    'shared/web',
    'shared/web/course',
    'hono',
    'zod',
    'node:crypto',
  ],
};

/** What programs of others tell a clinic. It knows a store, secrets and links, and AWS not at all. */
const API: MayUse = {
  'shared/api': [
    'shared/api/openapi.json',
    ...core('time', 'protocols', 'ids', 'events', 'reminders', 'tasks'),
    'shared/core/course-json.ts',
    'shared/core/plan.ts',
    SETTINGS,
    'shared/broken-json.ts',
    'shared/course',
    'shared/links',
    'shared/ports',
    'shared/web',
    'hono',
    'zod',
    'node:crypto',
    'node:http',
  ],
};

/** What lists of clinics' systems tell. It knows no files, no store and no AWS: the board may use it as well. */
const IMPORT: MayUse = {
  'shared/import': [
    ...core('time', 'protocols', 'events', 'course'),
    'shared/ports/our-error.ts',
    'csv-parse',
    'ical.js',
    'zod',
    'node:crypto',
    'node:stream',
    'node:util',
  ],
};

/** The functions, which alone put shell and AWS together. */
const FUNCTIONS: MayUse = {
  'functions/lib': [
    ...core('time', 'settings'),
    'shared/environment.ts',
    'shared/ports',
    'shared/aws',
    'shared/course',
    'shared/links',
    '@aws-lambda-powertools/*',
    'aws-lambda',
    'hono',
    'zod',
  ],
  functions: [
    ...core('events'),
    'shared/environment.ts',
    'shared/ports',
    'shared/aws',
    'shared/course',
    'shared/digest',
    'functions/lib',
    'shared/api',
    'shared/web/patient',
    'shared/web/staff',
    '@aws-lambda-powertools/metrics',
    'aws-lambda',
  ],
};

/** The stack: it knows settings and names, and runs no code of the functions. */
const INFRA: MayUse = {
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
const CLOUD_ROOMS: MayUse = {
  'local/cloud/base': [...core('time'), 'zod'],
  'local/cloud/dynamodb': [...cloud('base'), 'node:*'],
  'local/cloud/events': [...cloud('base'), 'zod'],
  'local/cloud/http-api': [...cloud('base'), 'zod', 'node:events', 'node:http'],
  'local/cloud/queues': [...core('time'), ...cloud('base'), 'zod', 'node:crypto'],
  'local/cloud/scheduler': [...core('time'), ...cloud('base'), 'zod', 'node:crypto', 'node:util'],
  'local/cloud/ses': [...core('time'), ...cloud('base'), 'zod', 'node:crypto'],
  'local/cloud/cloudwatch': [...core('time'), ...cloud('base', 'queues', 'ses'), 'zod'],
  'local/cloud/template': [...cloud('base'), 'zod', 'node:*'],
  'local/cloud/iam': [...cloud('base', 'events', 'scheduler', 'ses'), 'zod'],
  'local/cloud/lambda': [
    ...core('time'),
    ...cloud('base', 'events', 'iam', 'queues'),
    'esbuild',
    'zod',
    'node:*',
  ],
  'local/cloud': [...core('time'), 'local/cloud/*', 'zod', 'node:*'],
};

/** What is on the bench, and what is said of it in a terminal or on a page. */
const BENCH: MayUse = {
  'local/terminal': ['node:util'],
  'local/words': [CORE, 'shared/web/course', 'local/terminal'],
  'local/explain': [CORE, SETTINGS, 'shared/ports', 'shared/course', 'local/terminal', 'local/words'],
  'local/files': [
    CORE,
    SETTINGS,
    'shared/clinic-file.ts',
    'shared/ports/stored-event.ts',
    'local/terminal',
    'node:*',
  ],
  'local/sample': [CORE, 'shared/import', 'local/files', 'local/words', 'zod'],
  'local/reference': ['shared/api', 'shared/ports/api-tokens.ts', 'local/sample', 'zod'],
  'local/preview': [
    ...core('time', 'ids', 'events', 'settings', 'reminders'),
    SETTINGS,
    'shared/course',
    'shared/digest',
    'shared/links',
    'shared/mail',
    'shared/ports',
    'shared/web',
    'shared/web/patient',
    'shared/web/staff',
    'local/sample',
    'hono',
  ],
  'local/page': [
    ...core('time', 'words', 'protocols', 'events'),
    'shared/core/course-json.ts',
    'shared/names.ts',
    SETTINGS,
    'shared/web',
    'shared/web/course',
    'local/explain',
    'local/redrive',
    'local/words',
    'hono',
  ],
  'local/clinic': [
    CORE,
    'shared/names.ts',
    SETTINGS,
    'shared/api',
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
  'local/redrive': [
    CORE,
    'shared/names.ts',
    SETTINGS,
    'shared/ports',
    'shared/course',
    'local/clinic',
    'local/terminal',
    '@aws-sdk/client-sqs',
    ...DYNAMODB,
    'zod',
  ],
  'local/server': [
    CORE,
    'shared/names.ts',
    SETTINGS,
    'shared/api',
    'shared/course',
    CLOUD,
    'local/clinic',
    'local/explain',
    'local/files',
    'local/page',
    'local/preview',
    'local/redrive',
    'local/terminal',
    'local/words',
    '@aws-sdk/client-sqs',
    '@hono/node-server',
    'hono',
    'zod',
    'node:*',
  ],
};

/** The command line. A command reads files and a clinic's table; only `redrive` asks AWS itself. */
const READING = ['local/clinic', 'local/command-line', 'local/files', 'local/terminal', 'local/words'];
const COMMANDS: MayUse = {
  'local/command-line': [...core('time'), 'local/files', 'local/terminal', 'node:util'],
  'local/commands/audit': [CORE, SETTINGS, 'shared/ports', 'shared/course', ...READING],
  'local/commands/explain': [CORE, SETTINGS, 'local/explain', ...READING],
  'local/commands/diff': [CORE, SETTINGS, 'shared/course', ...READING],
  'local/commands/report': [CORE, SETTINGS, 'shared/course', ...READING],
  'local/commands/preview': ['local/preview', ...READING, 'node:*'],
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
  'local/commands/smoke': [
    ...core('time'),
    SETTINGS,
    'shared/names.ts',
    'shared/ports/course-store.ts',
    ...READING,
    '@aws-sdk/client-eventbridge',
  ],
  'local/commands/export': [
    CORE,
    SETTINGS,
    'shared/ports/course-store.ts',
    ...READING,
    'ical-generator',
    'node:*',
  ],
  'local/commands/import': [
    ...core('time', 'events'),
    SETTINGS,
    'shared/names.ts',
    'shared/import',
    ...READING,
    '@aws-sdk/client-eventbridge',
    'node:fs',
  ],
  'local/commands/rotate-links': [
    ...core('time'),
    'shared/aws/dynamo-keys.ts',
    'shared/links/link-keys.ts',
    'shared/names.ts',
    'shared/ports/link-key-store.ts',
    ...READING,
    '@aws-sdk/client-dynamodb',
    '@aws-sdk/lib-dynamodb',
  ],
  'local/commands/webhook-secret': [
    ...core('time'),
    SETTINGS,
    'shared/api',
    'shared/aws/dynamo-keys.ts',
    'shared/names.ts',
    'shared/ports/key-pair.ts',
    'shared/ports/webhook-secrets.ts',
    ...READING,
    ...DYNAMODB,
  ],
  'local/commands/token': [
    ...core('time'),
    SETTINGS,
    'shared/api',
    'shared/aws/dynamo-tokens.ts',
    'shared/names.ts',
    'shared/ports/api-tokens.ts',
    ...READING,
    ...DYNAMODB,
  ],
  'local/commands/redrive': [
    CORE,
    'shared/names.ts',
    SETTINGS,
    'shared/aws',
    'local/redrive',
    ...READING,
    '@aws-sdk/client-sqs',
    ...DYNAMODB,
  ],
  'local/commands': [
    CORE,
    CLOUD,
    SETTINGS,
    'shared/clinic-file.ts',
    ...READING,
    'local/server',
    'local/commands/*',
    'node:*',
  ],
  local: ['local/terminal', 'local/command-line', 'local/commands', 'node:*'],
};

/** The faults: told, put in, played, judged. */
const FAULTS: MayUse = {
  'local/faults/stories': [CORE, 'shared/names.ts', SETTINGS, 'local/terminal', 'zod', 'node:fs'],
  'local/faults/inject': [
    CORE,
    SETTINGS,
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
  'local/faults/promises': [],
  'local/faults/judge': [
    CORE,
    SETTINGS,
    'shared/ports',
    'shared/course',
    CLOUD,
    'local/faults/stories',
    'local/faults/play',
    'local/faults/promises',
  ],
  'local/faults': [CORE, 'local/files', 'local/terminal', 'local/faults/*', 'node:util'],
};

/** Each room, and what it may use: rooms, files, packages. What stands on no list may not be used. */
export const MAY_USE: MayUse = {
  ...CORE_ROOMS,
  ...AGREED,
  ...SHELL,
  ...WEB,
  ...API,
  ...IMPORT,
  ...FUNCTIONS,
  ...INFRA,
  ...CLOUD_ROOMS,
  ...BENCH,
  ...COMMANDS,
  ...FAULTS,
};
