import type { Expr } from '../../../facts/expr.js';
import type { Fact } from '../../../facts/fact.js';
import type { AppParts } from '../../../resolve/app.js';
import { known, said } from '../../../resolve/evidence.js';
import type { FileStore } from '../../../resolve/parts/store.js';
import { uploadRepair, uploadsByHand } from '../repairs/uploads.js';
import { type JsApp, member, optionOf } from '../resolve-js.js';
import { localDrivers, usesOtherDriver } from './drivers.js';
import { isTemporary, textOfPath } from './file-paths.js';
import { frameworkOf } from './framework.js';

/** Files that users send or that the app makes, and where they are kept. */
export function uploadParts(js: JsApp): AppParts {
  const other = usesOtherDriver(js);
  const kept = other ? [] : multerCalls(js);
  const served = kept.length > 0 ? servedFolders(js) : [];
  const isMulter = kept.length > 0 && kept.every(({ module }) => /multer$/.test(module));
  const repair = uploadRepair(js, kept, served) ?? uploadsByHand(js, isMulter);
  const fileStores: FileStore[] = [
    ...localDrivers(js),
    ...kept.flatMap((call) => multerStore(js, call)),
    ...served.map((call) => fileStore(js, call.at, 'hands files out from the disk of this server')),
  ].map((store) => ({ ...store, repair: store.repair ?? repair }));
  return { fileStores };
}

function fileStore(js: JsApp, at: Fact['at'], says: string): FileStore {
  return {
    label: 'uploaded files',
    technology: frameworkOf(js),
    backend: known({ technology: 'the local disk', reach: 'server' }, [said(at, says)]),
    uses: [],
    content: 'upload',
  };
}

/** multer and the like with a folder of this server; in memory, in the temporary folder or in a bucket is none of it. */
function multerCalls(js: JsApp): readonly Fact<'js-call'>[] {
  const consuming = consumersOf(js);
  return js.calls.filter((call) => {
    const option = destinationOf(js, call);
    const path = option && textOfPath(js, option);
    return option !== undefined && !(path !== undefined && isTemporary(path)) && !consuming.has(call.at.file);
  });
}

function multerStore(js: JsApp, call: Fact<'js-call'>): readonly FileStore[] {
  const option = destinationOf(js, call);
  const path = option && textOfPath(js, option);
  const says = path === undefined ? 'keeps uploads in a folder of this server' : `keeps uploads in ${shown(path)}`;
  return option ? [fileStore(js, option.at, says)] : [];
}

function destinationOf(js: JsApp, call: Fact<'js-call'>): Expr | undefined {
  if (/^(multer|koa-multer|@koa\/multer|fastify-multer)$/.test(call.module)) {
    if (call.name === '') return optionOf(js, call, 'dest');
    if (/diskStorage$/.test(call.name)) return optionOf(js, call, 'destination');
  }
  if (call.module === '@nestjs/platform-express' && /Interceptor$|MulterModule\.register$/.test(call.name)) {
    return optionOf(js, call, 'dest');
  }
  if (call.module === 'formidable' && /^(formidable|IncomingForm|Formidable|)$/.test(call.name))
    return optionOf(js, call, 'uploadDir');
  if (call.module === 'koa-body') return member(js, optionOf(js, call, 'formidable'), 'uploadDir');
  if (call.module === '@tus/file-store' && call.name === 'FileStore') return optionOf(js, call, 'directory');
  if (/(^|\.)mv$/.test(call.name) && call.args.length > 0 && call.serves === 'request') return call.args[0];
  return undefined;
}

/** Files whose code removes what was sent again: it only passes through. */
function consumersOf(js: JsApp): ReadonlySet<string> {
  const removing = js.of(/^(fs|fs\/promises|fs-extra|graceful-fs)$/, /(unlink|rm|remove)(Sync)?$/);
  return new Set(
    removing.filter(({ args }) => JSON.stringify(args[0] ?? '').includes('file.path')).map(({ at }) => at.file),
  );
}

/** A folder of written files that is handed out from this server's disk. */
function servedFolders(js: JsApp): readonly Fact<'js-call'>[] {
  return js.calls.filter((call) => {
    const isStatic =
      (call.module === 'express' && call.name === 'static') || /^(serve-static|koa-static)$/.test(call.module);
    const isFile = /(^|\.)sendFile$/.test(call.name) && call.module !== 'sharp';
    const folder = isStatic ? call.args[0] : isFile ? (optionOf(js, call, 'root') ?? call.args[0]) : undefined;
    if (!folder) return false;
    const path = textOfPath(js, folder) ?? '';
    const source = folder.is === 'opaque' ? folder.source : folder.is === 'setting' ? folder.key : '';
    return (
      /upload|files?$|media|attachment|avatar|storage|images?$/i.test(`${path} ${source}`.trim()) &&
      !/public$|dist|build|assets/i.test(path)
    );
  });
}

function shown(path: string): string {
  return path.length > 40 ? `…${path.slice(-38)}` : path;
}
