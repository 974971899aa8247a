import type { Call, Expr } from '../code/model.js';
import { within } from '../code/walk.js';
import { append } from '../grouped.js';
import { onceFor } from '../once.js';
import type { Program } from '../program/program.js';
import type { Func } from '../program/values.js';
import type { Use } from './memo.js';

/** Methods of the languages' own tables and lists. */
const puts =
  /^(set|add|push|unshift|append|extend|insert|update|setdefault|store|<<|appendleft|merge!|incr|put|put_if_absent)$/;
const takes = /^(delete|remove|pop|shift|splice|clear|popitem|discard|popleft|delete_if|reject!)$/;

/** How a function uses what `isIt` tells: what it puts, takes away and looks at. */
export function usesOf(func: Func, isIt: (expr: Expr) => boolean): readonly Use[] {
  const found: Use[] = [];
  const seen = new Set<Expr>();
  for (const event of func.fn.events) {
    const guard = event.guard === undefined ? {} : { guard: event.guard };
    if (event.is === 'bind') {
      const { target, value } = event;
      if (target.is === 'index' && isIt(target.of)) {
        seen.add(target.of);
        found.push({ func, how: 'put', expr: target, key: target.key, value, ...guard });
      } else if (isIt(target)) {
        seen.add(target);
        // `@table ||= {}` only makes sure that it is there
        if (event.sign === '||=' || event.sign === '??=') continue;
        if (event.sign) found.push({ func, how: 'put', expr: target, value, ...guard });
        else found.push({ func, how: 'take', expr: target, value, ...guard });
      } else if (target.is === 'index' && target.of.is === 'index' && isIt(target.of.of)) {
        seen.add(target.of.of);
        found.push({ func, how: 'put', expr: target, key: target.of.key, value, ...guard });
      }
    }
    for (const whole of [...(event.is === 'bind' ? [event.target] : []), ...(event.value ? [event.value] : [])]) {
      for (const expr of within(whole)) {
        if (expr.is === 'call' && expr.callee.is === 'member' && isTable(expr.callee.of, isIt)) {
          const how = puts.test(expr.callee.name) ? 'put' : takes.test(expr.callee.name) ? 'take' : undefined;
          if (!how) continue;
          for (const one of within(expr.callee.of)) if (isIt(one)) seen.add(one);
          found.push({ func, how, expr, ...given(expr), ...guard });
        } else if (expr.is === 'operation' && expr.sign === '<<' && expr.left && isTable(expr.left, isIt)) {
          for (const one of within(expr.left)) if (isIt(one)) seen.add(one);
          found.push({ func, how: 'put', expr, value: expr.right, ...guard });
        } else if (expr.is === 'operation' && expr.sign === 'delete' && [...within(expr.right)].some(isIt)) {
          for (const one of within(expr.right)) if (isIt(one)) seen.add(one);
          found.push({ func, how: 'take', expr, ...guard });
        }
      }
    }
  }
  const rest: Expr[] = [];
  for (const event of func.fn.events) {
    if (event.is === 'bind') rest.push(event.target);
    if (event.value) rest.push(event.value);
  }
  for (const { test } of func.fn.guards) if (test) rest.push(test);
  for (const whole of rest) {
    for (const expr of within(whole)) if (isIt(expr) && !seen.has(expr)) found.push({ func, how: 'read', expr });
  }
  return found;
}

/** The table itself, or what it holds under a key: `rooms[id]`, `rooms.get(id)`, `rooms.setdefault(id, set())`. */
function isTable(expr: Expr, isIt: (expr: Expr) => boolean): boolean {
  if (isIt(expr) || (expr.is === 'index' && isIt(expr.of))) return true;
  return expr.is === 'call' && expr.callee.is === 'member' && gives.test(expr.callee.name) && isIt(expr.callee.of);
}

const gives = /^(get|setdefault|fetch|compute_if_absent)$/;

function given(call: Call): { readonly key?: Expr; readonly value?: Expr } {
  const [first, second] = call.args;
  if (first && second) return { key: first.value, value: second.value };
  return first ? { value: first.value } : {};
}

/** The functions that ask anything for a member, or for what stands under a key that is written out, by its name; found once for the questions about it. */
export const membersBy = onceFor((program: Program): ReadonlyMap<string, readonly Func[]> => {
  const index = new Map<string, Func[]>();
  for (const func of program.scopes.funcs) {
    const names = new Set<string>();
    for (const event of func.fn.events)
      for (const whole of [...(event.is === 'bind' ? [event.target] : []), ...(event.value ? [event.value] : [])])
        for (const expr of within(whole)) {
          if (expr.is === 'member') names.add(expr.name);
          else if (expr.is === 'index' && expr.key.is === 'literal') names.add(String(expr.key.value));
        }
    for (const name of names) append(index, name, func);
  }
  return index;
});
