import type { Fact, Facts } from '../../facts/fact.js';
import { type BuildArguments, type ImageCommand, type ImageStage, withArguments } from '../../facts/image.js';
import type { Span } from '../../facts/span.js';
import { folderNamed, type PackageRun, type Packages, packageRun } from '../../facts/workspace.js';
import type { EnvironmentEntry } from '../../resolve/parts/topology.js';
import { originsOf, type PlacedCopy, placedCopies, under } from './copies.js';
import { movedCopies } from './moved.js';
import { folderOf } from './paths.js';

/** What a Dockerfile makes: the stage that is built, with what it inherits from earlier stages. */
export interface Image {
  readonly file: string;
  readonly folder: string;
  /** The name of the stage, where it has one. */
  readonly stage?: string;
  readonly from: string;
  readonly entrypoint?: ImageCommand;
  readonly command?: ImageCommand;
  readonly environment: ImageStage['environment'];
  readonly healthcheck?: ImageStage['healthcheck'];
  readonly volumes: ImageStage['volumes'];
  readonly ports: ImageStage['ports'];
  readonly stopSignal?: ImageStage['stopSignal'];
  /** Files of the build's context, those that come through other stages too, each with where it stands in the image. */
  readonly copies: readonly PlacedCopy[];
  /** All paths of the build's context that it or a stage which it copies from takes in; undefined where a build sees the whole of it. */
  readonly takes?: readonly string[];
  readonly packages?: Packages;
  /** The arguments that its build is given. */
  readonly given?: BuildArguments;
  /** Where its commands run. */
  readonly workdir: string;
  readonly runs: ImageStage['runs'];
  /** Those of the stages before it too, which files may come from. */
  readonly builds: ImageStage['runs'];
  readonly at: ImageStage['at'];
}

/** The image that a build makes with what it is given: the stage asked for, else the last one. */
export function imageOf(file: Fact<'image'>, target?: string, given: BuildArguments = {}): Image | undefined {
  const fact = { ...file, stages: file.stages.map((stage) => builtWith(given, stage)) };
  const index =
    target === undefined
      ? fact.stages.length - 1
      : fact.stages.findIndex(({ name }) => name?.toLowerCase() === target.toLowerCase());
  const stage = fact.stages[index];
  const image = stage && inherited(fact, index, new Map());
  return image && Object.keys(given).length > 0 ? { ...image, given } : image;
}

function builtWith(given: BuildArguments, stage: ImageStage): ImageStage {
  const put = (text: string) => withArguments(text, given);
  return {
    ...stage,
    environment: stage.environment.map((entry) => ({ ...entry, value: put(entry.value) })),
    copies: stage.copies.map((copy) => ({
      ...copy,
      sources: copy.sources.map(put),
      target: put(copy.target),
      ...(copy.workdir === undefined ? {} : { workdir: put(copy.workdir) }),
    })),
    ...(stage.workdir === undefined ? {} : { workdir: put(stage.workdir) }),
  };
}

/** Every stage that could be deployed: the last, and others that are named like production and start something. */
export function shippedImages(fact: Fact<'image'>): readonly Image[] {
  const last = imageOf(fact);
  const names = fact.stages
    .slice(0, -1)
    .flatMap(({ name }) => (name && /(^|[-_])(prod|production|release|runtime|final)/i.test(name) ? [name] : []));
  const more = names
    .flatMap((name) => imageOf(fact, name) ?? [])
    .filter(({ command, entrypoint }) => command ?? entrypoint);
  if (!last || !isForDevelopment(last.stage)) return [...(last ? [last] : []), ...more];
  return more.length > 0 ? more : [beforeDevelopment(fact) ?? last];
}

function isForDevelopment(stage: string | undefined): boolean {
  return stage !== undefined && /(^|[-_])(dev|devel|development|test|tests|debug|local)([-_]|$)/i.test(stage);
}

/** Where only stages for development come last: the last of the others that starts something and that no other one of them is built on. */
function beforeDevelopment(fact: Fact<'image'>): Image | undefined {
  const others = fact.stages.filter(({ name }) => !isForDevelopment(name));
  const leaves = others.filter(
    ({ name }) => name && !others.some(({ from }) => from.toLowerCase() === name.toLowerCase()),
  );
  return leaves
    .toReversed()
    .flatMap(({ name }) => imageOf(fact, name) ?? [])
    .find(({ command, entrypoint }) => command ?? entrypoint);
}

/** A stage that rests on more stages than this was not written by anybody. */
const mostStages = 100;

/** What a stage is with all that it rests on; each stage is put together once. */
function inherited(fact: Fact<'image'>, index: number, made: Map<number, Image>, depth = 0): Image | undefined {
  const known = made.get(index);
  const stage = fact.stages[index];
  if (known || !stage || depth >= mostStages) return known;
  const image = imageFrom(fact, stage, index, (at) => inherited(fact, at, made, depth + 1));
  made.set(index, image);
  return image;
}

function imageFrom(
  fact: Fact<'image'>,
  stage: ImageStage,
  index: number,
  stageAt: (index: number) => Image | undefined,
): Image {
  const parentIndex = fact.stages
    .slice(0, index)
    .findLastIndex(({ name }) => name?.toLowerCase() === stage.from.toLowerCase());
  const parent = parentIndex < 0 ? undefined : stageAt(parentIndex);
  const entrypoint = stage.entrypoint ?? parent?.entrypoint;
  // Docker forgets an inherited CMD when the stage sets an ENTRYPOINT of its own.
  const command = stage.command ?? (stage.entrypoint ? undefined : parent?.command);
  const healthcheck = stage.healthcheck ?? parent?.healthcheck;
  const stopSignal = stage.stopSignal ?? parent?.stopSignal;
  const workdir = parent?.workdir ?? '/';
  const stageNamed = (name: string): Image | undefined => {
    const named = fact.stages.slice(0, index).findLastIndex((one) => one.name?.toLowerCase() === name.toLowerCase());
    const from = named < 0 && /^\d+$/.test(name) && Number(name) < index ? Number(name) : named;
    return from < 0 ? undefined : stageAt(from);
  };
  const takes = takenBy(stage, [...(parent ? [parent] : []), ...stage.copies.flatMap((copy) => (copy.stage === undefined ? [] : (stageNamed(copy.stage) ?? [])))]); // biome-ignore format: one call
  const end = stage.workdir === undefined ? workdir : under(workdir, stage.workdir);
  const copies = [
    ...(parent?.copies ?? []),
    ...placedCopies(stage.copies, workdir, (name) => stageNamed(name)?.copies ?? []),
  ];
  return {
    file: fact.at.file,
    folder: folderOf(fact.at.file),
    ...(stage.name ? { stage: stage.name } : {}),
    from: parent?.from ?? stage.from,
    ...(entrypoint ? { entrypoint } : {}),
    ...(command ? { command } : {}),
    ...(healthcheck && healthcheck.value !== 'NONE' ? { healthcheck } : {}),
    ...(stopSignal ? { stopSignal } : {}),
    environment: [...(parent?.environment ?? []), ...stage.environment],
    volumes: [...(parent?.volumes ?? []), ...stage.volumes],
    ports: [...(parent?.ports ?? []), ...stage.ports],
    copies: [
      ...copies,
      ...movedCopies(stage.runs, copies, { workdir: end, ...(fact.packages ? { packages: fact.packages } : {}) }),
    ],
    ...(takes ? { takes } : {}),
    ...(fact.packages ? { packages: fact.packages } : {}),
    workdir: end,
    runs: [...(parent?.runs ?? []), ...stage.runs],
    builds: fact.stages.slice(0, index + 1).flatMap(({ runs }) => runs),
    at: stage.at,
  };
}

/** A command may be shown the context besides (Dockerfile reference, RUN --mount=type=bind: the build context where no other source is named). */
function takenBy({ copies, runs }: ImageStage, others: readonly Image[]): readonly string[] | undefined {
  const isShown = runs.some(({ value }) => value.includes('--mount=type=bind'));
  if (isShown || others.some(({ takes }) => !takes)) return undefined;
  const own = copies.flatMap(({ stage, sources }) => (stage === undefined ? sources : []));
  return [...new Set([...own, ...others.flatMap(({ takes = [] }) => takes)])];
}

/** Folders of the repository that an image stands for: that of its Dockerfile, and what lies where its commands run. */
export function placesOf(image: Image, context = '.'): readonly string[] {
  const [origin] = originsOf(image.copies, image.workdir);
  if (!origin || origin === '.') return [image.folder];
  return [image.folder, below(context, origin)];
}

/** Folders of the repository that hold what an image starts, or the manifest that lies where its commands run. */
export function startedIn(
  image: Image,
  context = '.',
  words: readonly string[] = wordsOf(image),
  main?: Span,
): readonly string[] {
  const parts = words.flatMap((word) => word.split(/[\s"']+/));
  const named = runsOf(words).flatMap(({ within }) => folderNamed(within, image.packages ?? {}) ?? []);
  const files = [
    ...parts.filter((part) => /^[\w@./-]+\.[cm]?[jt]s$|^[\w@./-]+\.(py|rb|php|sh)$/.test(part)),
    'package.json',
  ];
  const origins = files.flatMap((path) => originsOf(image.copies, under(image.workdir, path)).map(folderOf));
  const within = [...new Set([...named, ...origins])].filter((one) => one !== '.').map((one) => below(context, one));
  // a script of the workspace's root that starts one of a package leads there
  const manifest = main && /(^|\/)package\.json$/.test(main.file) ? [folderOf(main.file)] : [];
  return [...within, ...manifest];
}

/** Commands of package managers among the words of a start, behind programs that pass them on and in lines for a shell too. */
function runsOf(words: readonly string[]): readonly PackageRun[] {
  const lines = [words, ...words.flatMap((word) => word.split(/&&|;/).map((line) => line.trim().split(/\s+/)))];
  return lines.flatMap((line) => line.flatMap((_, index) => packageRun(line.slice(index)) ?? []));
}

function wordsOf({ entrypoint, command }: Image): readonly string[] {
  return [...(entrypoint?.words ?? []), ...(command?.words ?? [])].map(({ value }) => value);
}

function below(context: string, path: string): string {
  return context === '.' ? path : `${context}/${path}`;
}

/** The variables that an image sets, each once; an empty one counts as not set, and so does one that the build puts together. */
export function environmentOfImage(image: Image | undefined): readonly EnvironmentEntry[] {
  const last = new Map((image?.environment ?? []).map((entry) => [entry.name, entry]));
  return [...last.values()]
    .filter(({ name, value }) => value !== '' && !value.includes('$') && name !== 'PATH')
    .map(({ name, value, at }) => ({ name, value: { is: 'literal', value, at } }));
}

/** The Dockerfile of a path, or of a folder (`Dockerfile` in it). */
export function dockerfileAt(facts: Facts, path: string): Fact<'image'> | undefined {
  const images = facts.of('image');
  const wanted = path === '.' ? 'Dockerfile' : `${path}/Dockerfile`;
  return (
    images.find(({ at }) => at.file === path) ?? images.find(({ at }) => at.file.toLowerCase() === wanted.toLowerCase())
  );
}
