import { readFileSync } from 'node:fs';
import { registerHooks } from 'node:module';
import { join } from 'node:path';
import type { WorkflowTemplate } from '@actions/workflow-parser';
import { describe, expect, test } from 'vitest';
import { COMMANDS } from '../../local/commands/index.ts';
import { ROOT, read } from './pages.ts';

/** GitHub's parser imports JSON as only bundlers do. */
const hooks = registerHooks({
  load: (url, context, next) =>
    next(url, url.endsWith('.json') ? { ...context, importAttributes: { type: 'json' } } : context),
});
const { convertWorkflowTemplate, NoOperationTraceWriter, parseWorkflow } = await import(
  '@actions/workflow-parser'
);
hooks.deregister();

const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };

/** A workflow as GitHub reads it, and what is wrong with it. */
async function workflowOf(
  name: string,
  content = readFileSync(join(ROOT, '.github/workflows', name), 'utf8'),
) {
  const { context, value } = parseWorkflow({ name, content }, new NoOperationTraceWriter());
  const template: WorkflowTemplate | undefined = value && (await convertWorkflowTemplate(context, value));
  const errors = [...context.errors.getErrors().map(({ message }) => message), ...(template?.errors ?? [])];
  const steps = (template?.jobs ?? []).flatMap((job) => (job.type === 'job' ? job.steps : []));
  const uses = steps.flatMap((step) => ('uses' in step ? [step.uses.toString()] : []));
  const runs = steps.flatMap((step) => ('run' in step ? [step.run.toDisplayString()] : []));
  return { content, errors, uses, runs };
}

test('a mistake in a workflow is seen', async () => {
  const { content } = await workflowOf('deploy.yml');
  const mistaken = content.replace('runs-on:', 'run-on:').replace('inputs.smoke', 'inputs.smoke(');
  expect((await workflowOf('deploy.yml', mistaken)).errors.length).toBeGreaterThan(1);
});

describe.each(['tests.yml', 'deploy.yml'])('%s', (name) => {
  test('is as GitHub expects it', async () => {
    expect((await workflowOf(name)).errors).toEqual([]);
  });

  test('uses actions at a commit that nobody can move, and knows no secret', async () => {
    const { uses, content } = await workflowOf(name);
    expect(uses.length).toBeGreaterThan(1);
    for (const action of uses) expect(action).toMatch(/^[\w-]+\/[\w-]+@[0-9a-f]{40}$/);
    expect(content).not.toContain('secrets.');
  });

  test('runs what is there', async () => {
    const { runs } = await workflowOf(name);
    const named = runs.flatMap((run) => [...run.matchAll(/npm run (?:-s )?(\w+)(?: -- ([a-z-]+))?/g)]);
    for (const [, script = '', word] of named) {
      expect(Object.keys(scripts)).toContain(script);
      if (script === 'cli') expect(Object.keys(COMMANDS)).toContain(word);
    }
    expect(runs).toContain('npm ci');
  });

  test('puts nothing that somebody typed into a script', async () => {
    const { content } = await workflowOf(name);
    const scriptsIn = content.split('\n').filter((line) => /^\s+(- )?run:/.test(line));
    expect(scriptsIn.filter((line) => line.includes('${{'))).toEqual([]);
  });
});

test('the policies that the page has for a deployment are JSON, and trust one environment alone', () => {
  const blocks = [...read('docs/deploy.md').matchAll(/^ *```json\n([\s\S]*?)^ *```$/gm)];
  const policies = blocks
    .map(([, text = '']) => JSON.parse(text) as { Statement?: readonly Record<string, unknown>[] })
    .filter(({ Statement }) => Statement);
  expect(policies).toHaveLength(2);
  expect(policies[0]?.Statement?.[0]?.['Condition']).toMatchObject({
    StringEquals: {
      'token.actions.githubusercontent.com:sub': 'repo:<owner>/<repository>:environment:<clinicId>',
    },
  });
});
