import type { Facts } from '../../facts/fact.js';
import type { PublishedImage } from '../../facts/published-image.js';
import { type Image, imageOf } from './image.js';
import { imageName } from './known-images.js';
import { baseName } from './paths.js';

/** The Dockerfile that a pipeline publishes as the image that is pulled, where it is one: under just that tag, or under all tags of its name. */
export function publishedAs(reference: string, facts: Facts): Image | undefined {
  const published = facts.of('published-image');
  const pulled = reference.toLowerCase();
  const name = imageName(pulled);
  const same = published.filter((one) => one.reference === pulled && !pulled.includes('?'));
  const list = same.length > 0 ? same : published.filter((one) => one.reference && imageName(one.reference) === name);
  return oneOf(list, facts);
}

/** The Dockerfile that pipelines publish under a name, in whatever registry and by whomever, where it is one. */
export function publishedUnder(reference: string | undefined, facts: Facts): Image | undefined {
  const name = baseName(imageName(reference) ?? '');
  if (name === '') return undefined;
  return oneOf(
    facts.of('published-image').filter(({ shortName }) => shortName === name),
    facts,
  );
}

/** What all of them are built from, where that is one file and one stage of it. */
function oneOf(published: readonly PublishedImage[], facts: Facts): Image | undefined {
  const [first] = published;
  if (!first || published.some((one) => !isSame(one, first))) return undefined;
  const fact = facts.of('image').find(({ at }) => at.file === first.file);
  return fact && imageOf(fact, first.target, first.given);
}

function isSame({ file, target, given }: PublishedImage, other: PublishedImage): boolean {
  return file === other.file && target === other.target && JSON.stringify(given) === JSON.stringify(other.given);
}
