import type { Expr } from '../../facts/expr.js';
import type { Fact } from '../../facts/fact.js';
import type { PyArgument, PyExpr } from '../../facts/python-code.js';
import type { Span } from '../../facts/span.js';
import type { Func } from '../../program/values.js';
import type { Spoken } from './spoken.js';

/** Calls as the readers of Python know them. */
export function spokenPython(isRecorded: (name: string) => boolean): Spoken<Fact<'python-call'>> {
  return {
    language: 'python',
    followsNames: true,
    followsResults: true,
    isRecorded: (module, name) => isRecorded(whole(module, name)),
    speaks: (fact) => fact.kind === 'python-call',
    say({ func, call, module, name, args, as, at }) {
      const inside = insideOf(func);
      const isAlone = func.fn.events.some((event) => event.is === 'do' && event.value === call);
      return {
        kind: 'python-call',
        name: whole(module, name),
        args: args.map((arg) => ({ ...(arg.name ? { name: arg.name } : {}), value: pythonOf(arg.value) })),
        ...(as ? { as: as.replace(/^this\./, '') } : {}),
        ...(inside ? { inside } : {}),
        ...(isAlone ? { alone: true as const } : {}),
        at,
      };
    },
    nameOf: ({ name }) => name,
    unclearIn: ({ args }) => args.reduce((sum, { value }) => sum + unclear(value), 0),
  };
}

function whole(module: string, name: string): string {
  if (module === 'global') return name;
  return name === '' || name.startsWith('(') ? module + name : `${module}.${name}`;
}

/** `function`, `Class.method`, `outer.inner` for a function within another one. */
function insideOf(func: Func): string | undefined {
  if (func.fn.name === '') return undefined;
  const holder = func.owner?.name ?? func.outer?.fn.name;
  return holder ? `${holder}.${func.fn.name}` : func.fn.name;
}

/** A value in Python's own words. */
function pythonOf(expr: Expr): PyExpr {
  const { at } = expr;
  switch (expr.is) {
    case 'literal':
      return { is: 'literal', value: expr.value, at };
    case 'env': {
      const name: PyExpr = { is: 'literal', value: expr.name, at };
      if (!expr.fallback) return { is: 'item', of: dotted('os.environ', at), key: name, at };
      const args = [{ value: name }, { value: pythonOf(expr.fallback) }];
      return { is: 'call', callee: dotted('os.environ.get', at), args, at };
    }
    case 'setting':
      return dotted(expr.key, at);
    case 'text':
      return { is: 'text', parts: expr.parts.map(pythonOf), at };
    case 'list':
      return { is: 'list', items: expr.items.map(pythonOf), at };
    case 'map':
      return {
        is: 'map',
        entries: expr.entries.map(({ key, value }) => ({
          key: { is: 'literal', value: key, at },
          value: pythonOf(value),
        })),
        at,
      };
    case 'choice':
      return {
        is: 'choice',
        when: expr.when ? pythonOf(expr.when) : opaque('', at),
        whenTrue: pythonOf(expr.whenTrue),
        whenFalse: pythonOf(expr.whenFalse),
        at,
      };
    case 'equals':
      return { is: 'operation', sign: '==', left: pythonOf(expr.left), right: pythonOf(expr.right), at };
    case 'call': {
      const callee = dotted(whole(expr.module, expr.name), at);
      if (expr.bare) return callee;
      const args = expr.args.map((value, index): PyArgument => {
        const name = expr.names?.[index];
        return { ...(name ? { name } : {}), value: pythonOf(value) };
      });
      return { is: 'call', callee, args, at };
    }
    case 'opaque':
      return opaque(expr.source, at);
  }
}

function dotted(name: string, at: Span): PyExpr {
  const cut = name.lastIndexOf('.');
  if (cut <= 0) return { is: 'name', name, at };
  return { is: 'attribute', of: dotted(name.slice(0, cut), at), name: name.slice(cut + 1), at };
}

function opaque(source: string, at: Span): PyExpr {
  return { is: 'opaque', source, holds: [], at };
}

/** Code that is not followed, and names that only the callers of a function, or another file, give a value. */
function unclear(expr: PyExpr): number {
  let count = 0;
  const waiting: PyExpr[] = [expr];
  for (let here = waiting.pop(); here; here = waiting.pop()) {
    switch (here.is) {
      case 'opaque':
      case 'name':
        count++;
        break;
      case 'attribute':
        waiting.push(here.of);
        break;
      case 'item':
        waiting.push(here.of);
        break;
      case 'call':
        waiting.push(...here.args.map(({ value }) => value));
        break;
      case 'list':
        waiting.push(...here.items);
        break;
      case 'text':
        waiting.push(...here.parts);
        break;
      case 'map':
        waiting.push(...here.entries.map(({ value }) => value));
        break;
      case 'choice':
        waiting.push(here.whenTrue, here.whenFalse);
        break;
      case 'operation':
        waiting.push(...(here.left ? [here.left] : []), here.right);
        break;
    }
  }
  return count;
}
