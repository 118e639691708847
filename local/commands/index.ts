import { checkClinic } from './check-clinic.ts';
import type { Command } from './command.ts';
import { explain } from './explain.ts';
import { plan } from './plan-command.ts';
import { simulate } from './simulate.ts';

export type { Command } from './command.ts';

/** Every command by its name. */
export const COMMANDS: Readonly<Record<string, Command>> = {
  plan,
  explain,
  'check-clinic': checkClinic,
  simulate,
};
