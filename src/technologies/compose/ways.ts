import type { Facts } from '../../facts/fact.js';
import { onceFor } from '../../once.js';
import type { Way } from '../../resolve/parts/way.js';
import { imageOf } from '../docker/image.js';
import { roughText, within as valueIn } from '../yaml/values.js';
import { whyDevelopment } from './dev.js';
import { mountsOf } from './mounts.js';
import { candidatesOf, isBaseFile, isBelow, joined, namedStack, type Stack } from './stacks.js';

/** The stacks that production is taken to be started from, and what is said of all. */
export interface Decision {
  readonly judged: readonly Stack[];
  readonly ways: readonly Way[];
}

interface Weighed {
  readonly stack: Stack;
  /** Why it is not that of production. */
  readonly against?: string;
}

const usualFolders =
  /(^|\/)(deploy|deployments?|docker|install|self-?host(ed|ing)?|hosting|servers?|examples?|prod|production)(\/|$)/i;
const examples = /(^|\/)\.?(examples?|samples?)(\/|$)/i;

/**
 * Of the stacks of a repository, those of production, with the reason for each. What the user names decides before everything else. Several
 * technologies ask for the decision of one app.
 */
export const decide = onceFor(decisionOn);

function decisionOn(facts: Facts): Decision {
  const chosen = facts.of('chosen-way')[0]?.path;
  const candidates = candidatesOf(facts);
  if (chosen !== undefined) return byChoice(chosen, candidates, facts);
  const weighed = candidates.map((stack): Weighed => {
    const against = whyDevelopment(stack, facts);
    return { stack, ...(against ? { against } : {}) };
  });
  const live = withoutStrays(withoutNested(withoutExamples(weighed), facts), facts);
  const judged = live.flatMap(({ stack, against }) => (against ? [] : [stack]));
  const used = new Set([...judged.flatMap(configurationsOf), ...copiedIn(facts)]);
  return {
    judged,
    ways: live.map(({ stack, against }) => ({
      ...wayOf(stack, against === undefined, against ?? whyJudged(stack, live, facts), used),
      ...(against === undefined && isGuessed(stack) ? { guessed: stack.files } : {}),
    })),
  };
} // biome-ignore format: one record

function byChoice(own: string, candidates: readonly Stack[], facts: Facts): Decision {
  const within = candidates.filter(({ folder }) => own === '.' || folder === own || isBelow(folder, own));
  const named = namedStack(facts, own) ?? (within.length === 0 ? namedStack(facts, firstIn(facts, own) ?? '') : undefined);
  const judged = named ? [named] : within;
  const others = candidates.filter((stack) => !judged.includes(stack) && !stack.files.some((file) => named?.files.includes(file)));
  return {
    judged,
    ways: [...judged.map((stack) => wayOf(stack, true, 'is named by --deployment')), ...others.map((stack) => wayOf(stack, false, 'another one is named by --deployment'))],
  };
} // biome-ignore format: lists

/** What a stack mounts where servers and balancers of requests read their configuration. */
function configurationsOf({ folder, services, volumes }: Stack): readonly string[] {
  const mounts = services.flatMap(({ body }) => mountsOf(body, { folder, volumes }));
  return mounts.flatMap(({ source, path }) => (source && /^\.\.?\//.test(source) && configured.test(path) ? [joined(folder, source)] : []));
} // biome-ignore format: one condition

const configured = /^\/((usr\/local\/)?etc\/(nginx|haproxy|apache2|httpd|caddy|traefik|envoy|openresty)|usr\/local\/(openresty\/nginx\/conf|haproxy|apache2\/conf)|opt\/bitnami\/(nginx|apache2?)\/conf)(\/|$)/; // biome-ignore format: one pattern

/** What images take of the repository, by name: it starts with them, whatever else mounts it. */
function copiedIn(facts: Facts): readonly string[] {
  return facts.of('image').flatMap((fact) => imageOf(fact)?.copies.flatMap(({ sources }) => sources) ?? []);
}

/** Any compose file of a folder, where none is of a usual name. */
function firstIn(facts: Facts, folder: string): string | undefined {
  return facts.of('document').find(({ technology, at: { file } }) => technology === 'compose' && file.startsWith(`${folder}/`))?.at.file;
} // biome-ignore format: one condition

/** Examples speak where nothing else does, and where there are not many of them. */
function withoutExamples(all: readonly Weighed[]): readonly Weighed[] {
  const isExample = ({ stack }: Weighed) => examples.test(stack.folder) && !stack.services.some(({ body }) => valueIn(body, 'build'));
  const live = all.filter(({ against }) => against === undefined);
  const alone = live.every(isExample) && live.length <= 2;
  return all.map((one) => (one.against || alone || !isExample(one) ? one : { ...one, against: 'is an example' }));
} // biome-ignore format: conditions

/** Of stacks below each other one is meant: that for production, else the one that somebody is told to start, else the outer one. */
function withoutNested(all: readonly Weighed[], facts: Facts): readonly Weighed[] {
  const rank = ({ stack }: Weighed) => (stack.production ? 2 : 0) + (whoStarts(stack, facts) ? 1 : 0);
  return all.map((one) => {
    if (one.against) return one;
    const around = all.filter((other) => other !== one && isBelow(one.stack.folder, other.stack.folder));
    const stronger = around.find((other) => !other.against && rank(other) >= rank(one));
    if (stronger) return { ...one, against: `${stronger.stack.files[0]} is the way of the whole` };
    // below a stack for development only what is likely to be meant for servers
    if (around.some(({ against }) => against) && rank(one) === 0 && !usualFolders.test(one.stack.folder))
      return { ...one, against: 'lies below a stack for development' };
    const inner = all.find((other) => other !== one && !other.against && isBelow(other.stack.folder, one.stack.folder) && rank(other) > rank(one));
    return inner ? { ...one, against: `${inner.stack.files.at(-1)} ${inner.stack.production ? 'is named for production' : 'is the one that people are told to start'}` } : one;
  });
} // biome-ignore format: conditions

/** Beside a stack in a place for deployments, one elsewhere that nobody starts is no way of its own, unless it has code of its own. */
function withoutStrays(all: readonly Weighed[], facts: Facts): readonly Weighed[] {
  const isUsual = ({ stack }: Weighed) => stack.production || usualFolders.test(stack.folder) || stack.folder === '.';
  const usual = all.find((one) => !one.against && isUsual(one));
  if (!usual) return all;
  const manifests = facts.of('dependency').map(({ at }) => at.file);
  return all.map((one) => {
    const { folder } = one.stack;
    if (one.against || isUsual(one) || whoStarts(one.stack, facts)) return one;
    if (!buildsOthersOnly(one.stack) && manifests.some((file) => file.startsWith(`${folder}/`))) return one;
    return { ...one, against: `${usual.stack.files[0]} is in a place for deployments` };
  });
} // biome-ignore format: one condition

/** What it builds stands outside of its folder: the code beside it is not what it starts. */
function buildsOthersOnly({ services }: Stack): boolean {
  const contexts = services.flatMap(({ body }) => {
    const build = valueIn(body, 'build');
    return build ? [roughText(build.is === 'map' ? valueIn(build, 'context') : build)] : [];
  });
  return contexts.length > 0 && contexts.every((context) => context.startsWith('..'));
}

/** The file with a line that starts just this stack. */
function whoStarts(stack: Stack, facts: Facts): string | undefined {
  const found = facts
    .of('started-way')
    .find(({ technology, files, folder }) => technology === 'compose' && (files.length > 0 ? files.every((file) => stack.files.includes(file)) : folder === stack.folder && stack.files.length === 1 && isBaseFile(stack.files[0] ?? '')));
  return found?.at.file;
} // biome-ignore format: one condition

function whyJudged(stack: Stack, all: readonly Weighed[], facts: Facts): string {
  const starter = whoStarts(stack, facts);
  if (stack.production)
    return starter ? `is named for production, and ${starter} starts it` : 'is named for production';
  if (starter) return `${starter} starts it`;
  if (examples.test(stack.folder)) return 'is an example, and nothing else is there';
  return all.length > 1 ? 'nothing says that it is for developing or tests' : 'is the only one';
}

/** It builds its images where it runs and starts nothing again: developers work so as well, and no name says what it is for. */
function isGuessed({ production, services }: Stack): boolean {
  const has = (key: string) => services.some(({ body }) => valueIn(body, key) !== undefined);
  return !production && has('build') && !has('restart') && !has('deploy');
}

function wayOf(stack: Stack, judged: boolean, why: string, used: ReadonlySet<string> = new Set()): Way {
  const at = { file: stack.files[0] ?? stack.folder, start: 0, end: 0 };
  const included = stack.includes.filter((folder) => folder !== '.' && folder !== stack.folder);
  const label = stack.files.join(' + ');
  if (judged) return { label, technology: 'compose', judged, why, at };
  const configured = [...new Set(configurationsOf(stack).filter((path) => !used.has(path)))];
  const [first, ...more] = configured;
  const alone =
    first === undefined ? '' : `, and alone mounts ${first}${more.length > 0 ? ` and ${more.length} more` : ''}`;
  return { label, technology: 'compose', judged, why: `${why}${alone}`, at, folders: [...included, ...configured] };
}
