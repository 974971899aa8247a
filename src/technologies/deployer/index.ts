import type { Fact } from '../../facts/fact.js';
import { phpArguments, phpCallName, phpString } from '../../parse/php.js';
import type { SyntaxNode, SyntaxTree } from '../../parse/syntax-node.js';
import { enclosing, sourceOf, walk } from '../../parse/syntax-node.js';
import type { AppParts } from '../../resolve/app.js';
import { known, type Resolved, said, unknown } from '../../resolve/evidence.js';
import type { DeployStep } from '../../resolve/parts/deploy-step.js';
import { atLeast, packageOf } from '../../resolve/version.js';
import { migrates, restartsWorkers, staging } from '../deploy-commands.js';
import { type Resolution, reader, technology } from '../technology.js';

const name = 'deployer';

/** Deployer: the hosts, tasks and hooks of deploy.php. */
export default technology({
  name,
  title: 'Deployer',
  readers: [
    reader({
      language: 'php',
      paths: /(^|\/)\.?deploy(er)?(\/[\w-]+)?\.php$/,
      mentions: ['Deployer', 'deployer', 'recipe/'],
      feeds: ['deploySteps'],
      extract: (tree, source) => facts(tree, source.path),
    }),
  ],
  detect(all) {
    const first = all.of('use').find((fact) => fact.technology === name);
    return first && { at: { ...first.at, end: first.at.start }, infrastructure: true };
  },
  parts,
});

/** Hosts, recipes, hooks by the tasks that they name, tasks that run once, and commands with the task around them. */
function* facts(tree: SyntaxTree, file: string): Iterable<Fact> {
  for (const node of walk(tree.root)) {
    const at = { file, start: node.start, end: node.end };
    if (node.type === 'require_expression' || node.type === 'require_once_expression') {
      const recipe = /recipe\/([\w-]+)\.php/.exec(sourceOf(tree.text, node))?.[1];
      if (recipe) yield { kind: 'use', technology: name, what: 'recipe', name: recipe, at };
    }
    if (node.type !== 'function_call_expression' && node.type !== 'scoped_call_expression') continue;
    const called = phpCallName(tree.text, node)?.split('\\').at(-1);
    const args = phpArguments(tree.text, node).map(({ value }) => phpString(tree.text, value));
    const use = (what: string, named: string): Fact => ({ kind: 'use', technology: name, what, name: named, at });
    if (called === 'host' || called === 'localhost') for (const host of args) yield use('host', host ?? '?');
    else if (called === 'inventory' || (called === 'import' && /\.ya?ml$/.test(args[0] ?? '')))
      yield use('inventory', args[0] ?? '');
    else if (called === 'after' || called === 'before') yield use('hook', args[1] ?? '');
    else if (called === 'task') {
      const chain = sourceOf(tree.text, statementOf(node)).slice(node.end - statementOf(node).start);
      if (/->\s*(once|oncePerNode|select|onRoles|onHosts|onStage|disable|addBefore)\b/.test(chain))
        yield use('chosen', args[0] ?? '');
    } else if (called === 'run') {
      const task = taskAround(tree.text, node);
      yield { ...use('run', args[0] ?? sourceOf(tree.text, node)), ...(task ? { inside: task } : {}) } as Fact;
    }
  }
}

function statementOf(node: SyntaxNode): SyntaxNode {
  return enclosing(node, 'expression_statement') ?? node;
}

function taskAround(text: string, node: SyntaxNode): string | undefined {
  for (
    let call = enclosing(node, 'function_call_expression');
    call;
    call = call.parent && enclosing(call, 'function_call_expression')
  )
    if (phpCallName(text, call)?.endsWith('task')) return phpString(text, phpArguments(text, call)[0]?.value);
  return undefined;
}

function parts(app: Resolution): AppParts {
  const uses = app.facts.of('use').filter(({ technology: by }) => by === name);
  const of = (what: string) => uses.filter((use) => use.what === what);
  const chosen = new Set(of('chosen').map((use) => use.name));
  const servers = serversOf(of('host'), of('inventory'));
  const hosts: Resolved<boolean> = servers.state === 'known' ? known(servers.value > 1, servers.because) : servers;
  const steps = of('run')
    .filter((use) => migrates(use.name ?? ''))
    .map(
      (use): DeployStep => ({
        label: use.name ?? '',
        technology: name,
        step: 'migrate',
        everyServer: chosen.has(use.inside) ? known(false, [said(use.at, 'runs in a task for chosen servers')]) : hosts,
        at: use.at,
      }),
    );
  const recipe = of('recipe').find((use) => use.name === 'laravel');
  const deployer = packageOf(app.facts, 'composer', 'deployer/deployer');
  const hook = of('hook').find((use) => use.name === 'artisan:migrate');
  // Deployer 7, recipe/laravel.php: `deploy` runs artisan:migrate, which bears no once(); in 6 a hook asks for it.
  const migration = hook ?? (recipe && (deployer === undefined || atLeast(deployer, 7)) ? recipe : undefined);
  const own = of('run').some((use) => use.inside === 'artisan:migrate');
  if (migration && recipe && !own)
    steps.push({
      label: 'artisan:migrate',
      technology: name,
      step: 'migrate',
      everyServer: chosen.has('artisan:migrate')
        ? known(false, [said(migration.at, 'is set up for chosen servers')])
        : hosts,
      at: migration.at,
    });
  const first = of('host')[0];
  const label = `Deployer by ${first?.at.file}`;
  return {
    deploySteps: steps,
    ...(recipe ? { rollouts: [rolloutOf(recipe, uses)] } : {}),
    ...(first && first.name !== 'localhost'
      ? { deployTargets: [{ label, technology: name, servers, at: first.at }] }
      : {}),
  };
}

function rolloutOf(recipe: Fact<'use'>, uses: readonly Fact<'use'>[]): NonNullable<AppParts['rollouts']>[number] {
  const restart = uses.find(({ what, name: named = '' }) =>
    what === 'hook'
      ? /queue:restart|horizon|octane|worker|supervisor/i.test(named)
      : what === 'run' && restartsWorkers.test(named),
  );
  return {
    label: `Deployer by ${recipe.at.file}`,
    technology: name,
    restartsWorkers: restart
      ? known(true, [said(restart.at, 'restarts the workers')])
      : known(false, [said(recipe.at, 'deploys without artisan:queue:restart or horizon:terminate')]),
    at: recipe.at,
  };
}

/** How many hosts there are besides those for tests. `www[01:10].example.com` stands for ten. */
function serversOf(hosts: readonly Fact<'use'>[], inventories: readonly Fact<'use'>[]): Resolved<number> {
  const [inventory] = inventories;
  if (inventory) return unknown('the hosts stand in another file', [said(inventory.at, 'takes the hosts from there')]);
  const real = hosts.filter((use) => !staging.test(use.name ?? ''));
  const because = (real.length > 0 ? real : hosts).map(({ at }) => said(at, 'is deployed to'));
  if (hosts.some((use) => use.name === '?')) return unknown('the hosts are computed', because);
  const names = [...new Set(real.map((use) => use.name ?? ''))];
  return known(
    names.reduce((sum, one) => sum + rangeOf(one), 0),
    because,
  );
}

function rangeOf(host: string): number {
  const [, from, to] = /\[(\d+):(\d+)\]/.exec(host) ?? [];
  return from && to ? Math.max(1, Number(to) - Number(from) + 1) : /\[\w+:\w+\]/.test(host) ? 2 : 1;
}
