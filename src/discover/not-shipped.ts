import { posix } from 'node:path';
import { parseDockerfile } from '../parse/dockerfile.js';
import { isWithin } from './app-folder.js';
import { isImage, type ReadManifest } from './app-signs.js';
import type { FileRef } from './file-ref.js';
import { baseName, folderOf } from './limits.js';

/** Files by which platforms are told to start what lies beside them (fly.io, Vercel, Netlify, Render, App Engine, Heroku, Railway, DigitalOcean). */
const OWN_START =
  /^(fly([-_.][\w.-]+)?\.toml|vercel\.json|netlify\.toml|render\.ya?ml|app\.(ya?ml|json)|Procfile|railway\.(json|toml)|nixpacks\.toml|serverless\.ya?ml|wrangler\.(toml|jsonc?)|ecosystem\.config\.[cm]?js|.*\.service)$/;
/** Files that may start, anywhere in a repository, what they name by its folder. */
const STARTING =
  /(^|\/)((docker-)?compose[^/]*\.ya?ml|Procfile[^/]*|[^/]*\.(tf|hcl|conf|service|sh|bash|toml|ya?ml)|Makefile|package\.json|ecosystem\.config\.[cm]?js)$/;
const SCRIPT = /\.(sh|bash)$|(^|\/)(Makefile|package\.json)$/;

/**
 * Apps that nothing in the repository puts on a server, where an image takes in others by their folders: tools of developers, programs for other
 * machines. Not where any file that starts something names them, nor where an image takes in all that lies around them.
 */
export function notShipped(
  apps: Iterable<string>,
  files: readonly FileRef[],
  readManifest: ReadManifest,
): readonly string[] {
  const shipped = files.filter(({ role }) => role === 'shipped' || role === 'ci').map(({ path }) => path);
  const images = shipped.filter((path) => isImage(baseName(path)));
  const taken = images.flatMap((path) => takenIn(path, readManifest(path) ?? ''));
  const inner = [...apps].filter((app) => app !== '.');
  const isImaged = (app: string) => images.some((path) => isWithin(path, app));
  const isNamedByImage = inner.some((app) => !isImaged(app) && taken.some((path) => isWithin(path, app)));
  if (!isNamedByImage) return [];
  const isTaken = (app: string) => taken.some((path) => isWithin(app, path) || isWithin(path, app));
  const isStarting = (path: string) => OWN_START.test(baseName(path)) || isImage(baseName(path));
  const left = inner.filter((app) => !isTaken(app) && !shipped.some((path) => isWithin(path, app) && isStarting(path)));
  if (left.length === 0) return [];
  const starting = shipped.filter((path) => STARTING.test(path) || isImage(baseName(path)));
  return left.filter((app) => {
    const place = around(app).findLast((folder) => folder !== '.' && !isTaken(folder)) ?? app;
    return !starting.some((path) => {
      // scripts of a part that is not shipped either are what developers run
      if (isWithin(path, app) || (isWithin(path, place) && SCRIPT.test(path))) return false;
      return names(readManifest(path) ?? '', app, folderOf(path));
    });
  });
}

/** What an image copies, as seen from each folder that may be its context: its own and those around it. */
function takenIn(image: string, text: string): readonly string[] {
  const { preamble, stages } = parseDockerfile(text).tree;
  const copies = [...preamble, ...stages.flatMap(({ instructions }) => instructions)].filter(
    ({ keyword, flags }) => /^(COPY|ADD)$/.test(keyword.text) && !flags.some(({ name }) => name.text === 'from'),
  );
  const sources = copies.flatMap(({ words }) => words.slice(0, -1).map((word) => word.text));
  return around(folderOf(image)).flatMap((context) =>
    sources.flatMap((source) => {
      const [fixed = '', ...glob] = source.replace(/^\/+/, '').split(/(?=[*?$])/);
      if (glob.length > 0 && !/(^|\/)$/.test(fixed)) return [];
      const path = posix.join(context, fixed).replace(/\/$/, '');
      return path.startsWith('..') ? [] : [path];
    }),
  );
}

function around(folder: string): readonly string[] {
  return folder === '.' ? ['.'] : [folder, ...around(folderOf(folder))];
}

/** Whether a text names a folder, by its path from the root or from where it stands; a glob (`apps/tool/**`) only says which files are meant. */
function names(text: string, app: string, from: string): boolean {
  return [app, posix.relative(from, app)].some((path) => {
    for (let at = text.indexOf(path); at >= 0; at = text.indexOf(path, at + 1)) {
      const [before, after] = [text[at - 1] ?? '', text.slice(at + path.length, at + path.length + 3)];
      if (!/[\w-]/.test(before) && !/^[\w-]|^\/?\*/.test(after)) return true;
    }
    return false;
  });
}
