import { connectToAws } from './aws-scheduler.ts';
import { readEnvironment } from './environment.ts';
import { schedulerContract } from './scheduler/contract.ts';

const environment = readEnvironment(process.env);

schedulerContract('EventBridge Scheduler', () => connectToAws(environment), { count: 3, delay: 2000 });
