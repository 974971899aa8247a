import type { SkipReason } from './file-ref.js';

/** What is known of a folder when its parent has been listed, and how to look one level down. */
export interface FolderView {
  readonly name: string;
  /** Relative to the root. */
  readonly path: string;
  /** Names in the parent folder. */
  readonly beside: ReadonlySet<string>;
  /** Names in the folder itself, or in one of its folders. */
  readonly inside: (child?: string) => readonly string[];
}

const ALWAYS: ReadonlyMap<string, SkipReason> = new Map([
  ...names(
    'ignored',
    '.git .hg .svn .jj .vagrant .idea .cache .parcel-cache .turbo .gradle .tox .nox .mypy_cache .pytest_cache .ruff_cache',
  ),
  ...names('ignored', '.nyc_output .terraform .serverless .aws-sam .vercel .angular .sass-cache __pycache__'),
  ...names(
    'vendored',
    'node_modules bower_components jspm_packages .venv .yarn .pnpm-store .bundle wp-admin wp-includes',
  ),
  ...names('generated', '.next .nuxt .output .svelte-kit'),
]);

/** `vendor` is a dependency folder only beside the manifest of a tool that fills it. */
const VENDORING_MANIFEST = /^(composer\.json|Gemfile|go\.mod)$/;

const RUN_TIME_FOLDER = /(^|\/)(storage\/(framework|debugbar)|var\/(cache|logs?)|tmp\/(cache|pids|sockets))$/;
const BUILD_FOLDER: ReadonlySet<string> = new Set(['dist', 'build', 'out', 'target', 'coverage']);
const MANIFEST =
  /^(package\.json|composer\.json|pyproject\.toml|setup\.py|Gemfile|Cargo\.toml|pom\.xml|go\.mod|build\.gradle(\.kts)?)$/;
const BUNDLED =
  /\.min\.(js|css)$|\.(js|css)\.map$|\.(bundle|chunk)\.(js|css)$|[-.][0-9A-Za-z_]{8}\.(js|css)$|^(lcov\.info|mix-manifest\.json|asset-manifest\.json|CACHEDIR\.TAG|\.vite)$/;
const WRITTEN_BY_HAND = /^(Dockerfile|Containerfile|Makefile|Caddyfile|nginx)|\.(Dockerfile|sh|ya?ml|conf|tf)$/i;

/** Why a folder is not worth entering, or undefined when it is. */
export function reasonToPrune(folder: FolderView): SkipReason | undefined {
  const always = ALWAYS.get(folder.name);
  if (always) return always;
  if (folder.name === 'vendor' && (has(folder.beside, VENDORING_MANIFEST) || isFilled(folder))) return 'vendored';
  // CodeIgniter 3 is kept beside the app that runs on it
  if (folder.name === 'system' && folder.inside('core').includes('CodeIgniter.php')) return 'vendored';
  if (RUN_TIME_FOLDER.test(folder.path)) return 'ignored';
  if (/^\.?(env|venv|virtualenv)$/.test(folder.name) && folder.inside().includes('pyvenv.cfg')) return 'vendored';
  if (BUILD_FOLDER.has(folder.name) && isBuildOutput(folder)) return 'generated';
  return undefined;
}

/** Composer leaves its loader where it put packages, whoever called it. */
function isFilled(folder: FolderView): boolean {
  return folder.inside().includes('autoload.php') && folder.inside('composer').includes('ClassLoader.php');
}

/** `build/` and `dist/` are also names that people give to folders of Dockerfiles: only evidence decides. */
function isBuildOutput(folder: FolderView): boolean {
  if (!has(folder.beside, MANIFEST)) return false;
  const names = folder.inside();
  if (names.some((name) => WRITTEN_BY_HAND.test(name))) return false;
  if (names.some((name) => BUNDLED.test(name))) return true;
  for (const child of ['assets', 'js', 'css', 'static', '_app', 'client', 'lcov-report']) {
    if (names.includes(child) && folder.inside(child).some((name) => BUNDLED.test(name) || name === 'prettify.js'))
      return true;
  }
  return false;
}

function has(names: ReadonlySet<string>, wanted: RegExp): boolean {
  return [...names].some((name) => wanted.test(name));
}

function names(reason: SkipReason, list: string): readonly (readonly [string, SkipReason])[] {
  return list.split(' ').map((name) => [name, reason] as const);
}
