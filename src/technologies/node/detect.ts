import type { Facts } from '../../facts/fact.js';
import type { StackEntry } from '../../resolve/app.js';

/** Packages that serve or work: an app that uses one is a server. */
export const serves =
  /^(express|fastify|koa|hono|http|https|http2|ws|socket\.io|@hapi\/hapi|restify|polka|@nestjs\/.*|next|sails|bull|bullmq|agenda|node-cron|cron|node-schedule|croner|bree|amqplib|kafkajs|@hocuspocus\/server|@apollo\/server|apollo-server.*|@hono\/node-server|uWebSockets\.js|graphile-worker|pg-boss)$/;

/** A Node.js app has a manifest of its own and code that serves or works: a page's scripts and a build's tools are none. */
export function detect(facts: Facts): Omit<StackEntry, 'name' | 'title'> | undefined {
  const manifest =
    facts.of('dependency').find((fact) => fact.ecosystem === 'npm' && !fact.locked) ?? facts.of('script')[0];
  const isServer =
    facts.of('js-call').some((call) => serves.test(call.module)) ||
    facts
      .of('dependency')
      .some(
        (fact) =>
          fact.ecosystem === 'npm' &&
          !fact.locked &&
          !fact.dev &&
          /^(next|@nestjs\/core|fastify|koa|express|hono|sails)$/.test(fact.name),
      );
  if (!manifest || !isServer) return undefined;
  return { at: { ...manifest.at, end: manifest.at.start } };
}
