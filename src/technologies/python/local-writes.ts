import type { Facts } from '../../facts/fact.js';
import { known, said } from '../../resolve/evidence.js';
import type { LocalWrite } from '../../resolve/parts/store.js';
import { byHand } from './by-hand.js';
import { type PyValue, placeIn, textIn } from './values.js';

const index =
  /(^|_)(INDEX|(WHOOSH|VECTOR|CHROMA|FAISS|LANCE)\w{0,60}|SEARCH|EMBEDDINGS?)_(DIR|PATH|FILE|ROOT|FOLDER|BASE)$|^WHOOSH_BASE$/;
const model = /(^|_)(MODEL|CLASSIFIER)_(FILE|PATH)$/;
const writing =
  /(\.|^)(write|write_bytes|write_text|dump|mkdir|rename|replace|save|unlink|open_or_create|create_in)$|^(tantivy|whoosh|lancedb|chromadb|faiss)\b/;

/** Search indexes and trained models that settings place on the disk, where code that is no command changes them. */
export function localIndexes(
  facts: Facts,
  names: Iterable<readonly [string, PyValue]>,
  technology: string,
): readonly LocalWrite[] {
  const reads = facts.of('python-setting-read');
  const calls = facts.of('python-call');
  const found: LocalWrite[] = [];
  for (const [name, value] of names) {
    const isIndex = index.test(name);
    if (!isIndex && !model.test(name)) continue;
    const at = placeIn(value);
    if (!at || (textIn(value) ?? '') === '') continue;
    const readers = reads.filter((read) => read.name === name && !byHand.test(read.at.file));
    const use = readers.find((read) => calls.some((call) => call.at.file === read.at.file && writing.test(call.name)));
    if (!use) continue;
    found.push({
      label: isIndex ? `the index of ${name}` : `the trained model of ${name}`,
      technology,
      content: 'index',
      backend: known({ technology: 'the disk', reach: 'server' }, [
        ...value.because.slice(-2, -1),
        said(at, `${name} is a path on this server`),
      ]),
      uses: [said(use.at, 'the running app works on it')],
    });
  }
  return found;
}
