import type { Expr } from '../../facts/expr.js';
import type { Fact } from '../../facts/fact.js';
import type { Span } from '../../facts/span.js';
import type { AppParts } from '../../resolve/app.js';
import { known, type Resolved, said } from '../../resolve/evidence.js';
import type { DeployStep } from '../../resolve/parts/deploy-step.js';
import { migrates } from '../deploy-commands.js';
import { commandsIn } from '../shell/command-line.js';
import { type Resolution, reader, technology } from '../technology.js';
import { dataExpr } from '../yaml/expr.js';
import { entries, items, roughText, shippedText, within } from '../yaml/values.js';

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
