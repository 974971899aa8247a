import type { Expr } from '../../facts/expr.js';
import type { Fact } from '../../facts/fact.js';
import { type RubyArgument, rubyChain, rubyItems, rubyKeyword, rubyText } from '../../parse/ruby.js';
import { ancestors, type SyntaxNode, type SyntaxTree, walk } from '../../parse/syntax-node.js';
import { known, said, unknown } from '../../resolve/evidence.js';
import type { DeployTarget } from '../../resolve/parts/deploy-step.js';
import { migrates } from '../deploy-commands.js';
import { type RubyFile, rubyExpr, spanOf } from '../ruby/expr.js';
import { reader, technology } from '../technology.js';

/** Capistrano: commands that its own tasks run on the servers of a role. */
export default technology({
  name: 'capistrano',
  title: 'Capistrano',
  readers: [
    reader({
      language: 'ruby',
      paths: /(^|\/)(config\/deploy(\/[\w-]+)?\.rb|lib\/capistrano\/tasks\/[^/]+\.(rake|cap|rb))$/,
      feeds: ['deploySteps'],
      extract: (tree, source) => facts(tree, source.path),
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
      .filter((fact) => fact.technology === 'capistrano' && fact.what === 'run')
      .map((fact) => ({ ...fact, line: lineOf(fact.options?.words) }))
      .filter(({ line }) => migrates(line))
      .map(({ line, inside = '', at }) => ({
        label: line,
        technology: 'capistrano',
        step: 'migrate' as const,
        everyServer: known(/^(release_)?roles$/.test(inside), [said(at, `runs on ${inside}`)]),
        at,
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
  const names = inForce.flatMap(({ options }) => namesIn(options?.servers));
  return [
    {
      label: `Capistrano by ${first.at.file}`,
      technology: 'capistrano',
      servers: names.includes(undefined)
        ? unknown('the servers are computed', because)
        : known(new Set(names).size, because),
      at: first.at,
    },
  ];
}

/** The names of servers; undefined for one that is computed. */
function namesIn(expr: Expr | undefined): readonly (string | undefined)[] {
  if (expr?.is === 'list') return expr.items.flatMap(namesIn);
  if (expr?.is === 'literal' && typeof expr.value === 'string') return [expr.value];
  // a variable of the environment is what stands in for it, unless whoever deploys says otherwise
  return expr?.is === 'env' && expr.fallback ? namesIn(expr.fallback) : [undefined];
}

/** The words of a command as one line. */
function lineOf(expr: Expr | undefined): string {
  switch (expr?.is) {
    case 'literal':
      return String(expr.value);
    case 'list':
      return expr.items.map(lineOf).join(' ');
    case 'text':
      return expr.parts.map(lineOf).join('');
    case 'env':
      return lineOf(expr.fallback);
    case 'opaque':
      return expr.source.replace(/\W+/g, ' ').trim();
    default:
      return '';
  }
}

/** Servers, and what `execute :php, 'artisan', 'migrate'` runs below the nearest `on ... do` around it. */
function* facts(tree: SyntaxTree, path: string): Iterable<Fact> {
  const file = { path, text: tree.text };
  for (const node of walk(tree.root)) {
    const own = ownCall(file, node);
    if (!own) continue;
    const at = spanOf(file, node);
    const use = { kind: 'use', technology: 'capistrano', at } as const;
    const servers = /^(server|role)$/.test(own.name) ? serversIn(file, own) : undefined;
    if (servers) yield { ...use, what: 'server', options: { servers: { is: 'list', items: servers, at } } };
    const inside = /^(execute|rake)$/.test(own.name) ? placeAround(file, node) : undefined;
    if (inside === undefined) continue;
    const words = own.args.flatMap((arg) => (arg.is === 'positional' ? [rubyExpr(file, arg.value)] : []));
    yield { ...use, what: 'run', inside, options: { words: { is: 'list', items: words, at } } };
  }
}

interface OwnCall {
  readonly name: string;
  readonly args: readonly RubyArgument[];
}

/** A call on nothing: a word of Capistrano's own. */
function ownCall({ text }: RubyFile, node: SyntaxNode): OwnCall | undefined {
  const chain = node.type === 'call' ? rubyChain(text, node) : undefined;
  const [link, ...more] = chain?.links ?? [];
  return chain?.receiver || more.length > 0 ? undefined : link;
}

/** `server 'web1.example.com', roles: %w[app]` and `role :app, %w[a b]`; a server for the database alone gets no code of the app. */
function serversIn(file: RubyFile, { name, args }: OwnCall): readonly Expr[] | undefined {
  const [first, ...more] = args.filter(({ is }) => is === 'positional');
  if (!first) return undefined;
  if (name === 'role') {
    if (!/^(app|web|all)$/.test(rubyText(file.text, first.value) ?? '')) return undefined;
    return more.map(({ value }) => serverIn(file, value));
  }
  const given = rubyKeyword(file.text, args, 'roles');
  const items = rubyItems(given);
  const roles = (items.length > 0 || !given ? items : [given]).map((role) => rubyText(file.text, role));
  return roles.length > 0 && roles.every((role) => role === 'db') ? undefined : [serverIn(file, first.value)];
}

/** `fetch(:host, 'web1')` is 'web1' unless something is set. */
function serverIn(file: RubyFile, node: SyntaxNode): Expr {
  const own = ownCall(file, node);
  const usual = own?.name === 'fetch' ? own.args[1] : undefined;
  return rubyExpr(file, usual?.value ?? node);
}

/** What the nearest `on` around a call goes through: `roles`, `release_roles`, `primary`, `fetch`. */
function placeAround(file: RubyFile, node: SyntaxNode): string | undefined {
  for (const each of ancestors(node)) {
    const own = ownCall(file, each);
    if (own?.name !== 'on' || !own.args[0]) continue;
    const links = rubyChain(file.text, own.args[0].value)?.links ?? [];
    return /^((release_)?roles|primary|fetch)$/.test(links[0]?.name ?? '') ? links.at(-1)?.name : undefined;
  }
  return undefined;
}
