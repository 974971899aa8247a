import type { ExprEntry } from '../../facts/expr.js';
import type { Fact, Facts } from '../../facts/fact.js';
import type { DataNode } from '../../parse/data.js';
import type { Source } from '../../read/source.js';
import type { AppParts } from '../../resolve/app.js';
import { known, said, unknown } from '../../resolve/evidence.js';
import type { InnerService } from '../../resolve/parts/inner-service.js';
import type { Process } from '../../resolve/parts/topology.js';
import type { Repair } from '../../resolve/repair.js';
import { dockerfileAt, type Image, imageOf, placesOf, startedIn } from '../docker/image.js';
import { knownImage } from '../docker/known-images.js';
import { containerParts, type RunningContainer } from '../docker/parts.js';
import { folderOf } from '../docker/paths.js';
import { publishedAs } from '../docker/published-as.js';
import { roleOf } from '../docker/roles.js';
import { dataProgramOf } from '../shell/data-programs.js';
import { follow } from '../shell/follow.js';
import type { Start } from '../shell/start.js';
import { type AnyReader, reader, technology } from '../technology.js';
import { dataExpr } from '../yaml/expr.js';
import { herokuFacts } from './heroku.js';
import { placementsOf } from './placements.js';
import { type Program, programsOf } from './programs.js';
import { sampleWays, withoutSamples } from './samples.js';

const yamlFiles: readonly (readonly [string, RegExp])[] = [
  ['platform-sh', /(^|\/)\.platform\.app\.ya?ml$/],
  ['render', /(^|\/)render\.ya?ml$/],
  ['digitalocean', /(^|\/)\.do\/[^/]*\.ya?ml$/],
  ['heroku', /(^|\/)heroku\.ya?ml$/],
];

/** Files of hosting platforms: what they start, in how many copies, and what they run at a deploy. */
export default technology({
  name: 'platform',
  title: 'platform files',
  readers: [
    reader({ language: 'json', paths: /(^|\/)app\.json$/, mentions: ['"buildpacks"', '"addons"', '"formation"', '"env"'], extract: (node, source) => herokuFacts(node, source.path) }),
    reader({ language: 'yaml', paths: /(^|\/)heroku\.ya?ml$/, mentions: ['buildpacks', 'addons'], extract: ([node], source) => herokuFacts(node, source.path) }),
    ...yamlFiles.map(([name, paths]): AnyReader =>
      reader({ language: 'yaml', paths, extract: (documents, source) => documents.slice(0, 1).map((node) => documentFact(name, node, source)) }),
    ),
    reader({ language: 'toml', paths: /(^|\/)fly\.toml$/, extract: (node, source) => [documentFact('fly', node, source)] }),
    reader({ language: 'toml', paths: /(^|\/)railway\.toml$/, extract: (node, source) => [documentFact('railway', node, source)] }),
    reader({ language: 'json', paths: /(^|\/)railway\.json$/, extract: (node, source) => [documentFact('railway', node, source)] }),
    reader({ language: 'json', paths: /(^|\/)[^/]*task[-_.]?def[^/]*\.json$/i, mentions: ['containerDefinitions'], extract: (node, source) => [documentFact('ecs', node, source)] }),
    reader({ language: 'text', paths: /(^|\/)Procfile$/, extract: (text, source) => [procfileFact(text, source.path)] }),
    reader({ language: 'text', paths: /\.nomad(\.hcl)?$|(^|\/)nomad\/.*\.hcl$|(^|\/)copilot\/[^/]+\/manifest\.ya?ml$/, mentions: ['job "', 'image:'], extract: (text, source) => [unreadFact(text, source.path)] }),
  ],
  detect: () => undefined,
  ways: sampleWays,
  deployment,
}); // biome-ignore format: one reader a line

function documentFact(name: string, node: DataNode, source: Source): Fact {
  const at = { file: source.path, start: node.start, end: node.end };
  return { kind: 'document', technology: name, tree: dataExpr(node, source.path), at };
}

/** A file of an orchestrator that is not read: that it starts something is all that is known. */
function unreadFact(text: string, file: string): Fact {
  const end = text.indexOf('\n');
  return {
    kind: 'use',
    technology: 'platform',
    what: 'not-read',
    at: { file, start: 0, end: end < 0 ? text.length : end },
  };
}

/** `web: command` on lines of their own. */
function procfileFact(text: string, file: string): Fact {
  const entries: ExprEntry[] = [];
  for (const line of text.matchAll(/^([A-Za-z0-9_-]+):[ \t]*(?![ \t])(.*)/gm)) {
    const value = (line[2] ?? '').trimEnd();
    const end = line.index + line[0].trimEnd().length;
    entries.push({ key: line[1] ?? '', value: { is: 'literal', value, at: { file, start: end - value.length, end } } });
  }
  const at = { file, start: 0, end: text.length };
  return { kind: 'document', technology: 'procfile', tree: { is: 'map', entries, at }, at };
}

function deployment(all: Facts): AppParts {
  const facts = withoutSamples(all);
  const programs = programsOf(facts);
  const containers = programs.filter(({ kind }) => kind === 'process').map((program) => containerOf(program, facts));
  const parts = containerParts(containers, facts);
  return {
    ...parts,
    placements: placementsOf(facts),
    unseen: [
      ...(parts.unseen ?? []),
      ...facts
        .of('use')
        .flatMap(({ technology: name, what, at }) =>
          name === 'platform' && what === 'not-read'
            ? [{ at, says: 'starts processes in a format that is not read: what it starts was not judged' }]
            : [],
        ),
    ],
    // Platforms tell every process of a machine to stop, also those behind a shell; a container of a task is told as any container is.
    gracefulStops: (parts.gracefulStops ?? []).filter(({ at }) =>
      programs.some(({ platform, at: { file } }) => platform === 'ecs' && file === at.file),
    ),
    innerServices: [...innerServicesOf(programs), ...storesOf(programs)],
    processes: containers.map(({ process }) => process),
  };
}

/** Platforms give every line a machine of its own; a line that starts a data store is for one machine that runs all of them. */
function innerServicesOf(programs: readonly Program[]): readonly InnerService[] {
  return programs.flatMap(({ platform, command = '', name, at }): readonly InnerService[] => {
    const row = platform === 'procfile' ? dataProgramOf(command.trim().split(/\s+/)) : undefined;
    const app = programs.find((one) => one.at.file === at.file && one.name !== name);
    if (!row || !app) return [];
    const runs = known(true, [said(at, 'is started beside the app, on the same machine')]);
    return [
      { label: row.engine, technology: platform, engine: row.engine, role: row.role, beside: app.name, runs, at },
    ];
  });
}

/** Data stores that are started with every copy of a program. */
function storesOf(programs: readonly Program[]): readonly InnerService[] {
  return programs.flatMap(({ platform, name, stores = [] }) =>
    stores.flatMap(({ image, at }): readonly InnerService[] => {
      const kind = knownImage(image);
      if (!kind || kind.role === 'proxy' || kind.role === 'other' || kind.role === 'search' || kind.role === 'object-store') return [];
      const runs = known(true, [said(at, `is started with every copy of ${name}`)]);
      return [{ label: kind.engine, technology: platform, engine: kind.engine, role: kind.role, beside: name, runs, at }];
    }),
  );
} // biome-ignore format: one record

function begunWith({ begins, name }: Program): Pick<Process, 'begins' | 'repairs'> {
  if (!begins) return {};
  const repair: Repair = {
    title: `Begin with two copies of ${name}`,
    safety: 'unsafe',
    lastly: true,
    changes: [{ is: 'replace', at: begins.at, text: '2' }],
    needs: [`An app that is there already keeps its number: heroku ps:scale ${name}=2`, 'Keys, sessions, files and jobs have to be where both copies reach them'],
  };
  return { begins: known(begins.count, [said(begins.at, `begins with ${begins.count} ${begins.count === 1 ? 'copy' : 'copies'}`)]), repairs: { replicas: repair } };
} // biome-ignore format: one sentence per line

/** The image that a program runs, where its file names one; one that only gives a published image another name holds what that holds. */
function imageOfProgram(program: Program, facts: Facts): Image | undefined {
  const folder = folderOf(program.at.file);
  const path = folder === '.' ? program.builtBy : `${folder}/${program.builtBy}`;
  const fact = program.builtBy && path ? dockerfileAt(facts, path) : undefined;
  const own = fact ? imageOf(fact) : undefined;
  if (!own || own.copies.length > 0) return own;
  return publishedAs(own.from, facts) ?? startingAlike(program, facts) ?? own;
}

/** The image of the repository that starts the same program at the same path. */
function startingAlike({ command = '' }: Program, facts: Facts): Image | undefined {
  const path = command.trim().split(/\s+/)[0] ?? '';
  if (!path.startsWith('/')) return undefined;
  const alike = facts.of('image').flatMap((fact) => {
    const image = imageOf(fact);
    const words = [...(image?.entrypoint?.words ?? []), ...(image?.command?.words ?? [])];
    return image && words.some(({ value }) => value.split(/\s+/).includes(path)) ? [image] : [];
  });
  return alike.length === 1 ? alike[0] : undefined;
}

function startOf(program: Program, image: Image | undefined): Start {
  return {
    ...(image ? { built: image.builds.map(({ value }) => value) } : {}),
    words: program.words ?? [{ value: program.command ?? '', at: program.at }],
    shell: program.words === undefined,
    folders: [folderOf(program.at.file)],
    variable: () => undefined,
    at: program.at,
  };
}

function containerOf(program: Program, facts: Facts): RunningContainer {
  const image = imageOfProgram(program, facts);
  const start = startOf(program, image);
  const started = program.command || program.words ? follow(start, facts) : undefined;
  const { name, platform, copies, health, disk, mounts = [], environment = [], grace, at } = program;
  const role = /^(worker|cron|clock|scheduler)/.test(name) ? (name.startsWith('worker') ? 'worker' : 'scheduler') : roleOf({ name, published: name === 'web', restarts: true, command: program.command ?? '' }); // biome-ignore format: one choice
  const process: Process = {
    name,
    technology: platform,
    role,
    // its own file lies above all apps
    ...(image ? { folders: placesOf(image), starts: startedIn(image) } : { folders: [folderOf(at.file)] }),
    ...(program.command ? { command: program.command } : {}),
    replicas: copies
      ? known(copies.count, [said(copies.at, `asks for ${copies.count} copies`)])
      : unknown('the platform keeps the number of copies outside of the repository', [said(at, 'does not say how many')]),
    pinned: disk ? [said(disk.at, 'has a disk that one machine can mount')] : [],
    environment,
    ...(grace ? { stopGraceSeconds: known(grace.seconds, [said(grace.at, `stops within ${grace.seconds} s`)]) } : {}),
    volumes: mounts.length > 0 ? mounts : disk ? [{ path: disk.path, reach: known('server', [said(disk.at, 'is the disk of one machine')]), readOnly: false, at: disk.at }] : [],
    ports: [],
    restarts: known(true, [said(at, `${platform} restarts what it runs`)]),
    ...(health ? { health: known(true, [said(health.at, `is asked at ${health.path}`)]) } : {}),
    balanced: role === 'web',
    ...(copies || disk ? { reachOfFile: 'many-hosts' as const } : {}),
    ...begunWith(program),
    at,
  }; // biome-ignore format: one record
  return { process, ...(started ? { start, started } : {}) };
}
