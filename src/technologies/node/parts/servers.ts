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

/**
 * The app that users are served by, where several are made: the one that listens or that is handed to a server, in its own file or by its
 * export. Undefined where that cannot be told: what is done to another one (for a test, for one page) changes nothing.
 */
export function servedApp(js: JsApp): Fact<'js-call'> | undefined {
  const made = creations(js).filter((call) => js.runs(call.at.file));
  const [only, ...others] = made;
  if (!only || others.length === 0) return only && (only.as || others.length === 0) ? only : undefined;
  const served = made.filter(
    ({ as, at }) =>
      as !== undefined &&
      (listeners(js).some((call) => call.at.file === at.file && call.on === as) ||
        js.calls.some(
          ({ name, args, at: place }) =>
            place.file === at.file &&
            /(^|\.)createServer$/.test(name) &&
            args.some((one) => one.is === 'opaque' && one.source === as),
        )),
  );
  return served.length === 1 ? served[0] : undefined;
}

/** Where the app of a framework is made. */
export function appCreation(js: JsApp): Fact<'js-call'> | undefined {
  return creations(js)[0];
}

function creations(js: JsApp): readonly Fact<'js-call'>[] {
  return js.calls.filter(
    (call) =>
      (/^(express|fastify|koa|hono|restify|polka)$/.test(call.module) &&
        /^(|default|Fastify|fastify|createServer|Hono)$/.test(call.name)) ||
      (call.module === '@hapi/hapi' && /^(server|Server)$/.test(call.name)) ||
      (call.module === '@nestjs/core' && call.name === 'NestFactory.create'),
  );
}
