import type { Span } from '../../facts/span.js';
import type { Resolution } from '../technology.js';
import { folderOf } from './paths.js';

/** Files of one purpose, of which an image takes one by an argument of its build: `COPY nginx_${STAGE:-live}.conf /etc/nginx/nginx.conf`. */
interface Variants {
  readonly folders: readonly string[];
  readonly before: string;
  readonly after: string;
  readonly taken: ReadonlySet<string>;
}

/** Whether a file only stands beside the one that the images in force take: it is of another environment. */
export function isOfAnotherImage({ facts, processes, services }: Resolution): (at: Span) => boolean {
  const containers = [...processes, ...services];
  const all = facts.of('image').flatMap(({ stages, at }) =>
    stages.flatMap(({ copies }) =>
      copies.flatMap(({ stage, sources }): readonly Variants[] => {
        const [source = '', another] = sources;
        const [, before, name = '', fallback, after] = /^([^$]*)\$\{(\w+)(?::-([^}]*))?\}([^$/]*)$/.exec(source) ?? [];
        if (stage !== undefined || another !== undefined || before === undefined || after === undefined) return [];
        if (`${before.slice(before.lastIndexOf('/') + 1)}${after}` === '') return [];
        const built = containers.flatMap((one) => (one.built?.file === at.file ? [one.built.given] : []));
        const values = (built.length > 0 ? built : [{}]).map((given) => (Object.hasOwn(given, name) ? given[name] : fallback));
        const taken = values.flatMap((value) => value ?? []);
        return taken.length < values.length ? [] : [{ folders: ['.', folderOf(at.file)], before, after, taken: new Set(taken) }];
      }),
    ),
  );
  return ({ file }) => {
    const chosen = all.flatMap((one) => one.folders.flatMap((folder) => chosenIn(one, file, folder) ?? []));
    return chosen.length > 0 && !chosen.includes(true);
  };
} // biome-ignore format: one expression

/** Whether the image takes the file; undefined where it is none of them. */
function chosenIn({ before, after, taken }: Variants, file: string, folder: string): boolean | undefined {
  const start = `${folder === '.' ? '' : `${folder}/`}${before.replace(/^\.?\//, '')}`;
  if (!file.startsWith(start) || !file.endsWith(after)) return undefined;
  const middle = file.slice(start.length, file.length - after.length);
  return middle === '' || middle.includes('/') ? undefined : taken.has(middle);
}
