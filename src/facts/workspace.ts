/** Names of the packages of a repository, with their folders. */
export type Packages = Readonly<Record<string, string>>;

/** What a command of a package manager runs: scripts by their names, of the package in its own folder or of another one of the workspace. */
export interface PackageRun {
  readonly names: readonly string[];
  /** As written: a name, a path or a filter. */
  readonly within?: string;
}

const runner = /^(\S*\/)?(npm|yarn|pnpm|bun|deno|turbo|lerna|nx)$/;
const several = /^(npm-run-all2?|run-s|run-p)$/;
/** Programs that run another one, which is a package manager here. */
const passing = /^(npx|bunx|corepack)$/;

/** Options that name the package or its folder (npm 11, run; pnpm 10, filtering; yarn 4, workspace; bun 1.3, run; turbo 2, run; lerna 8, run). */
const options = /^(--filter|-F|--workspace|--prefix|-C|--dir|--cwd|workspace|--scope)$/;

/** `npm start`, `yarn workspace shop run x`, `npm-run-all a b`, `deno task x`, `turbo run start --filter=shop`, `nx run shop:start`. */
export function packageRun(given: readonly string[]): PackageRun | undefined {
  const words = passing.test(given[0] ?? '') ? given.slice(1) : given;
  const [first = '', ...rest] = words;
  const isSeveral = several.test(first);
  const tool = runner.exec(first)?.[2];
  if (!isSeveral && tool === undefined) return undefined;
  // pnpm's own -w is its root (pnpm 10, --workspace-root)
  const names = (word: string) => options.test(word) || (word === '-w' && tool === 'npm');
  const at = rest.findIndex((word) => names(word.split('=')[0] ?? ''));
  const isJoined = at >= 0 && rest[at]?.includes('=') === true;
  const within = at < 0 ? undefined : isJoined ? rest[at]?.replace(/^[^=]*=/, '') : rest[at + 1];
  const own = at < 0 ? rest : rest.filter((_, index) => index !== at && (isJoined || index !== at + 1));
  const plain = own.filter((word) => !word.startsWith('-'));
  if (isSeveral) return { names: plain, ...(within ? { within } : {}) };
  if (tool === 'nx') return ofNx(plain);
  const name = plain.slice(/^(run|run-script|task)$/.test(plain[0] ?? '') ? 1 : 0).slice(0, 1);
  return { names: name, ...(within ? { within } : {}) };
}

/** `nx run project:target`, `nx target project` (nx 20, run). */
function ofNx([first = '', second]: readonly string[]): PackageRun {
  if (first !== 'run') return { names: [first], ...(second ? { within: second } : {}) };
  const [project = '', ...targets] = (second ?? '').split(':');
  const target = targets.join(':');
  return { names: target ? [target] : [], ...(project ? { within: project } : {}) };
}

/** The folder that a filter of a workspace means: a path begins with a dot or stands in braces, all else is a name (pnpm 10, Filtering). */
export function folderNamed(filter: string | undefined, packages: Packages): string | undefined {
  const plain = filter?.replace(/^["']|["']$/g, '').replace(/^\.{3}|\.{3}$/g, '');
  if (plain === undefined) return undefined;
  const path = /^(?:\.\/(.+)|\{(?:\.\/)?([^}]+)\})$/.exec(withoutSlashes(plain));
  return path?.[1] ?? path?.[2] ?? (Object.hasOwn(packages, plain) ? packages[plain] : undefined);
}

/** A path without what stands behind its last step. */
export function withoutSlashes(path: string): string {
  let end = path.length;
  while (path[end - 1] === '/') end--;
  return path.slice(0, end);
}
