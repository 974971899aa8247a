import type { Expr } from '../../../facts/expr.js';
import type { Fact } from '../../../facts/fact.js';
import { table } from '../../../table.js';
import { isByHand } from '../paths.js';
import { type JsApp, optionOf } from '../resolve-js.js';
import { isTemporary, textOfPath } from './file-paths.js';

/** A file that the running app writes, by what its path says of it. */
export interface Write {
  readonly at: Fact['at'];
  readonly kind: 'upload' | 'generated' | 'export' | 'settings' | 'other';
  readonly says: string;
  /** The function that writes. */
  readonly inside?: string;
}

/** Which argument of a call names the file that is written. */
const writers: Readonly<Record<string, number>> = table({
  writeFile: 0, writeFileSync: 0, createWriteStream: 0, outputFile: 0, outputJson: 0, outputJSON: 0, writeJson: 0, writeJSON: 0, writeJsonSync: 0, outputFileSync: 0,
  rename: 1, renameSync: 1, copyFile: 1, copyFileSync: 1, copy: 1, move: 1,
}); // biome-ignore format: one table

const kinds: readonly (readonly [RegExp, Write['kind']])[] = [
  [/(^|\/|<[\w.]*|_|-|\*)logs?(\/|$|>|\.)|\.log$/i, 'other'],
  [/export|report|backup|archive|\.csv|\.xlsx|\.zip|dump/i, 'export'],
  [/config|settings?|\.env|installed|preferences/i, 'settings'],
  [/upload|avatar|attachment|media|picture|photo|logo|icon|screenshot|storage|local_root|profile/i, 'upload'],
  [/images?|thumb|cache(\/|-|$|>)|invoice|\.pdf|generated|sitemap|public\//i, 'generated'],
];

/** Writes that happen while the app serves, to places that a later request (perhaps on another server) would look in. */
export function fileWrites(js: JsApp): readonly Write[] {
  const calls = [
    ...js.of(/^(fs|fs\/promises|fs-extra|graceful-fs|mv|jsonfile|write-file-atomic)$/),
    ...js.of('', /^(outputFile|screenshot)$/),
  ];
  const writes = calls.flatMap((call): readonly Write[] => {
    const method = call.name.split('.').at(-1) ?? '';
    const position = writers[method] ?? (call.module === 'mv' ? 1 : undefined);
    const target = call.module === '' ? targetOf(js, call) : position === undefined ? undefined : call.args[position];
    if (!target || call.serves === undefined || isByScript(js, call) || staysBeside(call, target)) return [];
    const path = textOfPath(js, target);
    if (path !== undefined && isTemporary(path)) return [];
    const kind =
      path === undefined
        ? undefined
        : (kindOf(path, call.at.file) ?? (isBesideBucket(js, call) ? 'upload' : undefined));
    const isLog = path !== undefined && /log/i.test(path) && kind === 'other';
    // Moved to a place of which nothing is written out: beside where it was, as likely as not.
    const isMoved =
      /^(rename|copyFile|copy|move)/.test(method) &&
      !/[a-z]/i.test((path ?? '').replace(/\*?<[^>]{0,300}>\*?|\.\w+$/g, ''));
    if (isLog || (kind === undefined && (call.serves === 'function' || isMoved))) return [];
    // What a build leaves in its own folder is made alike on every server.
    if (path !== undefined && kind !== 'export' && /(^|\/)(build|dist|\.next|node_modules)(\/|$)/.test(path)) return [];
    if (kind === 'generated' && call.serves === 'function' && !/cache|thumb|invoice|\.pdf|sitemap/i.test(path ?? ''))
      return [];
    if (isRemovedAgain(js, call, target)) return [];
    return [
      {
        at: call.at,
        kind: kind ?? 'other',
        says: 'writes a file to the disk of this server',
        ...(call.inside ? { inside: call.inside } : {}),
      },
    ];
  });
  // a function of the app's own that writes is told of once for each of its callers
  return [...new Map(writes.toReversed().map((one) => [`${one.at.file}:${one.at.start}`, one])).values()].toReversed();
}

function isByScript(js: JsApp, { at }: Fact<'js-call'>): boolean {
  return isByHand(at.file) || js.byScript(at.file);
}

/** Methods of other objects that write a file: `page.screenshot({ path })`, `image.outputFile(data, path)`. */
function targetOf(js: JsApp, call: Fact<'js-call'>): Expr | undefined {
  return call.name === 'screenshot' ? optionOf(js, call, 'path') : call.args.at(-1);
}

/** `rename(file, join(dirname(file), name))`: a file that is there already gets another name. */
function staysBeside({ name, args: [source] }: Fact<'js-call'>, target: Expr): boolean {
  if (!/(^|\.)rename(Sync)?$/.test(name) || !source || target.is !== 'text') return false;
  const [folder] = target.parts;
  return folder !== undefined && withoutPlaces(folder) === withoutPlaces(source);
}

/** By the path; where it says nothing, by a file that names itself the local storage. */
function kindOf(path: string, file: string): Write['kind'] | undefined {
  // of `<site.config.dataPath>` only the last name is about the path
  const said = path.replace(/<[\w.]*\./g, '<');
  const found = kinds.find(([pattern]) => pattern.test(said))?.[1];
  if (found) return found;
  return /local[-_.]?(file)?[-_.]?(storage|disk|upload|driver)[^/]{0,300}$/i.test(file) ? 'upload' : undefined;
}

const buckets =
  /^(@aws-sdk\/(client-s3|lib-storage)|aws-sdk|minio|@google-cloud\/storage|@azure\/storage-blob|@vercel\/blob)$/;

/** The same function would send it to a bucket, were one configured. */
function isBesideBucket(js: JsApp, { at, inside }: Fact<'js-call'>): boolean {
  if (inside === undefined) return false;
  return js.app.facts
    .of('js-call')
    .some((other) => buckets.test(other.module) && other.at.file === at.file && other.inside === inside);
}

/** The same function removes what it wrote. */
function isRemovedAgain(js: JsApp, call: Fact<'js-call'>, target: object): boolean {
  const wanted = withoutPlaces(target);
  return js
    .of(/^(fs|fs\/promises|fs-extra|graceful-fs)$/, /(unlink|rm|remove)(Sync)?$/)
    .some(
      (other) =>
        other.at.file === call.at.file &&
        other.inside === call.inside &&
        other.args[0] !== undefined &&
        withoutPlaces(other.args[0]) === wanted,
    );
}

function withoutPlaces(value: object): string {
  return JSON.stringify(value, (key, inner) => (key === 'at' ? undefined : inner));
}
