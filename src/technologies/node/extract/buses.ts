import type { Fact } from '../../../facts/fact.js';
import type { Node } from '../../../parse/javascript-node.js';
import { jsDotted } from '../../../parse/javascript-values.js';
import { conditionsOf } from '../js/conditions.js';
import { type JsFile, spanOf } from '../js/file.js';
import { originOf } from '../js/origin.js';

const named = /(^|\/)(pub-?sub|(event|message)-?bus|bus|broadcaster)(\/index)?\.[cm]?[jt]s$/i;

/** An emitter of this process where the app keeps its messages: `new EventEmitter()` in a module that publishes. */
export function* busFacts(file: JsFile): Iterable<Fact> {
  if (!named.test(file.path) || !/\bpublish\b|\bbroadcast\b/.test(file.text)) return;
  for (const { node, path } of file.calls) {
    if (node.type !== 'NewExpression' || !/(^|\.)EventEmitter2?$/.test(jsDotted(node.callee as Node) ?? '')) continue;
    if (!/^(events|eventemitter[23]|eventemitter2)$/.test(originOf(file, path, node.callee as Node)?.module ?? ''))
      continue;
    const items = conditionsOf(file, path);
    if (!items) continue;
    const at = { ...spanOf(file, node), end: node.callee.end ?? node.end ?? 0 };
    yield { kind: 'use', technology: 'node', what: 'event-bus', options: { when: { is: 'list', items, at } }, at };
  }
}
