import type { Holding } from '../../resolve/parts/topology.js';
import { under } from './copies.js';
import type { Image } from './image.js';
import { imageName } from './known-images.js';
import { folderOf } from './paths.js';

/** What an image takes in of the repository; undefined where a build may see the whole of it. `context` is the folder that it is built in, where that is said. */
export function holdingOf(image: Image, context?: string): Holding | undefined {
  if (onlyServesFiles(image)) return 'nothing that runs';
  if (!image.takes || image.takes.some((path) => path.includes('$'))) return undefined;
  const paths = image.takes
    .filter((path) => !/^(https?:|git@|<<)/.test(path))
    .map((path) => path.replace(/^(\.?\/)+|(?<!\/)\/+$/g, '').replace(/^\.$/, ''));
  const contexts = context === undefined ? new Set(['.', image.folder, folderOf(image.folder)]) : new Set([context]);
  return [...contexts].map((folder) => paths.map((path) => under(`/${folder}`, path).slice(1)));
}

/** Servers of files whose official images start them and nothing else, with configuration in place of programs. */
const fileServers = /(^|\/)(nginx(-unprivileged)?|caddy|static-web-server)$/;
const startsServer = /^(\/\S*\/)?(nginx|caddy|static-web-server)$/;

/** Another program may be put beside the server: then something else is started, or a language is installed. */
function onlyServesFiles({ from, entrypoint, command, runs }: Image): boolean {
  const first = (entrypoint ?? command)?.words[0]?.value.split(/\s/)[0];
  return (
    fileServers.test(imageName(from) ?? '') &&
    (first === undefined || startsServer.test(first)) &&
    !runs.some(({ value }) => /\b(php|node|nodejs|python|ruby|java|perl|supervisor|s6)/.test(value))
  );
}
