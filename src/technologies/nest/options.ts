import type { Fact } from '../../facts/fact.js';
import type { Node } from '../../parse/javascript-node.js';
import { jsArgument, jsDotted, jsProperty } from '../../parse/javascript-values.js';
import { table } from '../../table.js';
import { resolveFunction } from '../node/extract/callbacks.js';
import { readingOf } from '../node/js/expr.js';
import { type JsFile, spanOf } from '../node/js/file.js';
import { returnedExpr } from '../node/js/functions.js';
import { originOf } from '../node/js/origin.js';

/** Methods of options factories, by the module whose options they make. */
const factories: Readonly<Record<string, readonly [module: string, name: string]>> = table({
  createTypeOrmOptions: ['@nestjs/typeorm', 'TypeOrmModule.forRoot'],
  createMongooseOptions: ['@nestjs/mongoose', 'MongooseModule.forRoot'],
  createSequelizeOptions: ['@nestjs/sequelize', 'SequelizeModule.forRoot'],
  createCacheOptions: ['@nestjs/cache-manager', 'CacheModule.register'],
  createMulterOptions: ['@nestjs/platform-express', 'MulterModule.register'],
  createThrottlerOptions: ['@nestjs/throttler', 'ThrottlerModule.forRoot'],
});

/** Options that a module gets from a function (`forRootAsync({ useFactory })`) or from a class, as if they were given to it directly. */
export function* optionFacts(file: JsFile): Iterable<Fact> {
  for (const { node, path } of file.calls) {
    const origin = originOf(file, path, node.callee as Node);
    if (!origin?.module.startsWith('@nestjs/') || !/\.(forRoot|register)Async$/.test(origin.name)) continue;
    const factory = jsProperty(jsArgument(node, 0), 'useFactory');
    const fn = factory && resolveFunction(file, path, factory);
    const options = fn && returnedExpr(readingOf(file, path), fn);
    if (!options) continue;
    const at = { ...spanOf(file, node), end: node.callee.end ?? node.end ?? 0 };
    yield {
      kind: 'js-call',
      module: origin.module,
      name: origin.name.replace(/Async$/, ''),
      args: [options],
      when: [],
      at,
    };
  }
  for (const path of file.ofType('ClassMethod')) {
    const { node } = path;
    const name = node.type === 'ClassMethod' ? jsDotted(node.key as Node) : undefined;
    const made = name === undefined ? undefined : factories[name];
    const options = made && returnedExpr(readingOf(file, path), node);
    if (made && options && node.type === 'ClassMethod')
      yield {
        kind: 'js-call',
        module: made[0],
        name: made[1],
        args: [options],
        when: [],
        at: spanOf(file, node.key as Node),
      };
  }
}
