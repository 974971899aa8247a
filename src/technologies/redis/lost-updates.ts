import type { Expr } from '../../facts/expr.js';
import type { Fact, Facts } from '../../facts/fact.js';
import { said } from '../../resolve/evidence.js';
import type { LostUpdate } from '../../resolve/parts/lost-update.js';

type Call = Fact<'js-call'>;

const clients = /^(redis|ioredis|@redis\/client|handy-redis|@upstash\/redis|@vercel\/kv)$/;

/**
 * A value that a client of Redis reads, changes in the program and writes back under the same key. `WATCH`, a transaction or a lock
 * in the same file may guard it: then nothing is said.
 */
export function lostUpdates(facts: Facts): readonly LostUpdate[] {
  const calls = facts.of('js-call').filter(({ module }) => clients.test(module));
  const guarded = new Set(calls.filter(({ name }) => /\.(watch|eval|evalsha)$/i.test(name)).map(({ at }) => at.file));
  return calls.flatMap((write): readonly LostUpdate[] => {
    const [key, value] = write.args;
    if (!/\.set$/.test(write.name) || !key || !value || guarded.has(write.at.file) || onlyIfMissing(write)) return [];
    const read = calls.find((one) => /\.get$/.test(one.name) && isReadFor(one, write, sourceOf(key)));
    const names = read && namesOf(read);
    if (!read || !names?.some((name) => new RegExp(`(^|[^\\w$.])${name}\\b`).test(sourceOf(value)))) return [];
    return [
      {
        label: `the value under ${sourceOf(key)}`,
        technology: 'redis',
        because: [said(read.at, 'reads it'), said(write.at, 'writes it back')],
        at: write.at,
      },
    ];
  });
}

function isReadFor(read: Call, write: Call, key: string): boolean {
  const [first] = read.args;
  return (
    read.at.file === write.at.file &&
    read.at.start < write.at.start &&
    read.on === write.on &&
    read.inside === write.inside &&
    first !== undefined &&
    sourceOf(first) === key
  );
}

/** `NX` writes only what is not there: a lock or a first value. */
function onlyIfMissing({ args }: Call): boolean {
  return args.slice(2).some((arg) => /\bNX\b/i.test(sourceOf(arg)));
}

/** What the value that was read is called: the variable, or the second parameter of a callback. */
function namesOf({ as, args }: Call): readonly string[] {
  const callback = args.at(-1);
  const source = callback?.is === 'opaque' ? callback.source : '';
  const second = /^(?:async\s+)?(?:function\s*\w*\s*)?\(\s*[\w$]+\s*,\s*([\w]+)\s*[,)]/.exec(source)?.[1];
  return [as, second].filter((name) => name !== undefined && /^\w+$/.test(name)) as string[];
}

/** A key or value as written, as far as it is kept. */
function sourceOf(expr: Expr): string {
  if (expr.is === 'literal') return `'${String(expr.value)}'`;
  if (expr.is === 'opaque') return expr.source;
  if (expr.is === 'map') return expr.entries.map(({ key, value }) => `${key}: ${sourceOf(value)}`).join(', ');
  if (expr.is === 'list') return expr.items.map(sourceOf).join(', ');
  if (expr.is === 'call') return `${expr.name}(${expr.args.map(sourceOf).join(', ')})`;
  return expr.is === 'text' ? expr.parts.map(sourceOf).join('') : '';
}
