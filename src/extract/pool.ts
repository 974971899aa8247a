import { availableParallelism } from 'node:os';
import { cpuUsage } from 'node:process';
import { Worker } from 'node:worker_threads';
import { faultOf } from '../fault.js';
import type { Source } from '../read/source.js';
import { loadTechnologies } from '../technologies/load.js';
import { type Extracted, type Extractor, extractorOf, unreadBy } from './extract.js';
import type { Said } from './worker.js';

/** What a file may cost: nothing that people write comes near it. */
export interface Budget {
  /** Of computing time, so that a busy machine reads the same files as an idle one. */
  readonly seconds: number;
  readonly megabytes: number;
  /** Seconds that pass until a thread has come up, on any machine. */
  readonly start: number;
}

const usual: Budget = { seconds: 10, megabytes: 400, start: 300 };

/** An extractor in threads: a file that takes too long or too much is given up, and its thread with it. */
export interface Pool extends Extractor {
  close(): Promise<void>;
}

export interface PoolOptions {
  readonly budget?: Budget;
  readonly threads?: number;
}

interface Job {
  readonly source: Source;
  readonly done: (extracted: Extracted) => void;
}

interface Thread {
  readonly worker: Worker;
  readonly begun: number;
  ready: boolean;
  /** `cpu`: what the program had spent when the job was first seen under way. */
  job: (Job & { cpu?: number; readonly since: number }) | undefined;
}

/** More threads than this read no faster than the disk gives. */
const mostThreads = 4;
const tick = 100;

/** Opens a pool. Its first thread begins at once, while we load what we have to know ourselves; others come when files wait. */
export async function openPool({
  budget = usual,
  threads = Math.min(mostThreads, availableParallelism()),
}: PoolOptions = {}): Promise<Pool> {
  const waiting: Job[] = [];
  const running = new Set<Thread>();
  let clock: NodeJS.Timeout | undefined;
  let closed = false;
  let unread: ReturnType<typeof unreadBy> = (_, message) => ({ facts: [], problems: [{ start: 0, message }] });

  function start(): void {
    const worker = new Worker(new URL('./worker.js', import.meta.url), {
      resourceLimits: { maxOldGenerationSizeMb: budget.megabytes, maxYoungGenerationSizeMb: 64 },
    });
    const thread: Thread = { worker, begun: Date.now(), ready: false, job: undefined };
    running.add(thread);
    clock ??= setInterval(watch, tick);
    worker.on('message', (said: Said) => heard(thread, said));
    worker.on('error', (error) => lose(thread, whyLost(error)));
    worker.on('exit', () => lose(thread, 'it ended the thread that read it'));
  }

  function heard(thread: Thread, said: Said): void {
    if ('ready' in said) thread.ready = true;
    else {
      const job = thread.job;
      thread.job = undefined;
      job?.done(said.extracted);
      if (said.spoilt) retire(thread);
    }
    give();
  }

  /** Gives files to threads that have none. */
  function give(): void {
    if (closed) return;
    for (const thread of running) {
      if (!thread.ready || thread.job) continue;
      const job = waiting.shift();
      if (!job) break;
      thread.job = { ...job, since: Date.now() };
      thread.worker.postMessage(job.source);
    }
    if (waiting.length > 0 && running.size < threads && ![...running].some(({ ready }) => !ready)) start();
  }

  /** Stops what takes too long. Busy threads share what the program has spent. */
  function watch(): void {
    const busy = [...running].flatMap((thread) => (thread.job ? [{ thread, job: thread.job }] : []));
    const now = spent();
    const late = [...running].find(({ ready, begun }) => !ready && Date.now() - begun > budget.start * 1000);
    if (late) lose(late, 'no thread comes up to read it');
    for (const { thread, job } of busy) {
      job.cpu ??= now;
      const long = now - job.cpu > budget.seconds * busy.length || Date.now() - job.since > budget.seconds * 20_000;
      if (long) lose(thread, `it takes longer than ${budget.seconds} seconds`);
    }
    give();
  }

  function retire(thread: Thread): void {
    running.delete(thread);
    thread.worker.removeAllListeners();
    // a thread that dies of what it was told to leave is nobody's concern
    thread.worker.on('error', () => undefined);
    void thread.worker.terminate();
  }

  function lose(thread: Thread, why: string): void {
    if (!running.has(thread)) return;
    const { job, ready } = thread;
    retire(thread);
    job?.done(unread(job.source, `not read: ${why}`));
    // a thread that cannot even begin will not begin the next time
    if (!ready) for (const one of waiting.splice(0)) one.done(unread(one.source, `not read: ${why}`));
    give();
  }

  start();
  const technologies = await loadTechnologies();
  unread = unreadBy(technologies);
  return {
    wants: extractorOf(technologies).wants,
    extract: (source) =>
      new Promise((done) => {
        waiting.push({ source, done });
        give();
      }),
    async close() {
      closed = true;
      clearInterval(clock);
      await Promise.all([...running].map(({ worker }) => worker.removeAllListeners().terminate()));
      running.clear();
    },
  };
}

/** Seconds of computing. */
function spent(): number {
  const { user, system } = cpuUsage();
  return (user + system) / 1e6;
}

function whyLost(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (code === 'ERR_WORKER_OUT_OF_MEMORY') return 'it takes too much memory';
  return faultOf(error);
}
