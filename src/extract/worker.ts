import module from 'node:module';
import { parentPort } from 'node:worker_threads';
import { grammarFaults } from '../parse/syntax.js';
import type { Source } from '../read/source.js';
import { loadTechnologies } from '../technologies/load.js';
import { type Extracted, extractorOf } from './extract.js';

/** What a thread says: that it can begin, or what a file says. `spoilt`: its grammars have failed, and are not to be trusted with another file. */
export type Said = { readonly ready: true } | { readonly extracted: Extracted; readonly spoilt: boolean };

// a thread compiles for itself
(module as { enableCompileCache?: () => void }).enableCompileCache?.();
const extractor = extractorOf(await loadTechnologies());
const say = (said: Said): void => parentPort?.postMessage(said);
parentPort?.on('message', async (source: Source) => {
  const extracted = await extractor.extract(source);
  say({ extracted, spoilt: grammarFaults() > 0 });
});
say({ ready: true });
