import type { Fact } from '../../../facts/fact.js';
import type { Node } from '../../../parse/javascript-node.js';
import { jsArgument, jsProperty, jsString, jsUnwrap } from '../../../parse/javascript-values.js';
import { type JsPath, jsAncestors } from '../../../parse/javascript-walk.js';
import { table } from '../../../table.js';
import { conditionsOf } from '../js/conditions.js';
import { jsExpr } from '../js/expr.js';
import { type JsFile, type JsSite, sourceText, spanOf } from '../js/file.js';
import { isFunction } from '../js/functions.js';
import { originOf } from '../js/origin.js';
import { opaque } from '../js/reading.js';
import { resolveFunction } from './callbacks.js';

/** Packages that run a callback by the clock in this process, with the names of what takes it. */
const clocks: Readonly<Record<string, RegExp>> = table({
  'node-cron': /^(schedule|default\.schedule)$/,
  cron: /^(CronJob(\.from)?|job|)$/,
  croner: /^(Cron|)$/,
  'node-schedule': /^(scheduleJob|Job)$/,
  'toad-scheduler': /^(SimpleIntervalJob|CronJob|LongIntervalJob)$/,
  bree: /^$/,
});

/** A function that a library of this process is given for the clock: what a repair wraps. What comes of it is told by the program. */
export function* scheduleFacts(file: JsFile): Iterable<Fact> {
  for (const site of file.calls) {
    const origin = originOf(file, site.path, site.node.callee as Node);
    if (!origin || !clocks[origin.module]?.test(origin.name) || !conditionsOf(file, site.path)) continue;
    const { name, callback } = callbackOf(file, site);
    const given = jsProperty(jsArgument(site.node, 0), 'cronTime') ?? jsArgument(site.node, 0);
    const cadence = jsString(given);
    const at = spanOf(file, site.node);
    yield {
      kind: 'schedule',
      technology: `node:${origin.module}`,
      name,
      ...(cadence ? { cadence } : {}),
      modifiers: [],
      options: {
        ...(given ? { cadence: jsExpr(file, site.path, given) } : {}),
        ...(callback && isMadeOnce(site.path) ? { callback: opaque(file, callback) } : {}),
      },
      at: { ...at, end: jsUnwrap(site.node.callee as Node).end ?? at.end },
    };
  }
}

interface Scheduled {
  readonly name: string;
  /** The callback as it is given: a function, or the name of one. */
  readonly callback?: Node;
}

/** Not in a loop, a method or a function with parameters, where one line of code makes many tasks. */
function isMadeOnce(path: JsPath): boolean {
  for (const { node } of jsAncestors(path)) {
    if (/^(For\w*|While|DoWhile)Statement$|^Class(Private)?Method$|^Class(Private)?Property$/.test(node.type))
      return false;
    if ('params' in node && Array.isArray(node.params) && node.params.length > 0) return false;
  }
  return true;
}

function callbackOf(file: JsFile, site: JsSite): Scheduled {
  const candidates = (site.node.arguments as Node[]).flatMap((argument) =>
    [argument, jsProperty(argument, 'onTick')].filter((node) => node !== undefined),
  );
  for (const candidate of candidates) {
    const fn = resolveFunction(file, site.path, candidate);
    if (!fn) continue;
    return { name: nameOf(file, candidate, fn), callback: candidate };
  }
  const last = candidates.findLast((node) =>
    ['Identifier', 'MemberExpression', 'CallExpression'].includes(jsUnwrap(node).type),
  );
  return last ? { name: sourceText(file, last).slice(0, 60), callback: last } : { name: 'a task' };
}

function nameOf(file: JsFile, candidate: Node, fn: Node): string {
  if (!isFunction(jsUnwrap(candidate))) return sourceText(file, candidate).slice(0, 60);
  const body = sourceText(file, fn).replace(/^[^{=]*(=>|\{)/, '');
  for (const { 1: called = '', index } of body.matchAll(/([A-Za-z_$][\w$.]{0,120})\s{0,20}\(/g))
    if (
      // of what a call gives (`new Date().toISOString()`) a method names no task
      body[index - 1] !== '.' &&
      !/^(console|function|if|for|while|switch|catch|try|log(ger)?|Date|Math|JSON|Object|Array|Promise|Number|String|process|winston|set\w*)\b/.test(
        called,
      )
    )
      return called;
  return 'a task';
}
