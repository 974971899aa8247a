import { type Expr, entryOf, literalText } from '../../facts/expr.js';
import type { Fact, Facts } from '../../facts/fact.js';
import type { Said } from '../../facts/program.js';
import type { Span } from '../../facts/span.js';
import { programParts } from '../programs.js';
import { reader, technology } from '../technology.js';
import { dataExpr } from '../yaml/expr.js';

const script = /(^|\/)(ecosystem|pm2|process)([._-][\w.-]*)?\.config\.c?js$|(^|\/)pm2([._-][\w.-]*)?\.c?js$/;
const data = /(^|\/)(ecosystem|pm2|process)([._-][\w.-]*)?\.(config\.)?json$/;

/** PM2, by its ecosystem files. */
export default technology({
  name: 'pm2',
  title: 'PM2',
  readers: [
    reader({
      language: 'json',
      paths: data,
      mentions: ['"script"'],
      extract: (tree, source) => programs(dataExpr(tree, source.path)),
    }),
    reader({
      language: 'yaml',
      paths: /(^|\/)(ecosystem|pm2|process)([._-][\w.-]*)?\.ya?ml$/,
      mentions: ['script:'],
      *extract(tree, source) {
        for (const document of tree) yield* programs(dataExpr(document, source.path));
      },
    }),
  ],
  detect(facts) {
    const first = pm2Programs(facts)[0];
    return first && { at: first.at };
  },
  deployment: (facts) => programParts(pm2Programs(facts), (file) => file, facts),
});

/** What a JavaScript ecosystem file exports is known from its module; data files have facts of their own. */
export function pm2Programs(facts: Facts): readonly Fact<'program'>[] {
  const exported = facts
    .of('js-module')
    .filter(({ at }) => script.test(at.file))
    .flatMap(({ exports }) => exports.filter(({ name }) => name === '*' || name === 'default'))
    .flatMap(({ value }) => [...programs(value)]);
  return [...facts.of('program').filter((program) => program.technology === 'pm2'), ...exported];
}

function* programs(root: Expr): Iterable<Fact<'program'>> {
  const apps = entryOf(root, 'apps');
  const items = apps?.is === 'list' ? apps.items : apps ? [apps] : root.is === 'list' ? root.items : [root];
  for (const app of items) {
    const path = literalText(entryOf(app, 'script'));
    if (app.is !== 'map' || path === undefined || developmentOnly(app)) continue;
    yield programOf(app, path);
  }
}

/** `watch` with an inspector, or NODE_ENV=development and no production environment. */
function developmentOnly(app: Expr): boolean {
  const env = literalText(entryOf(entryOf(app, 'env'), 'NODE_ENV'));
  return /^(dev|development|test)$/.test(env ?? '') && !entryOf(app, 'env_production');
}

function programOf(app: Expr, path: string): Fact<'program'> {
  const place = entryOf(app, 'script')?.at ?? app.at;
  const name = literalText(entryOf(app, 'name')) ?? path;
  const words = [literalText(entryOf(app, 'interpreter')) ?? 'node', path, literalText(entryOf(app, 'args')) ?? ''];
  const env = entryOf(app, 'env_production') ?? entryOf(app, 'env');
  return {
    kind: 'program',
    technology: 'pm2',
    name,
    at: entryOf(app, 'name')?.at ?? place,
    command: { value: words.join(' ').trim(), at: place },
    restart: restartOf(app, place),
    stopSeconds: graceOf(app, place),
    ...copiesOf(app),
    environment: env?.is === 'map' ? env.entries.map(({ key, value }) => ({ name: key, value })) : [],
    once: false,
  };
}

function restartOf(app: Expr, place: Span): Said<'always' | 'never' | 'unknown'> {
  const value = entryOf(app, 'autorestart');
  if (!value) return { value: 'always', at: place, says: 'PM2 starts a program again unless told otherwise' };
  const text = literalText(value);
  const policy = text === 'true' ? 'always' : text === 'false' ? 'never' : 'unknown';
  return { value: policy, at: value.at, says: `autorestart: ${text ?? 'computed'}` };
}

function graceOf(app: Expr, place: Span): Said<number> {
  const value = entryOf(app, 'kill_timeout');
  const text = literalText(value);
  if (value && text !== undefined && /^\d+$/.test(text))
    return { value: Number(text) / 1000, at: value.at, says: `kill_timeout: ${text} ms` };
  return { value: 1.6, at: place, says: 'kill_timeout is not set: 1600 ms', builtin: 'pm2 6, constants.js' };
}

function copiesOf(app: Expr): { readonly copies?: number } {
  const value = entryOf(app, 'instances');
  if (!value) return { copies: 1 };
  const text = literalText(value) ?? '';
  return /^[1-9]\d*$/.test(text) ? { copies: Number(text) } : {};
}
