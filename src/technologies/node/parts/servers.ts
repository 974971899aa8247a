import { literalText } from '../../../facts/expr.js';
import type { Fact } from '../../../facts/fact.js';
import type { JsApp } from '../resolve-js.js';
import { frameworkOf } from './framework.js';

const clients = /^(ws|redis|ioredis|socket\.io|net|@socket\.io\/.*)$/;

/** Where the program starts to listen, in files of the running app. */
export function listeners(js: JsApp): readonly Fact<'js-call'>[] {
  const isHapi = frameworkOf(js) === 'hapi';
  return js.calls.filter((call) => {
    if (call.module === 'global') return /^(Bun|Deno)\.serve$/.test(call.name);
    if (call.module === '@hono/node-server') return /^serve$/.test(call.name);
    if (/(^|\.)start$/.test(call.name)) return isHapi && (call.module === '@hapi/hapi' || call.module === '');
    if (!/(^|\.)listen$/.test(call.name) || clients.test(call.module)) return false;
    // any free port: something of this process asks it, no user and no balancer
    if (literalText(call.args[0]) === '0') return false;
    return (
      call.module !== '' ||
      /(^|\.)(app|server|httpServer|fastify|api|http|https|koa|hapi|instance|nestApp)$/i.test(call.on ?? '')
    );
  });
}

/** Where the app of a framework is made. */
export function appCreation(js: JsApp): Fact<'js-call'> | undefined {
  return js.calls.find(
    (call) =>
      (/^(express|fastify|koa|hono|restify|polka)$/.test(call.module) &&
        /^(|default|Fastify|fastify|createServer|Hono)$/.test(call.name)) ||
      (call.module === '@hapi/hapi' && /^(server|Server)$/.test(call.name)) ||
      (call.module === '@nestjs/core' && call.name === 'NestFactory.create'),
  );
}
