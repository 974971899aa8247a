import type { Fact, Facts } from '../../facts/fact.js';
import { known, type Resolved, said, unknown } from '../../resolve/evidence.js';
import type { DeployStep } from '../../resolve/parts/deploy-step.js';
import { migrates, staging } from '../deploy-commands.js';
import { reader, technology } from '../technology.js';

const name = 'laravel-envoy';

/** Laravel Envoy: commands that its tasks run on the servers of an Envoy.blade.php. */
export default technology({
  name,
  title: 'Laravel Envoy',
  readers: [
    reader({
      language: 'text',
      paths: /(^|\/)Envoy\.blade\.php$/,
      feeds: ['deploySteps'],
      extract: (text, source) => facts(text, source.path),
    }),
  ],
  detect(all) {
    const first = all.of('use').find((fact) => fact.technology === name);
    return first && { at: { ...first.at, end: first.at.start }, infrastructure: true };
  },
  deployment: (all) => ({ deploySteps: stepsOf(all) }),
});

/** `@servers(['web' => ['a', 'b']])` on one line, and the lines of `@task('deploy', ['on' => 'web'])`. Blade comments say nothing. */
function* facts(text: string, file: string): Iterable<Fact> {
  const plain = text.replace(/\{\{--[\s\S]{0,2000}?--\}\}/g, (comment) => comment.replace(/[^\n]/g, ' '));
  const use = (what: string, start: number, end: number) => ({ kind: 'use' as const, technology: name, what, at: { file, start, end } }); // biome-ignore format: one record
  for (const found of plain.matchAll(/@servers\(([^\n]{1,2000})\)/g))
    for (const [, group = '', hosts = ''] of (found[1] ?? '').matchAll(/['"]([\w.-]+)['"]\s*=>\s*(\[[^\]]{0,1000}\]|['"][^'"]*['"])/g))
      for (const [, host = ''] of hosts.matchAll(/['"]([^'"]+)['"]/g)) yield { ...use('server', found.index, found.index + found[0].length), name: host, inside: group };
  for (const task of plain.matchAll(/@task\(([^\n]{1,500})\)[ \t]*\n([\s\S]{0,5000}?)@endtask/g)) {
    const [, head = '', body = ''] = task;
    const on = /['"]on['"]\s{0,20}=>\s{0,20}(\[[^\]]{0,500}\]|['"][^'"]{0,100}['"])/.exec(head)?.[1] ?? '';
    const start = task.index + task[0].length - '@endtask'.length - body.length;
    for (const line of body.matchAll(/[^\n]+/g)) {
      const words = line[0].trim();
      if (words === '' || words.startsWith('#') || words.startsWith('@')) continue;
      const begin = start + line.index + line[0].indexOf(words);
      yield { ...use('run', begin, begin + words.length), name: words, inside: [...on.matchAll(/['"]([^'"]+)['"]/g)].map(([, group]) => group).join(' ') };
    }
  }
} // biome-ignore format: one fact a line

function stepsOf(all: Facts): readonly DeployStep[] {
  const uses = all.of('use').filter(({ technology: by }) => by === name);
  const servers = uses.filter(({ what, inside = '' }) => what === 'server' && !staging.test(inside));
  return uses
    .filter((use) => use.what === 'run' && migrates(use.name ?? ''))
    .map((use) => ({ label: use.name ?? '', technology: name, step: 'migrate' as const, everyServer: serversOf(use, servers), at: use.at })); // biome-ignore format: one record
}

/** A task runs on every server of the groups that it names. */
function serversOf({ inside = '', at }: Fact<'use'>, servers: readonly Fact<'use'>[]): Resolved<boolean> {
  const groups = inside.split(' ').filter(Boolean);
  const own = servers.filter((server) => groups.includes(server.inside ?? ''));
  const because = own.slice(0, 1).map((server) => said(server.at, 'names the servers'));
  if (groups.length === 0 || own.length === 0)
    return unknown('nothing says on which servers it runs', [said(at, 'is a command of a task')]);
  const several = new Set(own.map((server) => server.name)).size > 1;
  return known(several, [...because, said(at, several ? 'runs on each of them' : 'runs on one server')]);
}
