import type { Fact } from '../../facts/fact.js';
import { known, said, unknown } from '../../resolve/evidence.js';
import type { DeployTarget } from '../../resolve/parts/deploy-step.js';
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
    deployTargets: targetsOf(
      app.facts.of('use').filter((fact) => fact.technology === 'capistrano' && fact.what === 'server'),
    ),
  }),
});

/** The servers of the stage for production, or of `config/deploy.rb` where no stage names any. */
function targetsOf(servers: readonly Fact<'use'>[]): readonly DeployTarget[] {
  const inProduction = servers.filter(({ at }) => /\/production\.rb$/.test(at.file));
  const inForce =
    inProduction.length > 0 ? inProduction : servers.filter(({ at }) => at.file.endsWith('config/deploy.rb'));
  const [first] = inForce;
  if (!first) return [];
  const because = inForce.map(({ at }) => said(at, 'is deployed to'));
  const count = new Set(inForce.map(({ name }) => name)).size;
  const computed = inForce.some(({ name }) => name === '?');
  return [
    {
      label: `Capistrano by ${first.at.file}`,
      technology: 'capistrano',
      servers: computed ? unknown('the servers are computed', because) : known(count, because),
      at: first.at,
    },
  ];
}

/** `server 'web1.example.com', roles: %w[app]` and `role :app, %w[a b]`; a server for the database alone gets no code of the app. */
function* serversIn(plain: string, file: string): Iterable<Fact> {
  for (const found of plain.matchAll(/^[ \t]*(server|role)[ (]+([^\n]{1,400})/gm)) {
    const line = withDefaults(found[2] ?? '');
    const onlyData = /roles?:?\s{0,20}(=>)?\s{0,20}(%w[[({]\s*db\s*[\])}]|\[?:db\]?\s{0,20}[,)]?\s{0,20}$)|^:db\b/.test(
      line,
    );
    if (onlyData || (found[1] === 'role' && !/^:(app|web|all)\b/.test(line))) continue;
    const at = { file, start: found.index, end: found.index + found[0].trimEnd().length };
    const server = (name: string): Fact => ({ kind: 'use', technology: 'capistrano', what: 'server', name, at });
    if (found[1] === 'server') yield server(/^["']([^"'#]+)["']/.exec(line)?.[1] ?? '?');
    else {
      const named = [...(/[[({]([^\])}]{0,300})[\])}]|,\s*["']([^"']+)["']/.exec(line)?.slice(1) ?? [])].join(' ');
      const names = named.split(/[\s,"']+/).filter((one) => one !== '' && !one.startsWith(':'));
      for (const one of names.length > 0 ? names : ['?']) yield server(one);
    }
  }
}

/** `ENV.fetch("HOST", 'web1')` is 'web1' unless whoever deploys says otherwise. */
function withDefaults(line: string): string {
  return line.replace(/\b(?:ENV\.)?fetch\((?:["']\w+["']|:\w+), ?(["'][^"'\n]*["'])\)/g, '$1');
}

/** `execute :php, 'artisan', 'migrate'` under the nearest `on ...  do` above it. Comments say nothing. */
function* facts(text: string, file: string): Iterable<Fact> {
  const plain = text.replace(/(^|\s)#(?!\{).*/g, (comment) => ' '.repeat(comment.length));
  yield* serversIn(plain, file);
  let place: string | undefined;
  for (const found of plain.matchAll(
    /\bon[ (]+((?:release_)?roles|primary|fetch)\b[^\n]{0,300}?\bdo\b|\b(?:execute|rake)\b([^\n]+)/g,
  )) {
    if (found[1] !== undefined) place = found[1];
    else if (place !== undefined && found[2] !== undefined) {
      const words = withDefaults(found[2])
        .replace(/(?<![:,'"()])[:,'"()]+(?=\s|\w|$)|['")]/g, ' ')
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
