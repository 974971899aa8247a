import type { Expr } from '../../facts/expr.js';
import type { Fact } from '../../facts/fact.js';
import type { Span } from '../../facts/span.js';
import type { AppParts } from '../../resolve/app.js';
import { known, type Resolved, said, unknown } from '../../resolve/evidence.js';
import type { DeployStep, DeployTarget } from '../../resolve/parts/deploy-step.js';
import { bringsCode, migrates, staging } from '../deploy-commands.js';
import { commandsIn } from '../shell/command-line.js';
import { type Resolution, reader, technology } from '../technology.js';
import { dataExpr } from '../yaml/expr.js';
import { entries, items, roughText, shippedText, within } from '../yaml/values.js';
import { publishedBy } from './published.js';

/** GitHub Actions: what a job runs on the servers that it deploys to. */
export default technology({
  name: 'github-actions',
  title: 'GitHub Actions',
  readers: [
    reader({
      language: 'yaml',
      paths: /(^|\/)\.github\/workflows\/[^/]+\.ya?ml$/,
      mentions: ['ssh'],
      *extract([node], source): Iterable<Fact> {
        if (!node) return;
        const at = { file: source.path, start: node.start, end: node.end };
        yield { kind: 'document', technology: 'github-actions', tree: dataExpr(node, source.path), at };
      },
    }),
    reader({
      language: 'yaml',
      paths: /(^|\/)\.github\/workflows\/[^/]+\.ya?ml$/,
      mentions: ['docker', 'podman'],
      *extract([node], source): Iterable<Fact> {
        if (node) yield* publishedBy(dataExpr(node, source.path));
      },
    }),
  ],
  detect(facts) {
    const first = facts.of('document').find((fact) => fact.technology === 'github-actions');
    return first && { at: { ...first.at, end: first.at.start }, infrastructure: true };
  },
  parts: (app: Resolution): AppParts => ({
    deploySteps: app.facts
      .of('document')
      .filter((fact) => fact.technology === 'github-actions')
      .flatMap(({ tree }) => entries(within(tree, 'jobs')).flatMap(({ value }) => stepsOf(value))),
    deployTargets: app.facts
      .of('document')
      .filter((fact) => fact.technology === 'github-actions')
      .flatMap(({ tree }) => entries(within(tree, 'jobs')).flatMap(({ value }) => targetOf(value))),
  }),
});

/** Commands that a job runs over SSH, once for each server. What it runs on its own machine happens once. */
function stepsOf(job: Expr): readonly DeployStep[] {
  const matrix = entries(within(job, 'strategy', 'matrix')).find(({ key }) => /host|server|node|target/i.test(key));
  const many = matrix && items(matrix.value).length > 1 ? matrix.value.at : undefined;
  return items(within(job, 'steps')).flatMap((step): readonly DeployStep[] => {
    const script = within(step, 'with', 'script');
    const hosts = within(step, 'with', 'host');
    if (script && hosts) {
      const listed = (shippedText(hosts) ?? '').split(',').filter((one) => one.trim() !== '');
      const several = listed.length > 1 ? hosts.at : many;
      return migrationsIn(
        script,
        several,
        said(several ?? hosts.at, several ? 'names several servers' : 'names one server'),
      );
    }
    const run = within(step, 'run');
    const text = roughText(run);
    const loop = /\bfor\s+\w+\s+in\s+(\S{1,200}\s{1,50}\S[^;\n]{0,2000}|\$\w*(HOSTS|SERVERS)\w*)[;\n]/i.exec(text);
    if (!run || !/\bssh\b/.test(text)) return [];
    return migrationsIn(
      run,
      loop ? run.at : many,
      said(many ?? run.at, many || loop ? 'goes to several servers' : 'goes to one server'),
    );
  });
}

/** The servers that the steps of a job bring code to over SSH; hosts that a secret holds are not told. */
function targetOf(job: Expr): readonly DeployTarget[] {
  const hosts = items(within(job, 'steps')).flatMap((step) => hostOf(step) ?? []);
  const [first] = hosts;
  if (!first || entries(within(job, 'strategy', 'matrix')).length > 0) return [];
  const names = new Set(hosts.flatMap(({ names }) => names));
  const because = hosts.map(({ at }) => said(at, 'is sent code'));
  const told = [...names];
  if (told.some((one) => staging.test(one))) return [];
  const servers: Resolved<number> = told.some((one) => one.includes('$'))
    ? unknown('the hosts stand in a secret or a variable', because)
    : known(names.size, because);
  return [{ label: `the workflow ${first.at.file}`, technology: 'github-actions', servers, at: first.at }];
}

/** Where a step brings code: an action that copies over SSH, or one that runs commands which fetch or start it. */
function hostOf(step: Expr): { readonly names: readonly string[]; readonly at: Span } | undefined {
  const uses = shippedText(within(step, 'uses')) ?? '';
  const script = within(step, 'with', 'script');
  const isCopy = /(rsync|scp|ssh-deploy|sftp)/i.test(uses);
  if (isCopy || (script && bringsCode.test(roughText(script)))) {
    const host = ['host', 'remote_host', 'REMOTE_HOST', 'server'].flatMap(
      (key) => within(step, 'with', key) ?? within(step, 'env', key) ?? [],
    )[0];
    if (!host) return undefined;
    const text = shippedText(host) ?? '$';
    return { names: text.split(',').map((one) => one.trim()), at: host.at };
  }
  const run = within(step, 'run');
  const line = roughText(run)
    .split('\n')
    .find((one) => /^\s*ssh\b/.test(one) && bringsCode.test(one));
  const to = line && /\s(?:[\w$.{}-]+@)?([\w$.{}-]+)\s+["']/.exec(line)?.[1];
  return run && to ? { names: [to], at: run.at } : undefined;
}

function migrationsIn(
  script: Expr,
  several: Span | undefined,
  because: ReturnType<typeof said>,
): readonly DeployStep[] {
  const everyServer: Resolved<boolean> = known(several !== undefined, [because]);
  const lines = roughText(script).split('\n');
  const found = lines.find(
    (line) =>
      commandsIn(line, script.at).some((one) => migrates(one.words.map(({ value }) => value).join(' '))) ||
      migrates(line),
  );
  return found
    ? [{ label: found.trim(), technology: 'github-actions', step: 'migrate', everyServer, at: script.at }]
    : [];
}
