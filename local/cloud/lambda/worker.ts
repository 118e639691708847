import { parentPort, workerData } from 'node:worker_threads';
import type { SandboxMessage, SandboxStart, WorkerMessage } from './protocol.ts';
import { Sandbox } from './sandbox.ts';

const tell = (messages: readonly WorkerMessage[]) => parentPort?.postMessage(messages);
const sandbox = new Sandbox(workerData as SandboxStart, tell, process.exit);

process.on('exit', () => sandbox.tellAll());
parentPort?.on('message', (message: SandboxMessage) => sandbox.hear(message));
