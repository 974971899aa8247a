import type { Expr } from '../../facts/expr.js';
import type { Fact, Facts } from '../../facts/fact.js';
import type { BuildArguments } from '../../facts/image.js';
import { onceFor } from '../../once.js';
import type { Process } from '../../resolve/parts/topology.js';
import { givenBy } from '../docker/build-command.js';
import { dockerfileAt, type Image, imageOf } from '../docker/image.js';
import { imageName, knownImage } from '../docker/known-images.js';
import { baseName } from '../docker/paths.js';
import { publishedAs } from '../docker/published-as.js';
import { entries, items, roughText, shippedText, within } from '../yaml/values.js';
import { type ComposeService, joined, type Stack } from './stacks.js';

/** The image that a service is built from, as far as its Dockerfile is here; nothing of its start is followed. */
export function builtImage(service: ComposeService, stack: Stack, facts: Facts): Image | undefined {
  const build = within(service.body, 'build');
  const context = contextOf(service, stack);
  if (!build) return publishedImage(service, stack, facts);
  const file = shippedText(within(build, 'dockerfile'));
  // Built from a repository by its address: a Dockerfile of just that path is this repository's.
  const own = !context && file?.includes('/') ? facts.of('image').find(({ at }) => at.file === file) : undefined;
  if (own) return imageOf(own, shippedText(within(build, 'target')), argumentsOf(build));
  if (!context) return undefined;
  const fact = dockerfileAt(facts, file ? joined(context, file) : context);
  return fact && imageOf(fact, shippedText(within(build, 'target')), argumentsOf(build));
}

/** `args` as a map or as a list of `NAME=value` (compose-spec, build.md). */
function argumentsOf(build: Expr): BuildArguments {
  const args = within(build, 'args');
  const texts = items(args).map((item) => shippedText(item) ?? '');
  return (
    givenBy([...texts, ...entries(args).map(({ key, value }) => `${key}=${shippedText(value) ?? '?'}`)]).given ?? {}
  );
}

/** What a container is built from, as it is told of it. */
export function builtFrom(image: Image | undefined): Pick<Process, 'built'> {
  return image ? { built: { file: image.file, given: image.given ?? {} } } : {};
}

/** The app's own images that the services of a stack pull; each service asks. */
const pulledIn = onceFor((stack: Stack): ReadonlySet<string | undefined> => {
  const built = stack.services.filter(({ body }) => within(body, 'build'));
  const pulled = stack.services
    .filter((service) => !built.includes(service))
    .map((service) => (knownImage(plainName(service)) ? undefined : nameIn(stack, service)))
    .filter((name) => name !== undefined);
  // what a stack builds is the app's own; of what it pulls beside, only the same under its name
  const own =
    built.length > 0 ? pulled.filter((name) => built.some((service) => nameIn(stack, service) === name)) : pulled;
  // of several images the one that several services start in different roles is the app
  const shared = new Set(own.filter((name, index) => own.indexOf(name) !== index));
  return shared.size === 1 ? shared : new Set(own);
});

function referenceOf({ body }: ComposeService): string {
  return roughText(within(body, 'image')).toLowerCase();
}

function plainName(service: ComposeService): string | undefined {
  return imageName(referenceOf(service));
}

/** Names that stand in a stack under several tags: those are several images. */
const told = onceFor((stack: Stack): ReadonlySet<string | undefined> => {
  const names = stack.services.map(plainName);
  const first = new Map(stack.services.map((service) => [plainName(service), referenceOf(service)]));
  return new Set(
    names.filter((name, index) => first.get(name) !== referenceOf(stack.services[index] as ComposeService)),
  );
});

/** What an image is called in its stack: with its tag where the tag tells it apart. */
function nameIn(stack: Stack, service: ComposeService): string | undefined {
  const name = plainName(service);
  return told(stack).has(name) ? referenceOf(service) : name;
}

/** A stack that pulls the app's image means the Dockerfile that it is published from; of which there is one, that which lies beside it. */
function publishedImage(service: ComposeService, stack: Stack, facts: Facts): Image | undefined {
  const own = nameIn(stack, service);
  const pulled = pulledIn(stack);
  if (own === undefined || knownImage(plainName(service))) return undefined;
  const published = publishedAs(referenceOf(service), facts);
  if (published) return published;
  const named = own.includes('/')
    ? (namesakesIn(facts).get(/:([\w-]+)$/.exec(own)?.[1] ?? baseName(own)) ?? siblingOf(own, stack, facts))
    : undefined;
  if (named === undefined && (pulled.size !== 1 || !pulled.has(own))) return undefined;
  const fact = named ?? dockerfileAt(facts, stack.folder);
  const image = fact && imageOf(fact);
  return image && (named || !knownImage(image.from)) ? image : undefined;
}

/** Of `acme/shop-api` and `acme/shop-web` the file that ends in `api`, where each of them has one. */
function siblingOf(own: string, stack: Stack, facts: Facts): Fact<'image'> | undefined {
  const [, product, part] = /^([^:@]+)-([a-z0-9]+)$/i.exec(own) ?? [];
  if (product === undefined || part === undefined) return undefined;
  const pulled = new Set(stack.services.map(plainName));
  const parts = [...pulled].flatMap((name) =>
    name?.startsWith(`${product}-`) ? [name.slice(product.length + 1)] : [],
  );
  const files = namesakesIn(facts);
  return parts.length > 1 && parts.every((one) => files.get(one)) ? files.get(part) : undefined;
}

/**
 * Files that ship although their names say otherwise: a pipeline publishes them under a name that a stack pulls. What is pushed under a name that only
 * the running pipeline knows may be the same image: such a push of another file leaves it open.
 */
export function publishedForStacks(facts: readonly Fact[]): ReadonlySet<string> {
  const published = facts.filter((fact) => fact.kind === 'published-image');
  const stacks = facts.filter((fact) => fact.kind === 'document').filter(({ technology }) => technology === 'compose');
  const services = stacks.flatMap(({ tree }) => entries(within(tree, 'services')).map(({ value }) => value));
  const names = new Set(services.map((body) => imageName(roughText(within(body, 'image')))));
  return new Set(
    published
      .filter(({ reference }) => reference && names.has(imageName(reference)))
      .filter(({ file, reference }) => published.every((other) => other.file === file || (other.reference && imageName(other.reference) !== imageName(reference))))
      .map(({ file }) => file),
  );
} // biome-ignore format: one list

/** Files of images by the folder that each stands in or the ending that it bears; only names that one of them has. */
const namesakesIn = onceFor((facts: Facts): ReadonlyMap<string, Fact<'image'> | undefined> => {
  const named = new Map<string, Fact<'image'> | undefined>();
  for (const fact of facts.of('image')) {
    const name = /(?:^|\/)Dockerfile[.-]([\w-]+)$|(?:^|\/)([^/]+)\/Dockerfile$/i.exec(fact.at.file)?.slice(1).join('').toLowerCase();
    if (name) named.set(name, named.has(name) ? undefined : fact);
  }
  return named;
}); // biome-ignore format: one expression

export function contextOf(service: ComposeService, stack: Stack): string | undefined {
  const build = within(service.body, 'build');
  if (!build) return undefined;
  const context = build.is === 'map' ? (shippedText(within(build, 'context')) ?? '.') : shippedText(build);
  return context === undefined || /^(https?|git)/.test(context) ? undefined : joined(stack.folder, context);
}
