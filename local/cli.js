#!/usr/bin/env node
import { enableCompileCache } from 'node:module';
import { fileURLToPath } from 'node:url';

// Loading what a command uses takes as long as many a command: from the second run on a third of that. This file is no
// TypeScript, so that none has to be read as such before what is kept is at hand.
enableCompileCache(
  fileURLToPath(new URL('../node_modules/.cache/course-reminders/compiled', import.meta.url)),
);
await import('./cli.ts');
