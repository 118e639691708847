import { checkClinic } from './check-clinic.ts';
import type { Command } from './command.ts';
import { explain } from './explain.ts';
import { newClinic } from './new-clinic.ts';
import { plan } from './plan-command.ts';
import { serve } from './serve.ts';
import { simulate } from './simulate.ts';

export type { Command } from './command.ts';

/** Every command by its name. */
export const COMMANDS: Readonly<Record<string, Command>> = {
  plan,
  simulate,
  explain,
  serve,
  'check-clinic': checkClinic,
  'new-clinic': newClinic,
};
