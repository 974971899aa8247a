import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, describe, test } from 'node:test';
import { Worker } from 'node:worker_threads';
import { rows, type Told } from './doublings.js';

/** Audits in a thread that can be stopped: what grows without end would never give the time back. */
function start(): Worker {
  return new Worker(join(import.meta.dirname, 'doublings.js'), { workerData: { audits: true }, resourceLimits: { maxOldGenerationSizeMb: 500 } }); // biome-ignore format: one line
}

const longest = 120_000;

describe('names, files and functions that stand for each other twice, again and again, cost no more than they are long', () => {
  let worker = start();
  after(() => worker.terminate());
  for (const name of Object.keys(rows))
    test(name, async () => {
      const told = await new Promise<Told>((done, failed) => {
        const timer = setTimeout(() => failed(new Error('it does not end')), longest);
        worker.removeAllListeners();
        worker.once('message', (message: Told) => {
          clearTimeout(timer);
          done(message);
        });
        worker.once('error', (error) => {
          clearTimeout(timer);
          failed(error);
        });
        worker.postMessage(name);
      }).catch(async (error: unknown) => {
        await worker.terminate();
        worker = start();
        throw error;
      });
      assert.ok(told.seconds < 5, `${told.seconds} s`);
      assert.deepEqual(told.faults, []);
      assert.ok(told.longestMessage < 5000, `a message of ${told.longestMessage} characters`);
    });
});
