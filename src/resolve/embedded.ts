import { type Expr, literalText } from '../facts/expr.js';
import type { AppParts } from './app.js';
import { type Evidence, known, said } from './evidence.js';
import type { Database } from './parts/data.js';
import type { FileStore } from './parts/store.js';
import type { EnvironmentEntry, Process } from './parts/topology.js';
import { mask } from './settings.js';

/**
 * A database that the deployment makes a file, by a variable that it gives to the app. Only where the code says nothing of any database: an image that is
 * pulled, a language that is not read.
 */
export function embeddedByEnvironment(
  processes: readonly Process[],
  told: AppParts,
): { readonly databases: readonly Database[] } {
  if ((told.databases?.length ?? 0) > 0) return { databases: [] };
  const judged = processes.filter(({ technology, role, own }) => role !== 'job' && (technology !== 'compose' || own));
  const found = judged.flatMap((process) =>
    process.environment.filter(isEmbedded).map((entry) => ({ process, entry })),
  );
  return { databases: found.slice(0, 1).map(({ process, entry }) => databaseOf(process, entry)) };
}

/** What goes with a move to a database server, for every framework. */
export const dialectNeed =
  'Rewrite SQL of the app itself that only SQLite understands (strftime, PRAGMA, INSERT OR IGNORE)';

const engines =
  /^(?:\w+_)?(?:DB|DATABASE)(?:_(?:TYPE|ENGINE|CONNECTION|CLIENT|DRIVER|DIALECT|URL|URI|DSN|VENDOR|KIND))?$/i;
const paths = /^(?:\w+_)?(?:DB|DATABASE|SQLITE)(?:_(?:FILE|PATH|FILENAME|LOCATION|NAME|FILEPATH))$/i;

function isEmbedded({ name, value }: EnvironmentEntry): boolean {
  const text = shipped(value) ?? '';
  if (engines.test(name) && /^(better-)?sqlite3?$|^(jdbc:)?(sqlite3?|sqlite\+\w+|libsql|file):(?!\/\/[\w-]+\.\w)/i.test(text)) return true;
  if (engines.test(name) && text.includes('/') && /\.sqlite3?$/i.test(text)) return true;
  return paths.test(name) && /\.(db|sqlite3?)$/i.test(text);
} // biome-ignore format: conditions

/** What the deployment says of which kind of database the app uses, by the variable that it gives it. */
export function engineByEnvironment(processes: readonly Process[]): { readonly isFile: boolean; readonly because: Evidence } | undefined {
  for (const { name: process, role, standing, environment } of processes) {
    if (role === 'job' || standing) continue;
    for (const { name, value } of environment) {
      const text = shipped(value);
      if (!text || !engines.test(name) || (!isEmbedded({ name, value }) && !server.test(text))) continue;
      return { isFile: !server.test(text), because: said(value.at, `gives ${process} ${name}=${mask(name, text)}`) };
    }
  }
  return undefined;
} // biome-ignore format: conditions

const server = /^(jdbc:)?(postgres|pg|mysql|maria|mssql|sqlserver|sqlsrv|oracle|oci|mongo|cockroach|node-postgres)/i;

function shipped(value: Expr): string | undefined {
  return value.is === 'env' ? value.fallback && literalText(value.fallback) : literalText(value);
}

function databaseOf({ name: process, technology }: Process, { name, value }: EnvironmentEntry): Database {
  const because = [said(value.at, `gives ${process} ${name}=${shipped(value)}`)];
  return {
    label: `the database of ${process}`,
    technology,
    engine: known('sqlite', because),
    backend: known({ technology: 'sqlite', reach: 'server' }, because),
    placeholder: false,
  };
}

const storage =
  /(^|_)(UPLOADS?|(OBJECTS?_)?STORAGE|MEDIA|FILES?|ATTACHMENTS?|ASSETS?)_?(STORAGE)?_(PROVIDER|BACKEND|DRIVER|TYPE|ENGINE|SERVICE|ADAPTER)$|^(FILE|ATTACHMENT|MEDIA|UPLOAD)S?_STORAGE$/i;
const local = /^(local|fs|files?|file_?system|disk|local_?(fs|disk|storage|files?)|assets-fs)$/i;

/**
 * Uploads that the deployment keeps on the disk of each copy, by the variable that chooses among a disk and a bucket. Only where the code says
 * nothing of any upload, and nothing that all copies see is mounted.
 */
export function storedByEnvironment(processes: readonly Process[], told: AppParts): { readonly fileStores: readonly FileStore[] } {
  if ((told.fileStores ?? []).some(({ confidence }) => confidence === undefined)) return { fileStores: [] };
  const judged = processes.filter(({ technology, role, own, volumes }) =>
    role !== 'job' && (technology !== 'compose' || own) && !volumes.some(({ reach, readOnly }) => !readOnly && (reach.state === 'unknown' || reach.value === 'shared')));
  const found = judged.flatMap((process) => process.environment.filter(({ name, value }) => storage.test(name) && local.test(shipped(value) ?? '')).map((entry) => ({ process, entry })));
  return { fileStores: found.slice(0, 1).map(({ process, entry }) => storeOf(process, entry)) };
} // biome-ignore format: lists

function storeOf({ name: process, technology }: Process, { name, value }: EnvironmentEntry): FileStore {
  const because = [said(value.at, `gives ${process} ${name}=${shipped(value)}`)];
  const backend = known({ technology: 'the disk', reach: 'server' as const }, because);
  return { label: 'files of users', technology, content: 'upload', backend, uses: [], confidence: 'medium' };
}
