import type { Expr } from '../../../facts/expr.js';
import type { Fact } from '../../../facts/fact.js';
import type { Node } from '../../../parse/javascript-node.js';
import { jsArgument, jsDotted, jsString } from '../../../parse/javascript-values.js';
import { conditionsOf } from '../js/conditions.js';
import { type JsFile, spanOf } from '../js/file.js';
import { functionText, resolveFunction } from './callbacks.js';

const closing =
  /\.(close|kill|closeAllConnections|shutdown|stop|disconnect|drain|destroy|quit|end|execute|terminate|onSignal)\s*\(|shut_?down|graceful|stop\w{0,60}\(|kill\w{0,60}\(|clean_?up/i;
const exiting = /exit\s*\(|process\.kill|exitCode/;

/** `process.on('SIGTERM', …)`: which signal is handled, and whether the handler ends what runs and then the process. */
export function* signalFacts(file: JsFile): Iterable<Fact> {
  for (const { node, path } of file.calls) {
    if (!/^process\.(on|once|addListener)$/.test(jsDotted(node.callee as Node) ?? '')) continue;
    const name = jsString(jsArgument(node, 0));
    if (name !== undefined && !/^SIG(TERM|INT|QUIT)$/.test(name)) continue;
    if (!conditionsOf(file, path)) continue;
    const handler = jsArgument(node, 1);
    if (!handler) continue;
    const at = spanOf(file, node);
    const fn = resolveFunction(file, path, handler);
    const text = fn ? functionText(file, path, fn) : '';
    // A handler that lives elsewhere is taken at its word.
    const isElsewhere = fn === undefined || /\b[A-Z]\w*\.\w+\(|await \w+\(|[sS]hutdown\w*\(/.test(text);
    const flag = (value: boolean): Expr => ({ is: 'literal', value, at });
    // The names of a loop (`for (const signal of ['SIGINT', 'SIGTERM'])`) stand in the same file.
    const loop = name === undefined ? file.text.match(/\bSIG(TERM|INT)\b/g) : [name];
    for (const signal of new Set(loop ?? ['SIGTERM']))
      yield {
        kind: 'use',
        technology: 'node',
        what: 'signal',
        name: signal,
        options: {
          closes: flag(fn === undefined || closing.test(text)),
          exits: flag(isElsewhere || exiting.test(text)),
        },
        at: { ...at, end: handler.start ? Math.min(at.end, handler.start) : at.end },
      };
  }
}
