import { imageName, type KnownImage } from './known-images.js';

/** What says where a container of an image keeps its data. */
export interface DataPlace {
  readonly kind: KnownImage;
  readonly reference: string;
  /** The command, and the names of variables, that may move the folder. */
  readonly told: string;
  readonly paths: readonly string[];
}

/** What is mounted to be read or to be thrown away: configuration, scripts of the first start, logs. */
const aside =
  /^\/(usr\/local\/)?etc\/|\/docker-entrypoint[\w-]*\.d(\/|$)|^\/var\/log(\/|$)|\.(conf|cnf|ini|sql|sh|ya?ml|json|acl|pem|crt|key)$/;

/**
 * The mounts that keep what the image writes. Images of the projects themselves write to one folder unless they are told of another; a volume
 * beside it, or above a folder that the image has a volume of its own for, stays empty.
 */
export function keptAt({ kind, reference, told, paths }: DataPlace): readonly string[] {
  const likely = paths.filter((path) => kind.data.test(path) && !aside.test(path));
  const own = ownFolders.find(({ when }) => when.test(`${imageName(reference) ?? ''}:${tagOf(reference)}`));
  if (!own || own.moves.test(told) || paths.some((path) => path.endsWith('.conf'))) return likely;
  return likely.filter((path) => own.keeps.test(path));
}

function tagOf(reference: string): string {
  return /:([\w.-]+)$/.exec(reference.replace(/@sha256:.*/s, ''))?.[1] ?? '';
}

const ownFolders: readonly { readonly when: RegExp; readonly keeps: RegExp; readonly moves: RegExp }[] = [
  // docker-library/redis 7.4 and valkey-io/valkey-container 8, Dockerfile: WORKDIR and VOLUME /data, where redis-server writes (`dir ./`)
  { when: /^(library\/)?redis:|^(library\/|valkey\/)?valkey:/, keeps: /^\/data(\/|$)/, moves: /--dir\b|\.conf\b|\$|\.sh\b/ },
  // docker-library/postgres 9 to 17, Dockerfile: VOLUME /var/lib/postgresql/data is mounted over what lies above it; 18 has it at /var/lib/postgresql
  { when: /^(library\/)?postgres:(9|1[0-7])\b/, keeps: /^(?!\/var\/lib\/postgresql\/?$)/, moves: /\bPGDATA\b|\s-D\s/ },
]; // biome-ignore format: one table
