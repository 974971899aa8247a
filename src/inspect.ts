import type { CodeModule } from './code/model.js';
import { discover } from './discover/discover.js';
import { extractorOf } from './extract/extract.js';
import type { Fact } from './facts/fact.js';
import { moduleNamesOf } from './program/modules.js';
import { type Program, programOf } from './program/program.js';
import { readSource } from './read/read.js';
import { loadCatalogues, loadTechnologies } from './technologies/load.js';

/** The linked program of a folder, without settings: the developers' window into the engine. */
export async function readProgram(root: string): Promise<Program> {
  const { files } = await discover(root);
  const extractor = extractorOf(await loadTechnologies());
  const modules: CodeModule[] = [];
  const facts: (readonly Fact[])[] = [];
  for (const ref of files) {
    if (ref.role !== 'shipped' || !extractor.wants(ref.path)) continue;
    const source = readSource(root, ref);
    if (!('text' in source)) continue;
    const { code, facts: own } = await extractor.extract(source);
    facts.push(own);
    if (code) modules.push(code);
  }
  return programOf(modules, await loadCatalogues(), moduleNamesOf(facts));
}
