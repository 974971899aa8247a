import type { Facts } from '../../facts/fact.js';
import { type Image, imageOf } from './image.js';
import { imageName } from './known-images.js';

/** The Dockerfile that a pipeline publishes as the image that is pulled, where it is one: under just that tag, or under all tags of its name. */
export function publishedAs(reference: string, facts: Facts): Image | undefined {
  const published = facts.of('published-image');
  const pulled = reference.toLowerCase();
  const name = imageName(pulled);
  const same = published.filter((one) => one.reference === pulled && !pulled.includes('?'));
  const list = same.length > 0 ? same : published.filter((one) => one.reference && imageName(one.reference) === name);
  const [first] = list;
  if (!first || list.some(({ file, target }) => file !== first.file || target !== first.target)) return undefined;
  const fact = facts.of('image').find(({ at }) => at.file === first.file);
  return fact && imageOf(fact, first.target);
}
