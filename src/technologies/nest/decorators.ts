import type { Fact } from '../../facts/fact.js';
import type { Node } from '../../parse/javascript-node.js';
import { isJsCall, jsArgument, jsDotted, jsProperty, jsString } from '../../parse/javascript-values.js';
import { type JsPath, jsAncestors } from '../../parse/javascript-walk.js';
import { type JsFile, sourceText, spanOf } from '../node/js/file.js';

/** Methods that a decorator puts on the clock, and those that answer at a path. */
export function* decoratorFacts(file: JsFile): Iterable<Fact> {
  yield* gatewayFacts(file);
  for (const path of file.ofType('Decorator')) {
    if (path.node.type !== 'Decorator') continue;
    const call = path.node.expression;
    const name = isJsCall(call) ? jsDotted(call.callee as Node) : undefined;
    const method = path.parent?.node;
    if (!name || !method || !/Method$/.test(method.type)) continue;
    const from = file.imports.get(name)?.source;
    if (from === '@nestjs/schedule' && /^(Cron|Interval)$/.test(name))
      yield scheduled(file, call, method, name === 'Interval');
    if (from === '@nestjs/common' && /^(Get|All|Head)$/.test(name)) yield routed(file, path, call);
  }
}

/** A gateway that sends to clients by its server object, as opposed to one that only answers the socket that asks. */
function* gatewayFacts(file: JsFile): Iterable<Fact> {
  for (const { node } of file.ofType('Decorator')) {
    if (node.type !== 'Decorator' || !isJsCall(node.expression)) continue;
    if (
      jsDotted(node.expression.callee as Node) !== 'WebSocketGateway' ||
      !/\bserver\s*\.\s*(emit|to|in)\(/.test(file.text)
    )
      continue;
    yield { kind: 'use', technology: 'nest', what: 'gateway', at: spanOf(file, node.expression) };
  }
}

function scheduled(file: JsFile, call: Node, method: Node, fromStart: boolean): Fact {
  const at = spanOf(file, call);
  const name = 'key' in method && method.key ? (jsDotted(method.key as Node) ?? 'a task') : 'a task';
  const cadence = jsString(jsArgument(call, 0));
  return {
    kind: 'schedule',
    technology: 'node:@nestjs/schedule',
    name,
    ...(cadence ? { cadence } : {}),
    modifiers: [],
    options: {
      ...(fromStart ? { fromStart: { is: 'literal' as const, value: true, at } } : {}),
      callback: { is: 'opaque', source: name, at: spanOf(file, method) },
    },
    at,
  };
}

function routed(file: JsFile, path: JsPath, call: Node): Fact {
  const own = jsString(jsArgument(call, 0)) ?? '';
  const route = `/${[controllerPath(path), own].filter(Boolean).join('/')}`.replace(/\/+/g, '/');
  const method = path.parent?.node;
  const text = method ? sourceText(file, method) : '';
  const guards = text.includes('UseGuards') ? ['UseGuards'] : [];
  return {
    kind: 'route',
    technology: 'node',
    methods: ['GET'],
    path: route,
    middleware: guards,
    touches: /pingCheck|database|typeorm|prisma|mongoose/i.test(text) ? ['database'] : [],
    at: spanOf(file, call),
  };
}

/** The path of the controller that a method belongs to. */
function controllerPath(path: JsPath): string {
  for (const { node } of jsAncestors(path)) {
    if (node.type !== 'ClassDeclaration') continue;
    for (const { expression } of node.decorators ?? []) {
      if (!isJsCall(expression) || jsDotted(expression.callee as Node) !== 'Controller') continue;
      const first = jsArgument(expression, 0);
      return jsString(first) ?? jsString(jsProperty(first, 'path')) ?? '';
    }
  }
  return '';
}
