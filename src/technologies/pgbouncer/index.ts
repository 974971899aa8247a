import type { Fact, Facts } from '../../facts/fact.js';
import { known, type Resolved, said, unknown } from '../../resolve/evidence.js';
import type { Pooler } from '../../resolve/parts/data-server.js';
import { type ConfigFile, configFiles, settingFact } from '../config-file.js';
import { reader, technology } from '../technology.js';

const source = 'pgbouncer 1.21, doc/config.md';

/** PgBouncer: how many connections it opens, and for how long a client holds one. */
export default technology({
  name: 'pgbouncer',
  title: 'PgBouncer',
  readers: [
    reader({
      language: 'plain-ini',
      paths: /(^|\/)[^/]*pgbouncer[^/]*\.(ini|conf|tmpl)([._-](template|tmpl|dist|example|sample|j2|erb))?$/,
      mentions: ['[pgbouncer]'],
      feeds: ['poolers'],
      *extract(tree, source): Iterable<Fact> {
        for (const section of tree.sections)
          for (const { key, value } of section.entries)
            if (value && section.name.text === 'pgbouncer')
              yield settingFact('pgbouncer', source.path, { key: key.text, value: value.text, from: key, to: value });
      },
    }),
  ],
  detect(facts) {
    const first = facts.of('setting').find((fact) => fact.technology === 'pgbouncer');
    return first && { at: first.at };
  },
  deployment: (facts) => ({ poolers: poolers(facts) }),
});

function poolers(facts: Facts): readonly Pooler[] {
  return configFiles(facts, 'pgbouncer').map((config) => ({
    label: `PgBouncer by ${config.file}`,
    technology: 'pgbouncer',
    mode: modeOf(config),
    poolSize: numberOf(config, 'default_pool_size', 20),
    maxClients: numberOf(config, 'max_client_conn', 100),
    at: config.first,
  }));
}

function modeOf(config: ConfigFile): Resolved<string> {
  const set = config.last('pool_mode');
  if (!set)
    return known('session', [
      { at: { builtin: source }, says: 'pool_mode is session' },
      said(config.first, 'sets no pool_mode'),
    ]);
  return /^\w+$/.test(set.text)
    ? known(set.text, [set.because])
    : unknown('it is filled in by a template', [set.because]);
}

function numberOf(config: ConfigFile, key: string, fallback: number): Resolved<number> {
  const set = config.last(key);
  if (!set) return known(fallback, [{ at: { builtin: source }, says: `${key} is ${fallback}` }]);
  return /^\d+$/.test(set.text)
    ? known(Number(set.text), [set.because])
    : unknown('it is filled in by a template', [set.because]);
}
