import type { AppFolder } from './app-folder.js';
import { jsonObject } from './json-object.js';

/** Reads a manifest by its path relative to the root; undefined where there is none or it cannot be read. */
export type ReadManifest = (path: string) => string | undefined;

interface Manifest {
  readonly type?: unknown;
  readonly main?: unknown;
  readonly bin?: unknown;
  readonly engines?: Readonly<Record<string, unknown>>;
  readonly scripts?: Readonly<Record<string, unknown>>;
  readonly dependencies?: Readonly<Record<string, unknown>>;
}

const SERVER_DEPENDENCY =
  /^(express|fastify|koa|@?hapi(\/hapi)?|@nestjs\/(core|platform-.*)|next|nuxt|@nuxt\/kit|hono|@hono\/node-server|restify|@adonisjs\/core|sails|@feathersjs\/.*|@strapi\/strapi|strapi|@apollo\/server|apollo-server.*|polka|socket\.io|ws|uWebSockets\.js|@remix-run\/(node|serve|express)|@react-router\/(node|serve|express)|@sveltejs\/adapter-node|@astrojs\/node|bull|bullmq|agenda|bee-queue|amqplib|kafkajs|moleculer|meteor-node-stubs|@grpc\/grpc-js|@hocuspocus\/server|node-red|payload|@keystone-6\/core)$/;
const SERVER_COMMAND =
  /(^|[\s;&|])(node|nodemon|pm2(-runtime|-docker)?|forever|ts-node(-dev)?|tsx|babel-node|bun|deno|next|nux[ti]|nest|remix-serve|react-router-serve|strapi|sails|meteor|adonis|payload|keystone|moleculer-runner)\s/;
const FRONTEND_COMMAND =
  /(^|[\s/])(vite|react-scripts|ng|vue-cli-service|webpack(-dev-server)?|parcel|serve|http-server|turbo|lerna|nx|npm-run-all|concurrently|storybook|gulp|expo|electron)(\s|$)/;
const NODE_ENTRY =
  /^((src|server|app|dist|lib)\/)?(server|app|index|main|www)\.[cm]?[jt]s$|^bin\/www$|^ecosystem\.config\.[cm]?js$|^next\.config\.[cm]?[jt]s$|^nuxt\.config\.[cm]?[jt]s$/;
const PYTHON_ENTRY =
  /^([^/]+\/){0,2}(wsgi|asgi|app|main|server|run|serve)\.py$|^([^/]+\/)?(gunicorn[^/]*\.py|uwsgi\.ini)$/;
const DOCKERFILE = /^(Dockerfile|Containerfile)([-_.][^/]*)?$|\.(Dockerfile|dockerfile)$/;

/** Whether a folder is something that is started on a server, as opposed to a library, a frontend or a collection. */
export function isApp(folder: AppFolder, readManifest: ReadManifest): boolean {
  return (
    isPhpApp(folder, readManifest) ||
    isNodeApp(folder, readManifest) ||
    isPythonApp(folder) ||
    isRubyApp(folder) ||
    isOtherApp(folder)
  );
}

/** A Node package that says how it is started: by a command, by an image or by a process file of its own. */
export function isStarted(folder: AppFolder, readManifest: ReadManifest): boolean {
  if (hasDockerfile(folder) || folder.names.has('Procfile')) return true;
  return startsServer(readJson(folder, 'package.json', readManifest) ?? {});
}

/** A Node package that runs on the machines of those who use it: no app of the repository serves its code. */
export function isPersonal(folder: AppFolder, readManifest: ReadManifest): boolean {
  const manifest = folder.names.has('package.json') ? readJson(folder, 'package.json', readManifest) : undefined;
  return manifest !== undefined && isForPeople(folder, manifest);
}

/** Names of the files that are looked at as a folder's own manifests. */
export function manifestsOf(folder: AppFolder): readonly string[] {
  const wanted =
    /^(composer\.json|package\.json|pyproject\.toml|requirements[^/]*\.txt|requirements\/[^/]+\.txt|setup\.py|Pipfile|Gemfile|go\.mod|Cargo\.toml|pom\.xml|build\.gradle(\.kts)?|mix\.exs|manage\.py|wp-config(-docker)?\.php|config\.ru)$/;
  return folder.near.filter((name) => wanted.test(name)).sort();
}

/** The folder that a package.json speaks for: its own, or the one above when the program it starts is found only there. */
export function packageHome(
  folder: AppFolder,
  parent: AppFolder | undefined,
  readManifest: ReadManifest,
): 'own' | 'parent' {
  if (!parent || !folder.names.has('package.json') || parent.names.has('package.json')) return 'own';
  const manifest = readJson(folder, 'package.json', readManifest);
  const started = /(?:^|\s)node\s+(?:--\S+\s+)*(\S+)/.exec(textOf(manifest?.scripts?.start))?.[1];
  const entry = (started ?? textOf(manifest?.main)).replace(/^\.\//, '');
  if (entry === '') return 'own';
  const names = /\.[cm]?[jt]s$/.test(entry) ? [entry] : [entry, `${entry}.js`];
  if (names.some((name) => folder.has(name))) return 'own';
  return names.some((name) => parent.has(name)) ? 'parent' : 'own';
}

function isPhpApp(folder: AppFolder, readManifest: ReadManifest): boolean {
  const isWordPress =
    folder.names.has('wp-config.php') ||
    folder.names.has('wp-config-docker.php') ||
    folder.near.some((name) => name.startsWith('wp-content/'));
  if (!folder.names.has('composer.json')) return isWordPress;
  const frameworks = ['artisan', 'bin/console', 'public/index.php', 'web/index.php', 'web/wp-config.php'];
  if (isWordPress || frameworks.some((name) => folder.has(name))) return true;
  const type = textOf(readJson(folder, 'composer.json', readManifest)?.type);
  if (type !== '' && type !== 'project') return false;
  return folder.names.has('index.php') || (type === 'project' && hasDockerfile(folder));
}

function isNodeApp(folder: AppFolder, readManifest: ReadManifest): boolean {
  if (!folder.names.has('package.json')) return false;
  const manifest = readJson(folder, 'package.json', readManifest);
  if (!manifest) return hasDockerfile(folder);
  const starts = startsServer(manifest);
  const hasServer = Object.keys(manifest.dependencies ?? {}).some((name) => SERVER_DEPENDENCY.test(name));
  if (!hasServer) return starts;
  if (!starts && isForPeople(folder, manifest)) return false;
  return (
    starts || hasDockerfile(folder) || folder.names.has('Procfile') || folder.near.some((name) => NODE_ENTRY.test(name))
  );
}

function startsServer({ scripts }: Manifest): boolean {
  return ['start', 'start:prod', 'start:production', 'serve', 'production']
    .map((name) => textOf(scripts?.[name]))
    .some((command) => SERVER_COMMAND.test(`${command} `) && !FRONTEND_COMMAND.test(command));
}

/** A command that people install, or an extension of their editor: it runs on their machines, where no balancer asks it. */
function isForPeople(folder: AppFolder, { bin, engines, scripts }: Manifest): boolean {
  if (engines?.vscode !== undefined) return true;
  if (SERVER_COMMAND.test(`${textOf(scripts?.start)} `)) return false;
  return bin !== undefined && folder.path !== '.' && !hasDockerfile(folder) && !folder.names.has('Procfile');
}

function isPythonApp(folder: AppFolder): boolean {
  if (folder.names.has('manage.py')) return true;
  const hasManifest =
    ['pyproject.toml', 'requirements.txt', 'setup.py', 'Pipfile'].some((name) => folder.names.has(name)) ||
    folder.near.some((name) => /^requirements\/[^/]+\.txt$/.test(name));
  if (!hasManifest) return false;
  // an image beside the root that holds no code but tests runs those
  if (folder.path !== '.' && !folder.near.some((name) => name.endsWith('.py'))) return false;
  return hasDockerfile(folder) || folder.names.has('Procfile') || folder.near.some((name) => PYTHON_ENTRY.test(name));
}

function isRubyApp(folder: AppFolder): boolean {
  if (folder.names.has('config.ru')) return true;
  return folder.names.has('Gemfile') && (folder.has('config/application.rb') || folder.has('config/environment.rb'));
}

/** A service in a language that we do not read still owns its folder: its image must not be taken for its neighbour's. */
function isOtherApp(folder: AppFolder): boolean {
  return (
    ['go.mod', 'Cargo.toml', 'pom.xml', 'build.gradle', 'build.gradle.kts', 'mix.exs'].some((name) =>
      folder.names.has(name),
    ) && hasDockerfile(folder)
  );
}

/** Whether a file of that name describes an image. */
export function isImage(name: string): boolean {
  return DOCKERFILE.test(name);
}

function hasDockerfile(folder: AppFolder): boolean {
  return [...folder.names].some(isImage);
}

function readJson(folder: AppFolder, name: string, readManifest: ReadManifest): Manifest | undefined {
  return jsonObject(readManifest(folder.path === '.' ? name : `${folder.path}/${name}`));
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
