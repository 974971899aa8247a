import type { Facts } from '../../facts/fact.js';
import { type Evidence, said } from '../../resolve/evidence.js';
import type { Resolution } from '../technology.js';

/** Of `config/database.yml` and the files that it may be made from, the ones that say how the app runs. */
export interface DatabaseFile {
  readonly chosen: ReadonlySet<string>;
  /** Several that differ, and nothing tells which one it is. */
  readonly open: readonly Evidence[];
}

const usual = /[._-](sample|example|dist|template|tmpl|tpl|default|orig|copy)$/;
const shape = /(^|\/)config\/database([._-]\w+)?\.ya?ml([._-]\w+)?$/;

export function isDatabaseFile(path: string): boolean {
  return shape.test(path);
}

/** The file itself where it can be read; else what an image or a start puts in its place, an example of a usual name, or nothing that is known. */
export function databaseFile(app: Resolution): DatabaseFile {
  const settings = app.facts.of('setting').filter(({ technology, key, at }) => technology === 'rails' && key.startsWith('database.') && isDatabaseFile(at.file));
  const read = [...new Set(settings.map(({ at }) => at.file))];
  const folder = app.root === '.' ? 'config/' : `${app.root}/config/`;
  const own = read.filter((file) => file.startsWith(folder));
  const isOwn = own.length > 0 || app.files.some((file) => file.startsWith(folder) && isDatabaseFile(file));
  const files = isOwn ? own : read;
  const plain = files.filter((file) => /\/database\.ya?ml$/.test(`/${file}`));
  if (plain.length > 0) return { chosen: new Set(plain), open: [] };
  const put = files.filter((file) => isPutInPlace(file, app.facts));
  const found = put.length > 0 ? put : files.filter((file) => usual.test(file));
  if (found.length > 0) return { chosen: new Set(found), open: [] };
  if (files.length < 2) return { chosen: new Set(), open: [] };
  return {
    chosen: new Set(),
    open: settings.filter(({ key, at }) => /\.adapter$/.test(key) && files.includes(at.file)).map(({ at }) => said(at, `may be the database (${at.file})`)),
  };
} // biome-ignore format: conditions

/** `COPY config/database.yml.docker config/database.yml`, or `cp` of the build, of a start or of a set-up. */
function isPutInPlace(file: string, facts: Facts): boolean {
  const name = file.slice(file.lastIndexOf('/') + 1);
  const lands = (target: string) => /(^|\/)database\.ya?ml$/.test(target);
  const named = (source: string) => source === name || source.endsWith(`/${name}`);
  const moves = (text: string) => {
    const words = text.split(/[\s"']+/);
    return words.some((word, index) => /^(cp|mv|ln|install)$/.test(word) && words.slice(index + 1, index + 5).some(named) && words.slice(index + 1, index + 6).some(lands));
  };
  const images = facts.of('image').flatMap(({ stages }) => stages);
  return (
    images.some(({ copies, runs }) => copies.some(({ sources, target }) => lands(target) && sources.some(named)) || runs.some(({ value }) => moves(value))) ||
    facts.of('shell-script').some(({ commands }) => commands.some(({ words }) => moves(words.map(({ value }) => value).join(' '))))
  );
} // biome-ignore format: conditions
