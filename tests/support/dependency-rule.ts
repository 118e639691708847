import { join } from 'node:path';
import { cruise, type IForbiddenRuleType } from 'dependency-cruiser';

const ROOT = join(import.meta.dirname, '../..');
const ROOMS = ['shared', 'functions', 'infra', 'local'];

const no = (name: string, from: string, to: string, comment: string): IForbiddenRuleType => ({
  name,
  comment,
  severity: 'error',
  from: { path: from },
  to: { path: to },
});

/** Imports point one way: functions -> shell -> core, mail and AWS. */
const forbidden: IForbiddenRuleType[] = [
  no(
    'core-is-pure',
    '^shared/core',
    '^(shared/(?!core|clinic\\.ts)|functions|infra|local|@aws)',
    'the core knows no shell',
  ),
  no(
    'core-has-no-io',
    '^shared/core',
    '^node:(?!crypto$|url$)|^(fs|http|https|net|child_process|worker_threads)$',
    'time is data',
  ),
  no(
    'core-has-no-sdk',
    '^shared',
    'node_modules/(aws-cdk|constructs|vitest|fast-check)',
    'tools stay outside',
  ),
  no(
    'core-needs-little',
    '^shared/core',
    'node_modules/(?!zod|date-fns|@date-fns)',
    'the core needs dates and zod',
  ),
  no(
    'mail-is-pure',
    '^shared/mail',
    '^(shared/(aws|advance|deliver|digest)|functions|infra|local)',
    'mail only renders',
  ),
  no('aws-knows-no-mail', '^shared/aws', '^(functions|infra|local)', 'adapters know no callers'),
  no('shared-knows-no-callers', '^shared', '^(functions|infra|local|tests)', 'imports point one way'),
  no('functions-know-no-local', '^functions', '^(infra|local|tests)', 'handlers run unmodified'),
  no(
    'infra-imports-settings-only',
    '^infra',
    '^shared/(?!(clinic(-file)?|names)\\.ts|core/events/)',
    'infra knows the settings',
  ),
  no('infra-knows-no-code', '^infra', '^(functions|local|tests)', 'infra names functions, it runs none'),
  no('nothing-imports-tests', `^(${ROOMS.join('|')})`, '^tests', 'tests import, they are not imported'),
  {
    name: 'no-cycles',
    severity: 'error',
    from: {},
    to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
  },
];

const { output } = await cruise(
  ROOMS.map((room) => join(ROOT, room)),
  {
    baseDir: ROOT,
    doNotFollow: { path: 'node_modules' },
    ruleSet: { forbidden },
    validate: true,
    tsPreCompilationDeps: true,
    parser: 'swc',
    enhancedResolveOptions: { extensions: ['.ts', '.js', '.json'] },
  },
);
if (typeof output === 'string') throw new Error('expected the result as data');

const { violations, totalCruised } = output.summary;
for (const { rule, from, to } of violations) process.stderr.write(`${rule.name}: ${from} -> ${to}\n`);
process.stdout.write(`${totalCruised} modules, ${violations.length} violations\n`);
// A cruiser that cannot read TypeScript sees nothing and finds nothing.
if (totalCruised < 100) throw new Error(`expected to see more than 100 modules, saw ${totalCruised}`);
if (violations.length > 0) process.exitCode = 1;
