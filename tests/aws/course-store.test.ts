import type { EngineChoice } from '../../local/cloud/index.ts';
import { createCourseStore } from '../../shared/aws/dynamo-course-store.ts';
import { startCourseTable } from '../support/course-table.ts';
import { ENGINES } from '../support/exhaustive.ts';
import { InMemoryStore } from '../support/in-memory-store.ts';
import { testClock } from '../support/test-clock.ts';
import { courseStoreContract } from './course-store.contract.ts';

const inTable = (engine: EngineChoice) => async () => {
  const table = await startCourseTable(engine);
  return { ...table, store: createCourseStore(table.client, table.tableName, testClock) };
};

for (const engine of ENGINES) courseStoreContract(`on ${engine}`, inTable(engine));
courseStoreContract('in memory', async () => {
  const store = new InMemoryStore();
  return {
    store,
    items: async () => store.items(),
    index: async (name) => store.items().filter((item) => item[name] !== undefined),
    stop: async () => undefined,
  };
});
