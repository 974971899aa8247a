import type { Fact } from '../../facts/fact.js';
import { known, said } from '../../resolve/evidence.js';
import { migrates } from '../deploy-commands.js';
import { reader, technology } from '../technology.js';

/** Capistrano: commands that its own tasks run on the servers of a role. */
export default technology({
  name: 'capistrano',
  title: 'Capistrano',
  readers: [
    reader({
      language: 'text',
      paths: /(^|\/)(config\/deploy(\/[\w-]+)?\.rb|lib\/capistrano\/tasks\/[^/]+\.(rake|cap|rb))$/,
      feeds: ['deploySteps'],
      extract: (text, source) => facts(text, source.path),
    }),
  ],
  detect(all) {
    const first = all.of('use').find((fact) => fact.technology === 'capistrano');
    return first && { at: { ...first.at, end: first.at.start }, infrastructure: true };
  },
  // capistrano/rails, tasks/migrations.rake: its own task runs on the primary of the role :db alone.
  parts: (app) => ({
    deploySteps: app.facts
      .of('use')
      .filter((fact) => fact.technology === 'capistrano' && fact.what === 'run' && migrates(fact.name ?? ''))
      .map((fact) => ({
        label: fact.name ?? '',
        technology: 'capistrano',
        step: 'migrate' as const,
        everyServer: known(/^(release_)?roles\b/.test(fact.inside ?? ''), [said(fact.at, `runs on ${fact.inside}`)]),
        at: fact.at,
      })),
  }),
});

/** `execute :php, 'artisan', 'migrate'` under the nearest `on ...  do` above it. Comments say nothing. */
function* facts(text: string, file: string): Iterable<Fact> {
  const plain = text.replace(/(^|\s)#(?!\{).*/g, (comment) => ' '.repeat(comment.length));
  let place: string | undefined;
  for (const found of plain.matchAll(
    /\bon[ (]+((?:release_)?roles|primary|fetch)\b[^\n]*?\bdo\b|\b(?:execute|rake)\b([^\n]+)/g,
  )) {
    if (found[1] !== undefined) place = found[1];
    else if (place !== undefined && found[2] !== undefined) {
      const words = found[2]
        .replace(/[:,'"()]+(?=\s|\w|$)|['")]/g, ' ')
        .replace(/\s+/g, ' ')
        .trim();
      const at = { file, start: found.index, end: found.index + found[0].trimEnd().length };
      yield {
        kind: 'use',
        technology: 'capistrano',
        what: 'run',
        name: words.replace(/\bdb migrate\b/, 'db:migrate'),
        inside: place,
        at,
      };
    }
  }
}
