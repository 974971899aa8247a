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
    prepares: preparesOf(config),
    at: config.first,
  }));
}

/** Off unless asked for from 1.21 to 1.23, on since 1.24 (pgbouncer changelog, 2025-01-10); before 1.21 there was nothing to ask for. */
function preparesOf(config: ConfigFile): Resolved<boolean> {
  const set = config.last('max_prepared_statements');
  if (!set)
    return unknown('max_prepared_statements is not set: off before PgBouncer 1.24, on since', [
      said(config.first, 'sets no max_prepared_statements'),
    ]);
  return /^\d+$/.test(set.text)
    ? known(Number(set.text) > 0, [set.because])
    : unknown('it is filled in by a template', [set.because]);
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
