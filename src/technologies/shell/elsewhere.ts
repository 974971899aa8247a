import type { Expr } from '../../facts/expr.js';
import type { Facts } from '../../facts/fact.js';
import type { Span } from '../../facts/span.js';
import type { StepKind } from './steps.js';

/**
 * Where the repository does a step of the start already, once for all copies: an instruction of an image for what is built, a job, a release
 * phase or a hook of the deployment for what changes data. `by` is the place that starts the copies: what deploys them in another way does
 * nothing for them.
 */
export function doneElsewhere(kind: StepKind, facts: Facts, by: Span): Span | undefined {
  if (kind.step === 'build' || kind.step === 'collect-static')
    return facts
      .of('image')
      .flatMap(({ stages }) => stages.flatMap(({ runs }) => runs))
      .find(({ value }) => kind.when.test(value))?.at;
  // a deploy by hand or by a pipeline: `docker compose run --rm web ./manage.py migrate`, before it brings the containers up
  const run = facts
    .of('use')
    .find(
      ({ technology, what, name }) => technology === 'compose' && what === 'run-once' && kind.when.test(name ?? ''),
    );
  if (run) return run.at;
  return [...releases(facts, by)].find((texts) => kind.when.test(texts.map(({ text }) => text).join(' ')))?.[0]?.at;
}

interface Text {
  readonly text: string;
  readonly at: Span;
}

const once = /^Job$/;

/** The words of everything that a deployment runs once: jobs and hooks of a cluster, release phases of platforms, services that end. */
function* releases(facts: Facts, by: Span): Iterable<readonly Text[]> {
  for (const { technology, tree, at } of facts.of('document')) {
    // a container knows no Procfile (docs.docker.com; devcenter.heroku.com, container-registry-and-runtime)
    if (technology === 'procfile' && at.file !== by.file) continue;
    if (technology === 'kubernetes' && tree.is === 'map') {
      const kind = tree.entries.find(({ key }) => key === 'kind')?.value;
      if (kind?.is === 'literal' && once.test(String(kind.value))) yield textsIn(tree);
    } else yield* phases(tree);
  }
  // Kamal runs it once, on the machine that deploys (basecamp/kamal 2, docs: hooks)
  for (const { commands, at } of facts.of('shell-script'))
    if (/(^|\/)\.kamal\/hooks\/pre-deploy$/.test(at.file))
      yield commands.flatMap(({ words }) => words.map(({ value, at: place }) => ({ text: value, at: place })));
  for (const { name, command, at } of facts.of('script')) if (name === 'release') yield [{ text: command, at }];
}

const phase =
  /^(release|release_command|preDeployCommand|pre_deploy|pre-deploy|predeploy|postdeploy|pre_deploy_command|migrations?|migrate)$/i;

/** What stands below a key that names a phase of the deploy, or a service that only migrates. */
function* phases(expr: Expr): Iterable<readonly Text[]> {
  if (expr.is === 'list') for (const item of expr.items) yield* phases(item);
  if (expr.is !== 'map') return;
  for (const { key, value } of expr.entries) {
    if (phase.test(key)) yield textsIn(value);
    else yield* phases(value);
  }
}

function textsIn(expr: Expr): readonly Text[] {
  switch (expr.is) {
    case 'literal':
      return [{ text: String(expr.value), at: expr.at }];
    case 'text':
      return expr.parts.flatMap(textsIn);
    case 'list':
      return expr.items.flatMap(textsIn);
    case 'map':
      return expr.entries.flatMap(({ value }) => textsIn(value));
    default:
      return [];
  }
}
