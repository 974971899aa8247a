import type { Fact, Facts } from '../../facts/fact.js';
import { onceFor } from '../../once.js';
import { dockerfileAt, type Image, imageOf } from '../docker/image.js';
import { imageName, knownImage } from '../docker/known-images.js';
import { baseName } from '../docker/paths.js';
import { roughText, shippedText, within } from '../yaml/values.js';
import { type ComposeService, joined, type Stack } from './stacks.js';

/** The image that a service is built from, as far as its Dockerfile is here; nothing of its start is followed. */
export function builtImage(service: ComposeService, stack: Stack, facts: Facts): Image | undefined {
  const build = within(service.body, 'build');
  const context = contextOf(service, stack);
  if (!build) return publishedImage(service, stack, facts);
  const file = shippedText(within(build, 'dockerfile'));
  // Built from a repository by its address: a Dockerfile of just that path is this repository's.
  const own = !context && file?.includes('/') ? facts.of('image').find(({ at }) => at.file === file) : undefined;
  if (own) return imageOf(own, shippedText(within(build, 'target')));
  if (!context) return undefined;
  const fact = dockerfileAt(facts, file ? joined(context, file) : context);
  return fact && imageOf(fact, shippedText(within(build, 'target')));
}

/** The app's own images that the services of a stack pull; each service asks. */
const pulledIn = onceFor((stack: Stack): ReadonlySet<string | undefined> => {
  const nameOf = ({ body }: ComposeService) => imageName(roughText(within(body, 'image')));
  const built = stack.services.filter(({ body }) => within(body, 'build'));
  const pulled = stack.services
    .filter((service) => !built.includes(service))
    .map(nameOf)
    .filter((name) => name !== undefined && !knownImage(name));
  // what a stack builds is the app's own; of what it pulls beside, only the same under its name
  const own = built.length > 0 ? pulled.filter((name) => built.some((service) => nameOf(service) === name)) : pulled;
  // of several images the one that several services start in different roles is the app
  const shared = new Set(own.filter((name, index) => own.indexOf(name) !== index));
  return shared.size === 1 ? shared : new Set(own);
});

/** A stack that pulls the app's image, of which there is one, means the Dockerfile that lies beside it. */
function publishedImage(service: ComposeService, stack: Stack, facts: Facts): Image | undefined {
  const own = imageName(roughText(within(service.body, 'image')));
  const pulled = pulledIn(stack);
  if (own === undefined || knownImage(own)) return undefined;
  const named = own.includes('/') ? namesakesIn(facts).get(baseName(own)) : undefined;
  if (named === undefined && (pulled.size !== 1 || !pulled.has(own))) return undefined;
  const fact = named ?? dockerfileAt(facts, stack.folder);
  const image = fact && imageOf(fact);
  return image && (named || !knownImage(image.from)) ? image : undefined;
}

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
