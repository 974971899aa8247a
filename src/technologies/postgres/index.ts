import type { Fact, Facts } from '../../facts/fact.js';
import { known, type Resolved, said } from '../../resolve/evidence.js';
import type { DataServer } from '../../resolve/parts/data-server.js';
import type { Repair } from '../../resolve/repair.js';
import { type ConfigFile, type ConfigValue, configFiles, loopbackOnly, settingFact } from '../config-file.js';
import { reader, technology } from '../technology.js';

/** PostgreSQL, by postgresql.conf and pg_hba.conf. */
export default technology({
  name: 'postgres',
  title: 'PostgreSQL',
  readers: [
    reader({
      language: 'postgres-lines',
      paths: /(^|\/)postgres(ql)?[\w.-]*\.conf([._-](template|tmpl|dist|example|sample|j2|erb))?$/,
      feeds: ['dataServers'],
      *extract(tree, source): Iterable<Fact> {
        for (const { name, args } of tree)
          yield settingFact('postgres', source.path, {
            key: name.text.toLowerCase(),
            value: args[0]?.text ?? '',
            from: name,
            to: args[0] ?? name,
          });
      },
    }),
    reader({
      language: 'plain-lines',
      paths: /(^|\/)pg_hba[\w.-]*\.conf([._-](template|tmpl|dist|example|sample|j2|erb))?$/,
      *extract(tree, source): Iterable<Fact> {
        for (const { name, args } of tree) {
          const value = [name, ...args].map(({ text }) => text).join(' ');
          yield settingFact('pg_hba', source.path, {
            key: name.text.toLowerCase(),
            value,
            from: name,
            to: args.at(-1) ?? name,
          });
        }
      },
    }),
  ],
  detect(facts) {
    const first = facts.of('setting').find((fact) => fact.technology === 'postgres' || fact.technology === 'pg_hba');
    return first && { at: first.at };
  },
  deployment: (facts) => ({ dataServers: [...servers(facts), ...openTo(facts)] }),
});

function servers(facts: Facts): readonly DataServer[] {
  return configFiles(facts, 'postgres').map((config) => {
    const address = config.last('listen_addresses');
    const limit = config.last('max_connections');
    const listens = address && listensOf(config, address.text);
    return {
      label: `PostgreSQL by ${config.file}`,
      technology: 'postgres',
      role: 'database',
      ...(listens ? { listens } : {}),
      ...(limit && /^\d+$/.test(limit.text) ? { maxConnections: known(Number(limit.text), [limit.because]) } : {}),
      at: config.first,
    };
  });
}

function listensOf(config: ConfigFile, addresses: string): Resolved<'machine' | 'network'> {
  const set = config.last('listen_addresses');
  const because = set ? [set.because] : [];
  return known(addresses === '' || loopbackOnly.test(addresses) ? 'machine' : 'network', because);
}

const everywhere = /^host\w*\s+\S+\s+\S+\s+(0\.0\.0\.0\/0|::\/0|all)\s+trust\b/;

/** Lines of pg_hba.conf that let everybody in without a password. */
function openTo(facts: Facts): readonly DataServer[] {
  return configFiles(facts, 'pg_hba').flatMap((config) => {
    const open = [...config.all('host'), ...config.all('hostssl'), ...config.all('hostnossl')].find(({ text }) =>
      everywhere.test(text),
    );
    if (!open) return [];
    const step = said(open.at, 'lets every address in without a password');
    return [{
      label: `PostgreSQL by ${config.file}`,
      technology: 'postgres',
      role: 'database' as const,
      listens: known('network' as const, []),
      login: known(false, [step]),
      repairs: { login: asksForPassword(open) },
      at: open.at,
    }]; // biome-ignore format: one record
  });
}

/** The method is the last word of such a line. */
function asksForPassword({ text, at }: ConfigValue): Repair | undefined {
  if (!text.endsWith(' trust')) return undefined;
  return {
    title: 'Ask for a password',
    safety: 'unsafe',
    changes: [{ is: 'replace', at: { ...at, start: at.end - 'trust'.length }, text: 'scram-sha-256' }],
    needs: ['Give every role a password first (\\password in psql), and the app its own', 'Narrow the address to the network of the app servers'],
  };
} // biome-ignore format: one record
