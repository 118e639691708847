#!/usr/bin/env node
import { enableCompileCache } from 'node:module';
import { fileURLToPath } from 'node:url';

// Loading what a command uses takes as long as many a command: from the second run on a third of that. This file is no
// TypeScript, so that none has to be read as such before what is kept is at hand.
const kept = fileURLToPath(new URL('../node_modules/.cache/course-reminders/compiled', import.meta.url));
enableCompileCache(kept);
// For the threads that it starts.
process.env.NODE_COMPILE_CACHE ??= kept;
await import('./cli.ts');
