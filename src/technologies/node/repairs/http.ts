import type { Fact } from '../../../facts/fact.js';
import type { Change, Repair } from '../../../resolve/repair.js';
import { table } from '../../../table.js';
import { frameworkOf } from '../parts/framework.js';
import { servedApp } from '../parts/servers.js';
import { type JsApp, optionOf } from '../resolve-js.js';
import { optionsPlace } from './options.js';

/** Routes that answer by themselves, by framework; `app` stands for the app's name. */
const healthRoutes: Readonly<Record<string, readonly string[]>> = table({
  express: ['', "app.get('/healthz', (_request, response) => {", "  response.send('ok');", '});'],
  fastify: ["app.get('/healthz', async () => 'ok');"],
  hono: ["app.get('/healthz', (context) => context.text('ok'));"],
  koa: [
    '',
    'app.use(async (context, next) => {',
    "  if (context.path === '/healthz') context.body = 'ok';",
    '  else await next();',
    '});',
  ],
  nest: ["app.getHttpAdapter().get('/healthz', (_request, response) => response.send('ok'));"],
});

/** A route for the balancer right where the app is made: before sessions, logins and limits. */
export function healthRepair(js: JsApp): Repair | undefined {
  const made = servedApp(js);
  const route = healthRoutes[frameworkOf(js)];
  if (!made?.as || !route || !isOf(js, made)) return undefined;
  const { as } = made;
  return {
    title: 'Answer the health checks of a balancer at /healthz',
    safety: 'safe',
    changes: [
      { is: 'statements', at: made.at, where: 'behind', text: route.map((line) => line.replace(/^app\b/, () => as)) },
    ],
    needs: [
      'Let the balancer ask /healthz; let the route ask the database too, if a copy without it should get no requests.',
    ],
  };
}

/** The app that was found is one of the framework that the app answers with. */
function isOf(js: JsApp, made: Fact<'js-call'>): boolean {
  const framework = frameworkOf(js);
  return made.module === (framework === 'nest' ? '@nestjs/core' : framework);
}

const hops =
  'Set the number to that of all proxies in front of the app: the balancer, and a web server of the same container or host where there is one.';

/** One proxy is trusted, the balancer: the address that it saw is the client's. */
export function trustRepair(js: JsApp, declared?: Fact<'js-call'>): Repair | undefined {
  const made = servedApp(js);
  const change = declared ? narrowed(declared) : made && isOf(js, made) ? trusting(js, made) : undefined;
  return change && { title: 'Trust one proxy, the balancer', safety: 'unsafe', changes: [change], needs: [hops] };
}

/** `app.set('trust proxy', true)` and `app.enable('trust proxy')`, or their opposites. */
function narrowed(call: Fact<'js-call'>): Change | undefined {
  const [, value] = call.args;
  if (/(en|dis)able$/.test(call.name) && call.on)
    return { is: 'call', at: call.at, text: [`${call.on}.set('trust proxy', 1)`] };
  return value?.is === 'literal' && value.at.file === call.at.file
    ? { is: 'replace', at: value.at, text: '1' }
    : undefined;
}

/** fastify 5 takes the number of hops (docs/Reference/Server.md, `trustProxy`). */
function trusting(js: JsApp, made: Fact<'js-call'>): Change | undefined {
  const { at, as } = made;
  switch (frameworkOf(js)) {
    case 'express':
      return as ? { is: 'statements', at, where: 'behind', text: [`${as}.set('trust proxy', 1);`] } : undefined;
    case 'nest':
      return as && onExpress(js)
        ? {
            is: 'statements',
            at,
            where: 'behind',
            text: [`${as}.getHttpAdapter().getInstance().set('trust proxy', 1);`],
          }
        : undefined;
    case 'fastify': {
      const place = optionsPlace(js, made);
      return place && !optionOf(js, made, 'trustProxy')
        ? { is: 'property', at: place, name: 'trustProxy', value: '1' }
        : undefined;
    }
    default:
      return undefined;
  }
}

function onExpress(js: JsApp): boolean {
  return js.app.facts.of('dependency').some(({ name }) => name === '@nestjs/platform-express');
}

/** What ends a server that listens, and what then ends the process. */
export function stopRepair(js: JsApp, listen: Fact<'js-call'>, before: string | undefined): Repair | undefined {
  const changes = stopping(js, listen);
  const needs = before
    ? [
        `The container starts ${before}, which gets the signal and keeps it: start Node.js itself (CMD ["node", ...]), or let the script end with exec node.`,
      ]
    : [];
  const exits = changes?.some(
    (change) => change.is === 'statements' && change.text.some((line) => line.includes('process.exit')),
  );
  if (exits) needs.push('Where the app writes out later what it keeps in memory (a queue, batches of a timer), write it out there before the process exits.'); // biome-ignore format: one sentence
  return (
    changes && { title: 'Finish requests when SIGTERM arrives', safety: before ? 'unsafe' : 'safe', changes, needs }
  );
}

function stopping(js: JsApp, listen: Fact<'js-call'>): readonly Change[] | undefined {
  const { at } = listen;
  const framework = frameworkOf(js);
  if (framework === 'nest' && listen.on)
    return [{ is: 'statements', at, where: 'before', text: [`${listen.on}.enableShutdownHooks();`] }];
  if (framework === 'fastify' && listen.on)
    return [
      {
        is: 'statements',
        at,
        where: 'behind',
        text: ['', "process.on('SIGTERM', async () => {", `  await ${listen.on}.close();`, '  process.exit(0);', '});'],
      },
    ];
  if (!/^(express|koa|node)$/.test(framework)) return undefined;
  const server = isServer(js, listen) ? listen.on : listen.as;
  const handler: Change = { is: 'statements', at, where: 'behind', text: closing(server ?? 'server') };
  if (server !== undefined) return [handler];
  // What listen() gives back is the server, whether Express, Koa or the platform listens.
  const isKnown = framework !== 'node' || /^https?$/.test(listen.module);
  return isKnown ? [{ is: 'result', at, name: 'server' }, handler] : undefined;
}

/** A name that stands for a server of the platform, which can be closed; an app of a framework cannot. */
function isServer(js: JsApp, { module, on }: Fact<'js-call'>): boolean {
  if (on === undefined || !/^[\w$.]+$/.test(on)) return false;
  return /^https?$/.test(module) || (module === '' && /server$/i.test(on) && js.of(/^https?$/).length > 0);
}

/** Connections that stay open (WebSockets, downloads) would keep the process for ever: it waits ten seconds, as orchestrators do. */
function closing(server: string): readonly string[] {
  return [
    '',
    "process.on('SIGTERM', () => {",
    `  ${server}.close(() => process.exit(0));`,
    '  setTimeout(() => process.exit(0), 10_000).unref();',
    '});',
  ];
}
