import type { Expr } from '../../facts/expr.js';
import type { Fact } from '../../facts/fact.js';
import type { Span } from '../../facts/span.js';
import { type DataNode, entriesOf, itemsOf, at as nodeAt, textOf } from '../../parse/data.js';
import { table } from '../../table.js';
import { dataExpr } from '../yaml/expr.js';

/** What a buildpack sets for every process (heroku-buildpack-ruby, lib/language_pack/rails5.rb and rails42.rb). */
const buildpacks: readonly (readonly [RegExp, Readonly<Record<string, string>>])[] = [
  [
    /(^|\/)(heroku\/ruby|heroku-buildpack-ruby(\.git)?(#[\w.-]+)?)$/,
    { RAILS_LOG_TO_STDOUT: 'enabled', RAILS_SERVE_STATIC_FILES: 'enabled' },
  ],
];

/**
 * The variable in which an add-on says its address, which is a machine of its own and bears its name here (devcenter.heroku.com, the page of each
 * add-on): the part before the last `_` is what `as` replaces.
 */
const addons: Readonly<Record<string, readonly [variable: string, address: string]>> = table({
  'heroku-postgresql': ['DATABASE_URL', 'postgres://heroku-postgresql/app'],
  'heroku-redis': ['REDIS_URL', 'rediss://heroku-redis:6379'],
  memcachier: ['MEMCACHIER_SERVERS', 'memcachier:11211'],
  memcachedcloud: ['MEMCACHEDCLOUD_SERVERS', 'memcachedcloud:11211'],
  rediscloud: ['REDISCLOUD_URL', 'redis://rediscloud:6379'],
  redistogo: ['REDISTOGO_URL', 'redis://redistogo:6379'],
  cloudamqp: ['CLOUDAMQP_URL', 'amqps://cloudamqp/app'],
  jawsdb: ['JAWSDB_URL', 'mysql://jawsdb/app'],
});

/**
 * `app.json` and `heroku.yml`: what the platform gives the processes of the app by its variables (`env`), buildpacks and add-ons, and how many copies of each it begins with
 * (`formation`, which `heroku ps:scale` changes later: devcenter.heroku.com, app-json-schema).
 */
export function* herokuFacts(root: DataNode | undefined, file: string): Iterable<Fact> {
  for (const { key, value } of entriesOf(nodeAt(root, 'formation'))) {
    const quantity = nodeAt(value, 'quantity');
    if (quantity) yield { kind: 'setting', technology: 'heroku', key: `formation.${key}`, value: dataExpr(quantity, file), at: { file, start: quantity.start, end: quantity.end } };
  } // biome-ignore format: one condition
  for (const { key, value } of entriesOf(nodeAt(root, 'env'))) {
    const said = value.is === 'map' ? nodeAt(value, 'value') : value;
    // what is left empty is given by whoever deploys it
    if (said && textOf(said)) yield givenBy(key, dataExpr(said, file), { file, start: said.start, end: said.end });
  }
  for (const list of [nodeAt(root, 'buildpacks'), nodeAt(root, 'build.buildpacks')]) {
    for (const item of itemsOf(list)) {
      const name = textOf(item.is === 'map' ? nodeAt(item, 'url') : item) ?? '';
      const at = { file, start: item.start, end: item.end };
      for (const [pattern, given] of buildpacks)
        if (pattern.test(name))
          for (const [key, value] of Object.entries(given)) yield givenBy(key, { is: 'literal', value, at }, at);
    }
  }
  for (const list of [nodeAt(root, 'addons'), nodeAt(root, 'setup.addons')]) {
    for (const item of itemsOf(list)) {
      const name = textOf(item.is === 'map' ? nodeAt(item, 'plan') : item) ?? '';
      const [addon = ''] = name.split(':');
      const known = Object.hasOwn(addons, addon) ? addons[addon] : undefined;
      const at = { file, start: item.start, end: item.end };
      if (!known) continue;
      const [variable, value] = known;
      const as = item.is === 'map' ? textOf(nodeAt(item, 'as')) : undefined;
      const called = as ? `${as}${variable.slice(variable.lastIndexOf('_'))}` : variable;
      yield givenBy(called, { is: 'literal', value, at }, at);
    }
  }
}

function givenBy(name: string, value: Expr, at: Span): Fact {
  return { kind: 'env-given', technology: 'heroku', name, value, beside: ['heroku', 'procfile'], at };
}
