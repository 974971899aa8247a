import type { Fact } from '../../facts/fact.js';
import { known, said } from '../../resolve/evidence.js';
import type { Repair } from '../../resolve/repair.js';
import { reader, technology } from '../technology.js';

/** The application server of Python and others: how it stops. */
export default technology({
  name: 'uwsgi',
  title: 'uWSGI',
  readers: [
    reader({
      language: 'plain-ini',
      paths: /(^|\/)[^/]*uwsgi[^/]*\.ini$/,
      mentions: ['[uwsgi]'],
      *extract(tree, source): Iterable<Fact> {
        const section = tree.sections.find(({ name }) => name.text === 'uwsgi');
        if (!section) return;
        for (const { key, value } of section.entries) {
          const at = { file: source.path, start: key.start, end: Math.max(key.end, value?.end ?? key.end) };
          const text = value?.text ?? 'true';
          yield { kind: 'setting', technology: 'uwsgi', key: key.text, value: { is: 'literal', value: text, at }, at };
        }
      },
    }),
  ],
  detect: () => undefined,
  deployment(facts) {
    const settings = facts.of('setting').filter(({ technology: name }) => name === 'uwsgi');
    const files = [...new Set(settings.map(({ at }) => at.file))];
    return {
      gracefulStops: files.flatMap((file) => {
        const own = settings.filter(({ at }) => at.file === file);
        const [first] = own;
        const dies = own.find(({ key }) => key === 'die-on-term' || key === 'hook-master-start');
        if (!first || !own.some(({ key }) => /^(http|socket|http-socket|master|module|wsgi-file)/.test(key))) return [];
        // uWSGI 2.0, core/uwsgi.c: SIGTERM reloads the master unless die-on-term is set; the container is then killed
        return dies
          ? [{ label: 'uWSGI', technology: 'uwsgi', graceful: known(true, [said(dies.at, 'makes the stop signal stop it')]), at: dies.at }]
          : [{ label: 'uWSGI', technology: 'uwsgi', graceful: known(false, [said(first.at, 'does not set die-on-term: the stop signal reloads it, until it is killed')]), at: first.at, repair: stopsWhenTold(first.at.file) }];
      }),
    }; // biome-ignore format: one record
  },
});

function stopsWhenTold(file: string): Repair {
  return {
    title: 'Let the stop signal stop uWSGI',
    safety: 'safe',
    changes: [{ is: 'option', file, section: 'uwsgi', name: 'die-on-term', value: 'true' }],
    needs: [],
  };
}
