import type { Extractor } from '../extract/extract.js';
import { openPool } from '../extract/pool.js';

/** Lends threads that read files, and ends them whatever happens: a file that takes too long holds up no run. */
export async function withThreads<T>(run: (extractor: Extractor) => Promise<T>): Promise<T> {
  const pool = await openPool();
  try {
    return await run(pool);
  } finally {
    await pool.close();
  }
}
