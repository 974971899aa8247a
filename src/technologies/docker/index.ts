import type { Facts } from '../../facts/fact.js';
import type { AppParts } from '../../resolve/app.js';
import { known, said, unknown } from '../../resolve/evidence.js';
import { containersOf, imagesForDevelopment } from '../compose/index.js';
import { imageOfFile, kamalFiles } from '../kamal/roles.js';
import { programsOf } from '../platform/programs.js';
import { scheduleOf } from '../schedule-command.js';
import type { Started } from '../shell/start.js';
import { reader, technology } from '../technology.js';
import { dockerfileAt, environmentOfImage, type Image, placesOf, shippedImages, startedIn } from './image.js';
import { imageFact } from './image-file.js';
import { knownImage } from './known-images.js';
import { knownStart } from './known-starts.js';
import { askedOf, containerParts, type RunningContainer } from './parts.js';
import { baseName, folderOf } from './paths.js';
import { roleOf, workersIn } from './roles.js';
import { startedBy } from './started.js';

export default technology({
  name: 'docker',
  title: 'Docker',
  readers: [
    reader({
      language: 'dockerfile',
      paths:
        /(^|\/)(Dockerfile|Containerfile)([-_.](?![^/]*(template|tmpl|tpl|j2|erb|dockerignore)$)[^/]*)?$|\.(dockerfile|containerfile)$/i,
      extract: (tree, source) => [imageFact(tree, source.path, source.text.length)],
    }),
  ],
  detect(facts) {
    const [file] = facts.of('image');
    return file && { at: { ...file.at, end: file.at.start }, infrastructure: true };
  },
  deployment,
});

/** Images that no deployment file of the repository starts: what they start by themselves is what ships. */
function deployment(facts: Facts): AppParts {
  const deployed = new Set([
    ...containersOf(facts).flatMap(({ image }) => image?.file ?? []),
    ...kamalFiles(facts).flatMap((file) => imageOfFile(file, facts)?.file ?? []),
    // a platform that says what is started in place of the image's own words
    ...programsOf(facts).flatMap(({ overImage, at }) =>
      overImage ? (dockerfileAt(facts, folderOf(at.file))?.at.file ?? []) : [],
    ),
  ]);
  const servers = facts
    .of('image')
    .filter(({ at }) => !deployed.has(at.file))
    .flatMap((fact) => shippedImages(fact))
    .filter((image) => isServer(image));
  // Of several images, one that only a stack for development builds is not what is shipped.
  const forDevelopment = imagesForDevelopment(facts);
  const others = servers.filter(({ file }) => !forDevelopment.all.has(file));
  const holding = servers.filter(({ file }) => !forDevelopment.empty.has(file));
  const images = others.length > 0 || deployed.size > 0 ? others : holding;
  const containers = withoutCopies(
    images.flatMap((image) => {
      const main = containerOf(image, facts);
      return [main, ...otherStarts(image, main).map((other) => containerOf(other, facts, startOf(other)))];
    }),
  );
  return { ...containerParts(containers, facts), processes: containers.map(({ process }) => process) };
}

const credential = /_(USER|USERNAME|PASSWORD|HOST|DATABASE|DB|URL|DSN|URI)$/;

/** Something of the app's own that is started and stays: not a tool, a database with a plugin, or a builder. */
function isServer(image: Image): boolean {
  if (!image.entrypoint && !image.command && !knownStart(image.from, undefined)?.before.length) return false;
  if (holdsNoApp(image)) return false;
  const base = knownImage(image.from);
  if (base && base.role !== 'other' && !keepsSeveral(image)) return false;
  return (
    !/(^|[/._-])(test|tests|e2e|ci|dev|debug|builder|cli|tools?|maildev|playwright|cypress|docs)([/._-]|$)/i.test(
      image.file,
    ) && !/^(test|dev|debug|cli)/i.test(image.stage ?? '')
  );
}

/** Images of languages and systems: nothing of an app is in them. */
const plainBase =
  /^(docker\.io\/)?(library\/)?(ruby|node|python|php|golang|rust|debian|ubuntu|alpine|buildpack-deps)(:(?!.*onbuild)|$)/;

/** It starts a shell, or a file by a path from its folder, and nothing ever puts files there: a developer mounts his own over it. */
function holdsNoApp({ from, copies, builds, entrypoint, command }: Image): boolean {
  if (copies.length > 0 || !plainBase.test(from)) return false;
  if (
    builds.some(({ value }) =>
      /\bgit\b.{0,60}\bclone\b|\btar\b|\bunzip\b|\bcreate-project\b|\binstall\b.{0,40}\s-g\b/.test(value),
    )
  )
    return false;
  const [first, ...more] = (entrypoint ?? command)?.words.map(({ value }) => value) ?? [];
  return (
    first !== undefined && (/^\.\/[\w./-]+$/.test(first) || (more.length === 0 && /^(\/bin\/)?(ba|z)?sh$/.test(first)))
  );
}

/**
 * Further entry points that an image is given (`chmod +x docker/worker-entrypoint.sh`) and that it does not start by itself: whoever runs the image starts
 * its other processes by them.
 */
function otherStarts(image: Image, { started }: RunningContainer): readonly Image[] {
  const { command: _, healthcheck: __, ...rest } = image;
  const files = new Set(started?.reached.map(({ command }) => command.at.file));
  const own = [...(image.entrypoint?.words ?? []), ...(image.command?.words ?? [])].map(({ value }) => baseName(value));
  const isReached = (path: string) => own.includes(baseName(path)) || [...files].some((file) => baseName(file) === baseName(path));
  return image.runs.flatMap(({ value, at }) =>
    value
      .split(/&&|;|\n/)
      .map((line) => line.trim().split(/\s+/))
      .flatMap(([command, , ...paths]) => (command === 'chmod' ? paths : []))
      .filter((path) => /entrypoint/.test(baseName(path)) && !/dev|test|\*|\$/.test(path) && !isReached(path))
      .map((path): Image => {
        const word = { value: path.startsWith('/') ? path : `./${path.replace(/^\.\//, '')}`, at };
        return { ...rest, ports: [], entrypoint: { form: 'exec', words: [word], at } };
      }),
  );
} // biome-ignore format: one condition a line

/** A manager of processes is what it starts: whatever the image is made of, its base is one of several programs then. */
function keepsSeveral({ entrypoint, command }: Image): boolean {
  const words = [...(entrypoint?.words ?? []), ...(command?.words ?? [])].map(({ value }) => value).join(' ');
  return /(^|[\s/])(supervisord|s6-svscan|runsvdir|my_init|foreman|honcho|overmind)\b|^\/init\b/.test(words);
}

function startOf({ entrypoint }: Image): string {
  return baseName(entrypoint?.words[0]?.value ?? '').replace(/\.(sh|bash)$/, '');
}

function containerOf(image: Image, facts: Facts, name = nameOf(image)): RunningContainer {
  const variable = (name: string) => {
    const set = image.environment.findLast((entry) => entry.name === name);
    if (set === undefined) return '';
    return set.value.includes('$') ? undefined : set.value;
  };
  // Without a deployment file, what every deployment must say counts as said.
  const given = (name: string) => (variable(name) === '' && credential.test(name) ? 'given' : variable(name));
  const start = { image, folders: [image.folder], at: image.at };
  const followed = startedBy({ ...start, variable: given }, facts);
  const bare = startedBy({ ...start, variable }, facts);
  const command = followed?.started.main?.text;
  const workers = workersIn(command);
  const place = image.command?.at ?? image.entrypoint?.at ?? image.at;
  return {
    image,
    ...(followed ?? {}),
    ...(bare ? { bare } : {}),
    process: {
      name,
      technology: 'dockerfile',
      role: roleOf({
        name: baseName(image.file),
        published: image.ports.length > 0,
        serves: true,
        restarts: false,
        ...(command ? { command } : {}),
      }),
      folders: placesOf(image),
      starts: startedIn(image, undefined, undefined, followed?.started.main?.command.at),
      image: image.file,
      ...(command ? { command } : {}),
      ...firesOf(bare?.started),
      replicas: unknown('a Dockerfile does not say how many copies run', []),
      ...(workers === undefined
        ? {}
        : { workers: known(workers, [said(place, `starts ${workers} server processes`)]) }),
      pinned: [],
      environment: environmentOfImage(image),
      volumes: image.volumes.map(({ value, at }) => ({
        path: value,
        reach: known('server', [said(at, 'is a volume of one host unless the deployment says otherwise')]),
        readOnly: false,
        at,
      })),
      ports: [],
      health: known(image.healthcheck !== undefined, [
        said(
          image.healthcheck?.at ?? place,
          image.healthcheck ? 'is the health check of the image' : 'the image has no health check',
        ),
      ]),
      ...(image.healthcheck ? { probePaths: askedOf(image.healthcheck.value, image.healthcheck.at) } : {}),
      at: place,
    },
  };
}

/** What an image starts that is given nothing, all of its programs: a schedule among it, or none. */
function firesOf(started: Started | undefined): Pick<RunningContainer['process'], 'fires'> {
  if (!started || started.lost.length > 0) return {};
  const ways = [started, ...started.programs.map((program) => program.started)];
  if (ways.some(({ lost, unseen }) => lost.length + unseen.length > 0)) return {};
  return {
    fires: ways.some(({ reached }) =>
      reached.some(({ runs, text }) => runs !== false && scheduleOf(text) !== undefined),
    ),
  };
}

/** The folder names the image, unless it says nothing (`src`, `docker`). */
function nameOf({ folder, file }: Image): string {
  const parts = folder.split('/').filter((part) => !/^(\.|src|app|docker|build|deploy|production|prod)$/.test(part));
  return parts.at(-1) ?? baseName(file);
}

/** Images that are generated for many versions start the same: one speaks for all. */
function withoutCopies(containers: readonly RunningContainer[]): readonly RunningContainer[] {
  const seen = new Set<string>();
  const sorted = containers.toSorted((a, b) => (a.image?.file.length ?? 0) - (b.image?.file.length ?? 0));
  return sorted.filter(({ started, process }) => {
    const what = started?.reached.map(({ text }) => text).join('\n') ?? '';
    if (what === '' || started === undefined || started.reached.length < 4) return true;
    const key = `${process.role} ${what.slice(0, 20000)}`;
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}
