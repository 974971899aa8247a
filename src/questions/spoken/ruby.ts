import type { Expr } from '../../facts/expr.js';
import type { Fact } from '../../facts/fact.js';
import type { RubyCall } from '../../facts/ruby-call.js';
import { type SaidArgument, type Spoken, unclearParts } from './spoken.js';

type Told = Fact<'setting'> | Fact<'use'>;

/** Calls as the readers of Ruby know them. */
export function spokenRuby(calls: ReadonlyMap<string, RubyCall>): Spoken<Told> {
  const wanted = [...calls.values()];
  const isTold = (fact: Told) =>
    wanted.some(
      ({ technology, setting, use }) =>
        fact.technology === technology && (fact.kind === 'setting' ? fact.key === setting?.[0] : fact.what === use),
    );
  const callOf = (module: string, name: string) => calls.get(module === 'global' ? name : `${module}.${name}`);
  return {
    language: 'ruby',
    followsResults: true,
    isRecorded: (module, name) => callOf(module, name) !== undefined,
    speaks: (fact): fact is Told => (fact.kind === 'setting' || fact.kind === 'use') && isTold(fact),
    say({ module, name, args, at }) {
      const said = callOf(module, name);
      const technology = said?.technology ?? '';
      if (said?.setting) {
        const [key, argument] = said.setting;
        return { kind: 'setting', technology, key, value: valueIn(args, argument, at), at };
      }
      const call: Expr = { is: 'call', module, name, args: args.map(({ value }) => value), at };
      return { kind: 'use', technology, what: said?.use ?? '', name: written(call), at };
    },
    nameOf: (fact) => (fact.kind === 'setting' ? fact.key : fact.what),
    unclearIn: (fact) => unclearParts(fact.kind === 'setting' ? [fact.value] : []),
  };
}

function valueIn(args: readonly SaidArgument[], argument: number, at: Fact['at']): Expr {
  const plain = args.filter(({ name }) => name === undefined)[argument];
  if (plain) return inRuby(plain.value);
  const entries = args.flatMap(({ name, value }) => (name === undefined ? [] : [{ key: name, value: inRuby(value) }]));
  return entries.length > 0 ? { is: 'map', entries, at } : { is: 'opaque', source: '', at };
}

/** What a library makes reads as it is written where it is made; the rest in the words of settings. */
export function inRuby(expr: Expr): Expr {
  switch (expr.is) {
    case 'call':
      return { is: 'opaque', source: written(expr), at: expr.at };
    case 'list':
      return { ...expr, items: expr.items.map(inRuby) };
    case 'map':
      return { ...expr, entries: expr.entries.map(({ key, value }) => ({ key, value: inRuby(value) })) };
    case 'choice':
      return { ...expr, whenTrue: inRuby(expr.whenTrue), whenFalse: inRuby(expr.whenFalse) };
    case 'env':
      return expr.fallback ? { ...expr, fallback: inRuby(expr.fallback) } : expr;
    default:
      return expr;
  }
}

function written(expr: Expr): string {
  switch (expr.is) {
    case 'call': {
      const name = expr.module === 'global' ? expr.name : `${expr.module}.${expr.name}`;
      const said = name.replaceAll('/', '::').replaceAll('()', '');
      const made = /(^|::)[A-Z]\w*$/.test(said) ? `${said}.new` : said;
      return expr.args.length > 0 ? `${made}(${expr.args.map(written).join(', ')})` : made;
    }
    case 'literal':
      return typeof expr.value === 'string' ? `"${expr.value}"` : String(expr.value);
    case 'env':
      return `ENV["${expr.name}"]${expr.fallback ? ` || ${written(expr.fallback)}` : ''}`;
    case 'text':
      return `"${expr.parts.map((part) => (part.is === 'literal' ? String(part.value) : `#{${written(part)}}`)).join('')}"`;
    case 'list':
      return `[${expr.items.map(written).join(', ')}]`;
    case 'map':
      return `{${expr.entries.map(({ key, value }) => `${key}: ${written(value)}`).join(', ')}}`;
    case 'opaque':
      return expr.source;
    case 'choice': {
      const { when, whenTrue, whenFalse } = expr;
      if (when?.is === 'literal') return written(when.value ? whenTrue : whenFalse);
      return `${(when && written(when)) || 'any?'} ? ${written(whenTrue)} : ${written(whenFalse)}`;
    }
    default:
      return '';
  }
}
