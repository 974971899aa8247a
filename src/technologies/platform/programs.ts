import { type Expr, literalText } from '../../facts/expr.js';
import type { Fact, Facts } from '../../facts/fact.js';
import type { Located, Span } from '../../facts/span.js';
import type { EnvironmentEntry, Mount } from '../../resolve/parts/topology.js';
import { folderOf } from '../docker/paths.js';
import { entries, items, roughText, shippedText, within } from '../yaml/values.js';
import { tasksOf } from './ecs.js';

/** Something that a platform's file starts, or a step that it runs. */
export interface Program {
  readonly platform: string;
  readonly name: string;
  readonly command?: string;
  /** The same as words that no shell splits. */
  readonly words?: readonly Located<string>[];
  readonly copies?: { readonly count: number; readonly at: Span };
  /** How many copies an app begins with, until somebody scales it. */
  readonly begins?: { readonly count: number; readonly at: Span };
  /** Where it answers health checks. */
  readonly health?: { readonly path: string; readonly at: Span };
  /** A disk of one machine, which keeps a second copy from starting. */
  readonly disk?: { readonly path: string; readonly at: Span };
  readonly environment?: readonly EnvironmentEntry[];
  /** What it is given besides a disk, by the path that it has there. */
  readonly mounts?: readonly Mount[];
  /** Seconds between the signal to stop and the kill. */
  readonly grace?: { readonly seconds: number; readonly at: Span };
  /** Data stores that are started with every copy of it. */
  readonly stores?: readonly { readonly image: string; readonly at: Span }[];
  /** The Dockerfile that its image is built by, as written. */
  readonly builtBy?: string;
  /** Its command stands in the place of the image's own. */
  readonly overImage?: true;
  /** `release`: once per deploy. */
  readonly kind: 'process' | 'release';
  readonly at: Span;
}

/** Everything that the platform files start. */
export function programsOf(facts: Facts): readonly Program[] {
  return startedIn(facts).map((program) => (/^(procfile|heroku)$/.test(program.platform) ? { ...program, ...begunBeside(program, facts) } : program));
} // biome-ignore format: one expression

/** `app.json` beside the file says it, or that of the repository where one file alone starts processes: a buildpack may take a folder for the app. */
function begunBeside({ name, at }: Program, facts: Facts): Pick<Program, 'begins'> {
  const told = facts.of('setting').filter(({ technology, key }) => technology === 'heroku' && key === `formation.${name}`);
  const files = facts.of('document').filter(({ technology }) => /^(procfile|heroku)$/.test(technology));
  const begins = told.find((one) => folderOf(one.at.file) === folderOf(at.file)) ?? (files.length === 1 ? told.find((one) => folderOf(one.at.file) === '.') : undefined);
  const { copies } = copiesOf(begins?.value);
  return copies ? { begins: copies } : {};
} // biome-ignore format: conditions

function startedIn(facts: Facts): readonly Program[] {
  return facts.of('document').flatMap((fact): readonly Program[] => {
    switch (fact.technology) {
      case 'procfile':
        return procfile(fact);
      case 'platform-sh':
        return platformSh(fact);
      case 'render':
        return render(fact);
      case 'fly':
        return fly(fact);
      case 'digitalocean':
        return digitalOcean(fact);
      case 'railway':
        return railway(fact);
      case 'heroku':
        return heroku(fact);
      case 'ecs':
        return tasksOf(fact);
      default:
        return [];
    }
  });
}

function procfile({ tree }: Fact<'document'>): readonly Program[] {
  return entries(tree).map(({ key, value }) => ({
    platform: 'procfile',
    name: key,
    command: literalText(value) ?? '',
    kind: key === 'release' ? 'release' : 'process',
    at: value.at,
  }));
}

function platformSh({ tree }: Fact<'document'>): readonly Program[] {
  const programs: Program[] = [];
  const start = within(tree, 'web', 'commands', 'start');
  if (start) programs.push({ platform: 'platform.sh', name: 'web', command: roughText(start), kind: 'process', at: start.at });
  for (const { key, value } of entries(within(tree, 'workers'))) {
    const command = within(value, 'commands', 'start');
    if (command) programs.push({ platform: 'platform.sh', name: key, command: roughText(command), kind: 'process', at: command.at });
  }
  return programs;
} // biome-ignore format: one line a program

function render({ tree }: Fact<'document'>): readonly Program[] {
  return items(within(tree, 'services')).flatMap((service): readonly Program[] => {
    const type = shippedText(within(service, 'type'));
    if (!type || /^(redis|keyvalue|static)$/.test(type) || shippedText(within(service, 'env')) === 'static') return [];
    const name = within(service, 'name');
    const health = within(service, 'healthCheckPath');
    const disk = within(service, 'disk');
    const before = within(service, 'preDeployCommand');
    const own: Program = {
      platform: 'render',
      name: type === 'web' ? 'web' : type === 'cron' ? 'cron' : 'worker',
      command: roughText(within(service, 'startCommand') ?? within(service, 'dockerCommand')),
      environment: items(within(service, 'envVars')).flatMap((item) => {
        const value = within(item, 'value');
        return value ? [{ name: roughText(within(item, 'key')), value }] : [];
      }),
      ...copiesOf(within(service, 'numInstances') ?? within(service, 'scaling', 'minInstances')),
      ...(health ? { health: { path: roughText(health), at: health.at } } : {}),
      ...(disk ? { disk: { path: roughText(within(disk, 'mountPath')), at: disk.at } } : {}),
      kind: 'process',
      at: name?.at ?? service.at,
    };
    return [own, ...(before ? [{ platform: 'render', name: 'release', command: roughText(before), kind: 'release' as const, at: before.at }] : [])];
  });
} // biome-ignore format: one record

function fly({ tree }: Fact<'document'>): readonly Program[] {
  const service = within(tree, 'http_service') ?? items(within(tree, 'services'))[0];
  const mount = items(within(tree, 'mounts'))[0] ?? within(tree, 'mounts') ?? items(within(tree, 'mount'))[0];
  const release = within(tree, 'deploy', 'release_command');
  const check = items(within(service, 'checks'))[0] ?? items(within(service, 'http_checks'))[0];
  const path = within(check, 'path');
  const named = entries(within(tree, 'processes'));
  const programs = (named.length > 0 ? named : [undefined]).map((process): Program => {
    const web = process === undefined || /^(app|web)$/.test(process.key);
    return {
      platform: 'fly.io',
      name: process === undefined || process.key === 'app' ? 'web' : process.key,
      ...(process ? { command: roughText(process.value) } : {}),
      ...(web ? copiesOf(within(service, 'min_machines_running')) : {}),
      ...(web && path ? { health: { path: roughText(path), at: path.at } } : {}),
      ...(mount ? { disk: { path: roughText(within(mount, 'destination')), at: mount.at } } : {}),
      environment: entries(within(tree, 'env')).map(({ key, value }) => ({ name: key, value })),
      kind: 'process',
      at: process?.value.at ?? within(tree, 'app')?.at ?? tree.at,
    };
  });
  return release ? [...programs, { platform: 'fly.io', name: 'release', command: roughText(release), kind: 'release', at: release.at }] : programs;
} // biome-ignore format: one record

function digitalOcean({ tree }: Fact<'document'>): readonly Program[] {
  const spec = within(tree, 'spec') ?? tree;
  return (['services', 'workers', 'jobs'] as const).flatMap((kind) =>
    items(within(spec, kind)).map((one): Program => {
      const health = within(one, 'health_check', 'http_path');
      return {
        platform: 'digitalocean',
        name: kind === 'services' ? 'web' : kind === 'workers' ? 'worker' : 'release',
        command: roughText(within(one, 'run_command')),
        ...copiesOf(within(one, 'instance_count') ?? within(one, 'autoscaling', 'min_instance_count')),
        ...(health ? { health: { path: roughText(health), at: health.at } } : {}),
        kind: kind === 'jobs' ? 'release' : 'process',
        at: within(one, 'name')?.at ?? one.at,
      };
    }),
  );
}

function railway({ tree }: Fact<'document'>): readonly Program[] {
  const deploy = within(tree, 'deploy');
  if (!deploy) return [];
  const health = within(deploy, 'healthcheckPath');
  const before = within(deploy, 'preDeployCommand');
  const own: Program = {
    platform: 'railway',
    name: 'web',
    command: roughText(within(deploy, 'startCommand')),
    ...(within(deploy, 'startCommand') ? { overImage: true as const } : {}),
    ...copiesOf(within(deploy, 'numReplicas')),
    ...(health ? { health: { path: roughText(health), at: health.at } } : {}),
    kind: 'process',
    at: within(deploy, 'startCommand')?.at ?? deploy.at,
  };
  return [own, ...(before ? [{ platform: 'railway', name: 'release', command: roughText(before), kind: 'release' as const, at: before.at }] : [])];
} // biome-ignore format: one record

/** A process may take the image of another one (devcenter.heroku.com, build-docker-images-heroku-yml). */
function heroku({ tree }: Fact<'document'>): readonly Program[] {
  const builds = within(tree, 'build', 'docker');
  return entries(within(tree, 'run')).map(({ key, value }) => {
    const builtBy = shippedText(within(builds, key) ?? within(builds, shippedText(within(value, 'image')) ?? key));
    return {
      platform: 'heroku',
      name: key,
      command: roughText(value.is === 'map' ? items(within(value, 'command'))[0] : value),
      ...(builtBy ? { builtBy } : {}),
      kind: 'process',
      at: value.at,
    };
  });
}

function copiesOf(expr: Expr | undefined): Pick<Program, 'copies'> {
  const count = Number(shippedText(expr));
  return expr && !Number.isNaN(count) ? { copies: { count, at: expr.at } } : {};
}
