import type { Fact, Facts } from '../../facts/fact.js';
import { known } from '../../resolve/evidence.js';
import type { DataServer } from '../../resolve/parts/data-server.js';
import { configFiles, loopbackOnly, settingFact } from '../config-file.js';
import { reader, technology } from '../technology.js';

const sections = /^(mysqld|mariadb|mariadbd|server|mysqld-[\d.]+|mariadb-[\d.]+)$/;

/** MySQL and MariaDB, by the server sections of my.cnf. */
export default technology({
  name: 'mysql',
  title: 'MySQL',
  readers: [
    reader({
      language: 'plain-ini',
      paths: /\.cnf([._-](template|tmpl|dist|example|sample|j2|erb))?$/,
      mentions: ['[mysqld', '[mariadb', '[server]'],
      feeds: ['dataServers'],
      *extract(tree, source): Iterable<Fact> {
        for (const section of tree.sections) {
          if (!sections.test(section.name.text)) continue;
          for (const { key, value } of section.entries) {
            const name = key.text.toLowerCase().replaceAll('_', '-');
            yield settingFact('mysql', source.path, {
              key: name,
              value: value?.text ?? '',
              from: key,
              to: value ?? key,
            });
          }
        }
      },
    }),
  ],
  detect(facts) {
    const first = facts.of('setting').find((fact) => fact.technology === 'mysql');
    return first && { at: first.at };
  },
  deployment: (facts) => ({ dataServers: servers(facts) }),
});

function servers(facts: Facts): readonly DataServer[] {
  return configFiles(facts, 'mysql').map((config) => {
    const bind = config.last('bind-address') ?? config.last('skip-networking');
    const limit = config.last('max-connections');
    const machine = bind && (loopbackOnly.test(bind.text) || config.last('skip-networking') === bind);
    return {
      label: `MySQL by ${config.file}`,
      technology: 'mysql',
      role: 'database',
      ...(bind ? { listens: known(machine ? 'machine' : 'network', [bind.because]) } : {}),
      ...(limit && /^\d+$/.test(limit.text) ? { maxConnections: known(Number(limit.text), [limit.because]) } : {}),
      at: config.first,
    };
  });
}
