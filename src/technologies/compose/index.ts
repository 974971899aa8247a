import type { Facts } from '../../facts/fact.js';
import { onceFor } from '../../once.js';
import type { AppParts } from '../../resolve/app.js';
import { driftsBetween } from '../docker/drift.js';
import { containerParts } from '../docker/parts.js';
import { publishedKeys } from '../docker/published-keys.js';
import { reader, technology } from '../technology.js';
import { dataExpr } from '../yaml/expr.js';
import { within } from '../yaml/values.js';
import { isWithoutApp, whyDevelopment } from './dev.js';
import { builtImage, contextOf } from './images.js';
import { mountsOf, withCodeVolumes, withScriptFolders } from './mounts.js';
import { type Container, containerOf, processOf, serviceOf } from './services.js';
import { candidatesOf } from './stacks.js';
import { standingsIn } from './standing.js';
import { copiesIn, refusals, runsIn, startsIn } from './starts.js';
import { decide } from './ways.js';

export default technology({
  name: 'compose',
  title: 'Docker Compose',
  readers: [
    reader({
      language: 'yaml',
      paths: /(^|\/)((docker-|podman-)?compose[^/]*|stack[^/]*|swarm[^/]*)\.ya?ml(\.(dist|example|sample))?$/i,
      mentions: ['services', 'include:'],
      feeds: ['processes', 'services'],
      *extract(documents, source) {
        for (const node of documents.slice(0, 1))
          yield {
            kind: 'document',
            technology: 'compose',
            tree: dataExpr(node, source.path, { variables: true }),
            at: { file: source.path, start: node.start, end: node.end },
          };
        yield* refusals(source.text, source.path);
        yield* startsIn(
          source.text.replace(/^[^#\n]*$/gm, (line) => ' '.repeat(line.length)),
          source.path,
        );
      },
    }),
    reader({
      language: 'text',
      paths:
        /(^|\/)(README|INSTALL|DEPLOY(MENT|ING)?)(\.(md|rst|txt|adoc))?$|(^|\/)([Mm]akefile|GNUmakefile|justfile|Taskfile\.ya?ml|package\.json)$|\.(sh|bash)$|^\.github\/workflows\/[^/]+\.ya?ml$/i,
      mentions: ['compose', '.env'],
      *extract(text, source) {
        // a line that goes on in the next one, with the line ends of Windows too; no place moves by it
        const lines = text.replaceAll('\\\r\n', '\\\n ');
        yield* startsIn(lines, source.path);
        yield* runsIn(lines, source.path);
        yield* copiesIn(text, source.path);
      },
    }),
  ],
  detect(facts) {
    const file = facts.of('document').find(({ technology: name }) => name === 'compose');
    return file && { at: { ...file.at, end: file.at.start }, infrastructure: true };
  },
  ways: (facts) => decide(facts).ways,
  deployment,
});

/** The containers of the production stacks: Docker and compose ask for those of one app. */
export const containersOf = onceFor((facts: Facts): readonly Container[] =>
  decide(facts).judged.flatMap((stack) => stack.services.map((service) => containerOf(service, stack, facts))),
);

interface Desks {
  readonly all: ReadonlySet<string>;
  readonly empty: ReadonlySet<string>;
}

/** Dockerfiles that only stacks for development build; `empty` are those without the app in them, which no server can start. */
export const imagesForDevelopment = onceFor((facts: Facts): Desks => {
  const built = candidatesOf(facts).flatMap((stack) => {
    const isDev = whyDevelopment(stack, facts) !== undefined;
    return stack.services.flatMap((service) => {
      const file = builtImage(service, stack, facts)?.file;
      return file ? [{ file, isDev, isEmpty: isDev && isWithoutApp(service, contextOf(service, stack), facts) }] : [];
    });
  });
  const others = new Set(built.flatMap(({ file, isDev }) => (isDev ? [] : [file])));
  const own = built.filter(({ file }) => !others.has(file));
  return {
    all: new Set(own.map(({ file }) => file)),
    empty: new Set(own.filter(({ isEmpty }) => isEmpty).map(({ file }) => file)),
  };
});

function deployment(facts: Facts): AppParts {
  const all = containersOf(facts);
  const proxied = new Set(all.filter(({ kind }) => kind?.role === 'proxy').flatMap(sourcesOf));
  const own = all.flatMap((container) => {
    const process = processOf(container);
    return process ? [{ process, container }] : [];
  });
  const standings = standingsIn(own, all);
  const started = own.map(({ process, container }) => {
    const standing = standings.get(process);
    const sharers = (source: string) =>
      all
        .filter((other) => other.stack === container.stack && sourcesOf(other).includes(source))
        .map(({ service: { name } }) => name);
    const volumes = withScriptFolders(withCodeVolumes(process.volumes, proxied, sharers), container.started);
    return { process: { ...process, volumes, ...(standing ? { standing } : {}) }, container };
  });
  const parts = containerParts(started.map(({ process, container: { image, start, started: followed } }) => ({
    process,
    ...(image ? { image } : {}),
    ...(start && followed ? { start, started: followed } : {}),
  })), facts); // biome-ignore format: one call
  return {
    ...parts,
    secrets: [
      ...(parts.secrets ?? []),
      ...publishedKeys(
        started.map(({ process, container }) => ({
          process,
          imageAt: within(container.service.body, 'image')?.at ?? process.at,
        })),
      ),
    ],
    processes: started.map(({ process }) => process),
    drifts: driftsBetween(started.map(({ process }) => process)),
    services: all.flatMap((container) => serviceOf(container) ?? []),
  };
}

function sourcesOf({ service, stack }: Container): readonly string[] {
  return mountsOf(service.body, { folder: stack.folder, volumes: stack.volumes }).flatMap(({ source }) => source ?? []);
}
