import type { Fact, Facts } from '../../facts/fact.js';
import { known, unknown } from '../../resolve/evidence.js';
import type { ProcessPool } from '../../resolve/parts/process-pool.js';
import { configFiles, settingFact } from '../config-file.js';
import { folderOf } from '../docker/paths.js';
import { reader, technology } from '../technology.js';

/** PHP-FPM: how many processes a copy of the app keeps. */
export default technology({
  name: 'php-fpm',
  title: 'PHP-FPM',
  readers: [
    reader({
      language: 'php-ini',
      paths: /\.(conf|ini)([._-](template|tmpl|dist|example|sample|j2|erb))?$/,
      mentions: ['pm.max_children'],
      feeds: ['processPools'],
      *extract(tree, source): Iterable<Fact> {
        for (const { entries } of tree.sections)
          for (const { key, value } of entries)
            if (value && key.text === 'pm.max_children')
              yield settingFact('php-fpm', source.path, { key: key.text, value: value.text, from: key, to: value });
      },
    }),
  ],
  detect(facts) {
    const first = facts.of('setting').find((fact) => fact.technology === 'php-fpm');
    return first && { at: first.at, infrastructure: true };
  },
  deployment: (facts) => ({ processPools: pools(facts) }),
});

/** The pools of one folder run beside each other; another folder is another image. */
function pools(facts: Facts): readonly ProcessPool[] {
  const byFolder = new Map<string, ReturnType<typeof configFiles>>();
  for (const config of configFiles(facts, 'php-fpm')) {
    const folder = folderOf(config.file);
    byFolder.set(folder, [...(byFolder.get(folder) ?? []), config]);
  }
  return [...byFolder.values()].flatMap((files): readonly ProcessPool[] => {
    const all = files.flatMap((config) => config.all('pm.max_children'));
    const [first] = all;
    if (!first) return [];
    const label = `PHP-FPM by ${first.at.file}`;
    const computed = all.find(({ text }) => !/^\d+$/.test(text));
    const because = all.map((one) => one.because);
    const size = computed
      ? unknown('pm.max_children is filled in by the environment', because)
      : known(
          all.reduce((sum, { text }) => sum + Number(text), 0),
          because,
        );
    return [{ label, technology: 'php-fpm', size, at: first.at }];
  });
}
