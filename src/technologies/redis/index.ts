import type { Fact, Facts } from '../../facts/fact.js';
import type { DirectiveLine } from '../../parse/directives.js';
import { settingFact } from '../config-file.js';
import { reader, technology } from '../technology.js';
import { redisServers } from './parts.js';
import { sentinels } from './sentinel.js';

const suffix = /([._-](template|tmpl|dist|example|sample|j2|erb))?$/.source;

/** Redis and Sentinel, by their configuration files and by the commands that start them. */
export default technology({
  name: 'redis',
  title: 'Redis',
  readers: [
    reader({
      language: 'redis-lines',
      paths: new RegExp(
        `(^|/)(redis|valkey|keydb)[^/]*\\.conf${suffix}|(^|/)(redis|valkey)/(?![^/]*sentinel)[^/]+\\.conf${suffix}`,
      ),
      feeds: ['dataServers'],
      extract: (tree, source) =>
        lines(tree, source.path, /sentinel/.test(source.path) || isSentinel(tree) ? 'sentinel' : 'redis'),
    }),
    reader({
      language: 'redis-lines',
      paths: new RegExp(`(^|/)(?!redis|valkey|keydb)[^/]*sentinel[^/]*\\.conf${suffix}`),
      mentions: ['sentinel monitor'],
      feeds: ['failovers'],
      extract: (tree, source) => lines(tree, source.path, 'sentinel'),
    }),
  ],
  detect(facts) {
    const first = own(facts)[0];
    return first && { at: first.at };
  },
  deployment: (facts) => ({ dataServers: redisServers(facts), failovers: sentinels(facts) }),
});

function own(facts: Facts): readonly Fact<'setting'>[] {
  return facts.of('setting').filter((fact) => fact.technology === 'redis' || fact.technology === 'sentinel');
}

function isSentinel(tree: readonly DirectiveLine[]): boolean {
  return tree.some(({ name, args }) => name.text.toLowerCase() === 'sentinel' && args[0]?.text === 'monitor');
}

function* lines(tree: readonly DirectiveLine[], file: string, technology: string): Iterable<Fact> {
  for (const { name, args } of tree) {
    const key = name.text.toLowerCase();
    const sub = key === 'sentinel' ? ` ${args[0]?.text.toLowerCase() ?? ''}` : '';
    const values = (sub ? args.slice(1) : args).map(({ text }) => text).join(' ');
    yield settingFact(technology, file, { key: key + sub, value: values, from: name, to: args.at(-1) ?? name });
  }
}
