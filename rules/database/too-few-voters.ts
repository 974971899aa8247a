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
  examples: [],
});
