import { posix } from 'node:path';
import type { Change, Repair } from '../../../resolve/repair.js';
import { lacking, redisWants } from '../../lacking.js';
import { npmPackage } from '../../npm/packages.js';
import { redisAddress, redisNeed } from '../../redis-address.js';
import { appCreation, listeners } from '../parts/servers.js';
import type { JsApp } from '../resolve-js.js';
import { toInstall } from './install.js';

/** Code that makes the address of Redis out of the variables that the app has for it. */
export function redisUrl(js: JsApp): string {
  const address = redisAddress(js.app);
  if ('url' in address) return `process.env.${address.url}`;
  const { host, port, password } = address;
  const user = password ? `:\${encodeURIComponent(process.env.${password} ?? '')}@` : '';
  return `\`redis://${user}\${process.env.${host}}:${port ? `\${process.env.${port}}` : '6379'}\``;
}

/** A client of Redis that a file can use, and what it takes to have it there. */
export interface RedisClient {
  readonly name: string;
  readonly changes: readonly Change[];
  readonly needs: readonly string[];
}

/**
 * The client of node-redis that the app exports, else one in a new module beside the app's own. Commands that are sent before it is
 * connected wait (redis 5.12, @redis/client/dist/lib/client/index.js: `sendCommand` queues while the socket is open but not ready).
 */
export function redisClient(js: JsApp, file: string): RedisClient | undefined {
  const own = exportedClient(js);
  if (own) {
    const bind =
      own.file === file ? [] : [{ is: 'binding', file, bind: `{ ${own.name} }`, from: { module: own.file } }];
    return { name: own.name, changes: bind as readonly Change[], needs: [] };
  }
  const module = freeModule(js, file, 'redis');
  if (!module) return undefined;
  return {
    name: 'redis',
    changes: [
      {
        is: 'module',
        file: module.path,
        like: module.like,
        text: [
          // Modules are loaded before the code that reads an env file runs: this one reads it by itself.
          ...(npmPackage(js.app.facts, 'dotenv') ? ["import 'dotenv/config';"] : []),
          "import { createClient } from 'redis';",
          '',
          `export const redis = createClient({ url: ${redisUrl(js)} });`,
          "redis.on('error', (error) => console.error(error));",
          'redis.connect();',
        ],
      },
      { is: 'binding', file, bind: '{ redis }', from: { module: module.path } },
    ],
    needs: [redisNeed(js.app)],
  };
}

/** A client that a module of the running app makes and exports under a name. */
function exportedClient(js: JsApp): { readonly file: string; readonly name: string } | undefined {
  for (const module of js.app.facts.of('js-module')) {
    const offered = module.exports.flatMap(({ name, value }) =>
      name === '*' && value.is === 'map'
        ? value.entries.map((entry) => ({ name: entry.key, value: entry.value }))
        : [{ name, value }],
    );
    const found = offered.find(
      ({ name, value }) =>
        /^(?!default$)[\w$]+$/.test(name) &&
        value.is === 'call' &&
        /^(redis|@redis\/client)$/.test(value.module) &&
        value.name === 'createClient' &&
        value.at.file === module.at.file,
    );
    if (found && js.runs(module.at.file)) return { file: module.at.file, name: found.name };
  }
  return undefined;
}

/** A path for a new module: beside the file that makes the app, in its language. */
export function freeModule(
  js: JsApp,
  file: string,
  name: string,
): { readonly path: string; readonly like: string } | undefined {
  const like = (appCreation(js) ?? listeners(js)[0])?.at.file ?? file;
  const extension = /\.([cm]?[jt]s)x?$/.exec(like)?.[1];
  if (!extension) return undefined;
  const taken = (stem: string) =>
    js.app.files.some((path) => path.replace(/(\/index)?\.[cm]?[jt]sx?$/, '') === stem || path.startsWith(`${stem}/`));
  const stem = [name, `${name}-client`]
    .map((each) => posix.join(posix.dirname(like), each))
    .find((each) => !taken(each));
  return stem === undefined ? undefined : { path: `${stem}.${extension}`, like };
}

/** A repair that puts something of this app into Redis. `make` is told the client's name. */
export function intoRedis(
  js: JsApp,
  file: string,
  given: {
    readonly title: string;
    readonly packages: readonly string[];
    readonly make: (client: string) => readonly Change[];
    readonly needs?: readonly string[];
  },
): Repair | undefined {
  const client = redisClient(js, file);
  if (!client) return undefined;
  return {
    title: given.title,
    safety: 'unsafe',
    changes: [...given.make(client.name), ...client.changes],
    needs: [...toInstall(js, ...given.packages, 'redis'), ...client.needs, ...(given.needs ?? [])],
    ...(client.needs.length > 0 ? lacking(js.app, redisWants(js.app)) : {}),
  };
}
