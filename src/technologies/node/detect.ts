import type { Facts } from '../../facts/fact.js';
import type { StackEntry } from '../../resolve/app.js';

const server =
  /^(express|fastify|koa|hono|http|https|http2|ws|socket\.io|@hapi\/hapi|restify|polka|@nestjs\/.*|next|bull|bullmq|agenda|node-cron|cron|node-schedule|croner|bree|amqplib|kafkajs|@hocuspocus\/server|@apollo\/server|apollo-server.*|@hono\/node-server|uWebSockets\.js|graphile-worker|pg-boss)$/;

/** A Node.js app has a manifest of its own and code that serves or works: a page's scripts and a build's tools are none. */
export function detect(facts: Facts): Omit<StackEntry, 'name' | 'title'> | undefined {
  const manifest =
    facts.of('dependency').find((fact) => fact.ecosystem === 'npm' && !fact.locked) ?? facts.of('script')[0];
  const serves =
    facts.of('js-call').some((call) => server.test(call.module)) ||
    facts
      .of('dependency')
      .some(
        (fact) =>
          fact.ecosystem === 'npm' &&
          !fact.locked &&
          !fact.dev &&
          /^(next|@nestjs\/core|fastify|koa|express|hono)$/.test(fact.name),
      );
  if (!manifest || !serves) return undefined;
  return { at: { ...manifest.at, end: manifest.at.start } };
}
