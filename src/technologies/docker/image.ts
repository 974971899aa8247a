import type { Fact, Facts } from '../../facts/fact.js';
import type { ImageCommand, ImageStage } from '../../facts/image.js';
import type { EnvironmentEntry } from '../../resolve/parts/topology.js';
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
  readonly copies: ImageStage['copies'];
  readonly runs: ImageStage['runs'];
  readonly at: ImageStage['at'];
}

/** The image that a build makes: the stage asked for, else the last one. */
export function imageOf(fact: Fact<'image'>, target?: string): Image | undefined {
  const index =
    target === undefined
      ? fact.stages.length - 1
      : fact.stages.findIndex(({ name }) => name?.toLowerCase() === target.toLowerCase());
  const stage = fact.stages[index];
  return stage && inherited(fact, stage, index);
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
  const dev = last?.stage !== undefined && /(^|[-_])(dev|development|test|debug|local)([-_]|$)/i.test(last.stage);
  return [...(last && !(dev && more.length > 0) ? [last] : []), ...more];
}

/** A stage that rests on more stages than this was not written by anybody. */
const mostStages = 100;

function inherited(fact: Fact<'image'>, stage: ImageStage, index: number, depth = 0): Image {
  const parentIndex = fact.stages
    .slice(0, index)
    .findLastIndex(({ name }) => name?.toLowerCase() === stage.from.toLowerCase());
  const parentStage = fact.stages[parentIndex];
  const parent = parentStage && depth < mostStages ? inherited(fact, parentStage, parentIndex, depth + 1) : undefined;
  const entrypoint = stage.entrypoint ?? parent?.entrypoint;
  // Docker forgets an inherited CMD when the stage sets an ENTRYPOINT of its own.
  const command = stage.command ?? (stage.entrypoint ? undefined : parent?.command);
  const healthcheck = stage.healthcheck ?? parent?.healthcheck;
  const stopSignal = stage.stopSignal ?? parent?.stopSignal;
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
    copies: [...(parent?.copies ?? []), ...stage.copies],
    runs: [...(parent?.runs ?? []), ...stage.runs],
    at: stage.at,
  };
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
