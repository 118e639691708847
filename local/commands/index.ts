import type { Command } from '../command-line/command.ts';

/** Every command by its name, loaded when it is used: some bring a whole cloud with them. */
export const COMMANDS: Readonly<Record<string, () => Promise<Command>>> = {
  plan: async () => (await import('./plan.ts')).plan,
  simulate: async () => (await import('./simulate/simulate.ts')).simulate,
  preview: async () => (await import('./preview/preview.ts')).preview,
  explain: async () => (await import('./explain/explain.ts')).explain,
  audit: async () => (await import('./audit/audit.ts')).audit,
  report: async () => (await import('./report/report.ts')).report,
  diff: async () => (await import('./diff/diff.ts')).diff,
  redrive: async () => (await import('./redrive/redrive.ts')).redrive,
  smoke: async () => (await import('./smoke/smoke.ts')).smoke,
  'rotate-links': async () => (await import('./rotate-links/rotate-links.ts')).rotateLinks,
  'webhook-secret': async () => (await import('./webhook-secret/webhook-secret.ts')).webhookSecret,
  token: async () => (await import('./token/token.ts')).token,
  staff: async () => (await import('./staff/staff.ts')).staff,
  export: async () => (await import('./export/export.ts')).exportCommand,
  import: async () => (await import('./import/import.ts')).importCommand,
  serve: async () => (await import('./serve.ts')).serve,
  'check-clinic': async () => (await import('./check-clinic/check-clinic.ts')).checkClinic,
  'new-clinic': async () => (await import('./new-clinic.ts')).newClinic,
};
