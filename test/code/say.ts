import type { CodeModule, Event, Expr, Fn } from '../../src/code/model.js';

/** An expression in one line, for tests: names in quotes of their own, calls and members as they read. */
export function say(expr: Expr | undefined): string {
  if (expr === undefined) return '-';
  switch (expr.is) {
    case 'literal':
      return JSON.stringify(expr.value);
    case 'name':
      return expr.name;
    case 'this':
    case 'super':
      return expr.is;
    case 'member':
      return `${say(expr.of)}.${expr.name}`;
    case 'index':
      return `${say(expr.of)}[${say(expr.key)}]`;
    case 'call': {
      const args = expr.args.map(
        ({ name, spread, block, value }) =>
          `${name ? `${name}: ` : ''}${spread ? '...' : ''}${block ? '&' : ''}${say(value)}`,
      );
      return `${expr.new ? 'new ' : ''}${say(expr.callee)}(${args.join(', ')})`;
    }
    case 'list':
      return `[${expr.items.map(say).join(', ')}]`;
    case 'map':
      return `{${expr.entries.map(({ key, value }) => `${key ? `${say(key)}: ` : '...'}${say(value)}`).join(', ')}}`;
    case 'text':
      return `<${expr.parts.map(say).join(' ')}>`;
    case 'operation':
      return `(${expr.left ? `${say(expr.left)} ` : ''}${expr.sign} ${say(expr.right)})`;
    case 'choice':
      return `(${say(expr.when)} ? ${say(expr.yes)} : ${say(expr.no)})`;
    case 'function':
      return `function#${expr.fn}`;
    case 'class':
      return `class#${expr.class}`;
    case 'import':
      return `import(${expr.module}${expr.prefix ? '*' : ''})`;
    case 'opaque':
      return `?(${expr.children.map(say).join(', ')})`;
  }
}

/** The events of a function, each with the conditions around it. */
export function sayEvents(fn: Fn | undefined): readonly string[] {
  return (fn?.events ?? []).map((event) => `${conditions(fn, event.guard)}${sayEvent(event)}`);
}

function conditions(fn: Fn | undefined, at: number | undefined): string {
  const guard = at === undefined ? undefined : fn?.guards[at];
  if (guard === undefined) return '';
  const label = guard.label ? ` ${say(guard.label)}` : '';
  return `${conditions(fn, guard.outer)}${guard.is}${guard.test ? ` ${say(guard.test)}` : ''}${label}: `;
}

function sayEvent(event: Event): string {
  if (event.is === 'do') return say(event.value);
  if (event.is !== 'bind') return event.value ? `${event.is} ${say(event.value)}` : event.is;
  const scope = event.scope === 'outer' ? '^' : '';
  return `${say(event.target)}${scope} ${event.sign ?? '='} ${say(event.value)}`;
}

/** What a text does when it is loaded. */
export function sayTop(module: CodeModule): readonly string[] {
  return sayEvents(module.functions[0]);
}
