import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Fact } from '../../src/facts/fact.js';
import { indexFacts } from '../../src/facts/fact.js';
import { parseJavaScript } from '../../src/parse/javascript.js';
import type { EnvLayer } from '../../src/resolve/environments.js';
import { defaultProfile } from '../../src/resolve/profile.js';
import { callFacts } from '../../src/technologies/node/extract/calls.js';
import { moduleFacts } from '../../src/technologies/node/extract/exports.js';
import { defaultFacts, settingFacts } from '../../src/technologies/node/extract/settings.js';
import { jsFile } from '../../src/technologies/node/js/file.js';
import { jsApp, optionOf } from '../../src/technologies/node/resolve-js.js';
import type { Resolution } from '../../src/technologies/technology.js';

/** The app that these files are, with the variables given. */
function appOf(files: Readonly<Record<string, string>>, variables: Readonly<Record<string, string>>): Resolution {
  const manifest = { file: 'package.json', start: 0, end: 0 };
  const facts: Fact[] = [
    { kind: 'dependency', ecosystem: 'npm', name: 'ioredis', locked: false, dev: false, at: manifest },
  ];
  for (const [path, text] of Object.entries(files)) {
    const file = jsFile(parseJavaScript(text, path).tree, { path, text });
    facts.push(...moduleFacts(file), ...callFacts(file), ...settingFacts(file), ...defaultFacts(file));
  }
  const at = { file: '.env', start: 0, end: 0 };
  const entries = Object.entries(variables).map(
    ([name, value]) => [name, { value: { is: 'literal', value, at } as const, at }] as const,
  );
  const layer: EnvLayer = { label: '.env', kind: 'local', at, entries: new Map(entries) };
  return {
    root: '.',
    facts: indexFacts(facts),
    files: Object.keys(files),
    profile: defaultProfile,
    processes: [],
    services: [],
    stack: [],
    environment: () => ({ layers: [layer] }),
  };
}

/** The value in force of the option `url` of the call of `ioredis` in the files; `?` when it cannot be known. */
function urlInForce(
  files: Readonly<Record<string, string>>,
  variables: Readonly<Record<string, string>> = {},
): unknown {
  const js = jsApp(appOf(files, variables));
  const [call] = js.of('ioredis');
  if (!call) return 'not called';
  const url = optionOf(js, call, 'url') ?? call.args[0];
  const value = url && js.value(url);
  return value?.state === 'known' ? value.value : '?';
}

const connect = "import { Redis } from 'ioredis';\n";

describe('what JavaScript says is followed to the value in force', () => {
  const rows: readonly {
    readonly says: string;
    readonly files: Readonly<Record<string, string>>;
    readonly set?: Readonly<Record<string, string>>;
    readonly value: unknown;
  }[] = [
    { says: 'a literal', files: { 'a.js': `${connect}new Redis('one');` }, value: 'one' },
    {
      says: 'a variable that is set',
      files: { 'a.js': `${connect}new Redis(process.env.URL || 'one');` },
      set: { URL: 'two' },
      value: 'two',
    },
    { says: 'a fallback with ||', files: { 'a.js': `${connect}new Redis(process.env.URL || 'one');` }, value: 'one' },
    { says: 'a fallback with ??', files: { 'a.js': `${connect}new Redis(process.env.URL ?? 'one');` }, value: 'one' },
    {
      says: 'an empty variable counts as unset',
      files: { 'a.js': `${connect}new Redis(process.env.URL || 'one');` },
      set: { URL: '' },
      value: 'one',
    },
    {
      says: 'the branch of production',
      files: { 'a.js': `${connect}new Redis(process.env.NODE_ENV === 'production' ? 'one' : 'two');` },
      value: 'one',
    },
    {
      says: 'the branch that a variable decides',
      files: { 'a.js': `${connect}new Redis(process.env.MODE === 'b' ? 'one' : 'two');` },
      set: { MODE: 'b' },
      value: 'one',
    },
    {
      says: 'a condition that nothing decides',
      files: { 'a.js': `${connect}new Redis(ask() ? 'one' : 'two');` },
      value: '?',
    },
    {
      says: 'a template',
      files: { 'a.js': `${connect}new Redis(\`redis://\${process.env.HOST}:6379\`);` },
      set: { HOST: 'cache' },
      value: 'redis://cache:6379',
    },
    { says: 'a constant', files: { 'a.js': `${connect}const url = 'one';\nnew Redis({ url });` }, value: 'one' },
    {
      says: 'a destructured environment',
      files: { 'a.js': `${connect}const { URL } = process.env;\nnew Redis(URL);` },
      set: { URL: 'two' },
      value: 'two',
    },
    {
      says: 'a variable assigned under a condition',
      files: { 'a.js': `${connect}let url = 'one';\nif (process.env.TLS) url = 'two';\nnew Redis(url);` },
      set: { TLS: '1' },
      value: 'two',
    },
    {
      says: 'a variable assigned under a condition on itself',
      files: { 'a.js': `${connect}let url = process.env.URL;\nif (url == null) url = 'one';\nnew Redis(url);` },
      value: 'one',
    },
    {
      says: 'a default parameter',
      files: { 'a.js': `${connect}function open(url = 'one') {\n  return new Redis(url);\n}` },
      value: 'one',
    },
    {
      says: 'an option of an object made in another function',
      files: { 'a.js': `${connect}const options = () => ({ url: 'one' });\nnew Redis(options());` },
      value: 'one',
    },
    {
      says: 'a spread object',
      files: { 'a.js': `${connect}const base = { url: 'one' };\nnew Redis({ ...base, db: 1 });` },
      value: 'one',
    },
    {
      says: 'an imported constant',
      files: {
        'a.js': `${connect}import { url } from './b.js';\nnew Redis(url);`,
        'b.js': "export const url = 'one';",
      },
      value: 'one',
    },
    {
      says: 'a re-exported constant',
      files: {
        'a.js': `${connect}import { url } from './lib/index.js';\nnew Redis(url);`,
        'lib/index.js': "export * from './b.js';",
        'lib/b.js': "export const url = 'one';",
      },
      value: 'one',
    },
    {
      says: 'a member of a CommonJS module',
      files: {
        'a.js':
          "const { Redis } = require('ioredis');\nconst config = require('./config');\nnew Redis(config.redis.url);",
        'config.js': "module.exports = { redis: { url: process.env.URL || 'one' } };",
      },
      value: 'one',
    },
    {
      says: 'an imported function',
      files: {
        'a.js': `${connect}import { urlOf } from './b';\nnew Redis(urlOf());`,
        'b.js': "export function urlOf() {\n  return 'one';\n}",
      },
      value: 'one',
    },
    {
      says: 'a field of an exported object',
      files: {
        'a.ts': `${connect}import env from '@server/env';\nnew Redis(env.REDIS_URL);`,
        'server/env.ts':
          "class Environment {\n  public REDIS_URL = this.text(process.env.REDIS_URL) ?? 'one';\n}\nexport default new Environment();",
      },
      value: 'one',
    },
    {
      says: 'an enum',
      files: { 'a.ts': `${connect}enum Place { Here = 'one' }\nnew Redis(Place.Here);` },
      value: 'one',
    },
    {
      says: 'a configuration service',
      files: { 'a.ts': `${connect}new Redis(configService.get('REDIS_URL', 'one'));` },
      value: 'one',
    },
    {
      says: 'a registered configuration',
      files: {
        'a.ts': `${connect}new Redis(this.configService.get('redis.url'));`,
        'b.ts':
          "import { registerAs } from '@nestjs/config';\nexport default registerAs('redis', () => ({ url: process.env.URL ?? 'one' }));",
      },
      value: 'one',
    },
    {
      says: 'the default of a schema',
      files: {
        'a.ts': `${connect}new Redis(process.env.URL);`,
        'env.ts': "import { z } from 'zod';\nexport const schema = z.object({ URL: z.string().default('one') });",
      },
      value: 'one',
    },
    {
      says: 'a call under a condition that does not hold',
      files: { 'a.js': `${connect}if (process.env.REDIS) new Redis('one');` },
      value: 'not called',
    },
    {
      says: 'a call for development only',
      files: { 'a.js': `${connect}if (process.env.NODE_ENV !== 'production') new Redis('one');` },
      value: 'not called',
    },
    {
      says: 'code after an early return',
      files: { 'a.js': `${connect}function open() {\n  if (!process.env.REDIS) return;\n  new Redis('one');\n}` },
      value: 'not called',
    },
    {
      says: 'a variable that refers to itself without end',
      files: { 'a.js': `${connect}let url = 'a';\nurl = url + url;\nurl = url + url;\nnew Redis(ask(url));` },
      value: '?',
    },
  ];
  for (const { says, files, set, value } of rows) {
    test(`${says} comes to ${String(value)}`, () => assert.equal(urlInForce(files, set), value));
  }
});
