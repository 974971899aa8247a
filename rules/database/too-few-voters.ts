import { hazard, judge, rule, safe } from 'ha-ready/rule';

export default rule({
  severity: 'warning',
  title: 'Too few members, or an even number, decide about the primary',
  why: 'A majority must be left when one member is lost: one or two members cannot lose any, and four survive no more than three do.',
  remedy: {
    any: 'Run three members (or five) on machines that do not fail together.',
  },
  needs: ['failovers'],
  *check({ failovers }) {
    for (const { label, technology, engine, voters } of failovers) {
      if (engine === 'redis') continue;
      yield* judge(`how many members decide for ${label}`, voters, (count, because) => {
        if (count >= 3 && count % 2 === 1) return safe(`${count} members decide for ${label}`, because, { technology });
        const words = count < 3 ? 'none of them may be lost' : 'an even number survives no more losses than one fewer';
        return hazard(`${count} ${count === 1 ? 'member decides' : 'members decide'} for ${label}: ${words}`, because, {
          technology,
          ...(count > 3 ? { severity: 'note' as const } : {}),
        });
      });
    }
  },
  examples: [
    {
      on: 'patroni-3',
      about: 'one member of etcd decides; three are listed; a name may stand for several',
      bad: { 'patroni.yml': patroni('hosts: «10.0.0.41:2379»') },
      good: { 'patroni.yml': patroni('hosts: [10.0.0.41:2379, 10.0.0.42:2379, 10.0.0.43:2379]') },
      unclear: { 'patroni.yml': patroni('host: etcd:2379') },
    },
    {
      on: 'patroni-3',
      about: 'members that all announce this machine are a demonstration on one computer',
      good: {
        'patroni.yml':
          'scope: demo\nname: one\nrestapi:\n  connect_address: 127.0.0.1:8008\netcd:\n  host: 127.0.0.1:2379\npostgresql:\n  connect_address: 127.0.0.1:5432\n',
      },
    },
  ],
});

function patroni(store: string): string {
  return `scope: shop\nname: db1\nrestapi:\n  connect_address: 10.0.0.31:8008\netcd3:\n  ${store}\npostgresql:\n  connect_address: 10.0.0.31:5432\n`;
}
