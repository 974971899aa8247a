import type { Expr } from '../../../facts/expr.js';
import type { Span } from '../../../facts/span.js';
import { type Evidence, known, said } from '../../../resolve/evidence.js';
import type { FileStore } from '../../../resolve/parts/store.js';
import type { JsApp } from '../resolve-js.js';
import { frameworkOf } from './framework.js';

const named =
  /^(?!.*(LOG|CACHE|SESSION|DB|DATABASE|QUEUE|MAIL|DIR|PATH|BUCKET|URL|SIZE|KEY|REGION|LOCAL|PROVIDER_ID))([A-Z]+_)*(FILE|FILES|FILESYSTEM|STORAGE|UPLOAD|UPLOADS|MEDIA|ASSET|ASSETS|ATTACHMENTS?)(_(DRIVER|STORAGE|BACKEND|PROVIDER|TYPE|DISK|ADAPTER|ENGINE|SERVICE|MODE))?$/;
const local = /^(local|disk|filesystem|fs|file|localstorage|local_storage|local-disk)$/i;
const away = /^(s3|aws|gcs|google|azure|minio|r2|spaces|cloudinary|oss|cos|s3[-_]\w+)$/i;

interface DriverRead {
  readonly name: string;
  readonly read: Extract<Expr, { is: 'env' }>;
}

/** Variables that choose where uploads go, read by the app's code. */
function driverReads(js: JsApp): readonly DriverRead[] {
  const found = new Map<string, DriverRead>();
  const visit = (expr: Expr): void => {
    if (expr.is === 'env' && named.test(expr.name)) {
      const before = found.get(expr.name);
      if (!before || (!before.read.fallback && expr.fallback)) found.set(expr.name, { name: expr.name, read: expr });
    }
    for (const inner of childrenOf(expr)) visit(inner);
  };
  for (const fact of js.app.facts.of('js-module')) for (const { value } of fact.exports) visit(value);
  for (const value of js.settings.values()) visit(value);
  for (const call of js.calls) for (const arg of call.args) visit(arg);
  return [...found.values()];
}

function childrenOf(expr: Expr): readonly Expr[] {
  switch (expr.is) {
    case 'env':
    case 'setting':
      return expr.fallback ? [expr.fallback] : [];
    case 'map':
      return expr.entries.map(({ value }) => value);
    case 'list':
      return expr.items;
    case 'text':
      return expr.parts;
    case 'choice':
      return [...(expr.when ? [expr.when] : []), expr.whenTrue, expr.whenFalse];
    case 'equals':
      return [expr.left, expr.right];
    case 'call':
      return expr.args;
    default:
      return [];
  }
}

/** Uploads that a variable sends to this server's disk: once for every env file that says so, or once for the default in code. */
export function localDrivers(js: JsApp): readonly FileStore[] {
  return driverReads(js).flatMap(({ name, read }): readonly FileStore[] => {
    const value = js.value(read);
    if (value.state === 'unknown' || !local.test(String(value.value ?? ''))) return [];
    const entries = js.environment.layers.flatMap((layer): readonly { value: Expr; at: Span }[] => {
      const entry = layer.entries.get(name);
      return entry && layer.kind === 'example' ? [entry] : [];
    });
    const chains: readonly (readonly Evidence[])[] =
      entries.length > 1
        ? entries
            .filter((entry) => entry.value.is === 'literal' && local.test(String(entry.value.value)))
            .map((entry) => [said(read.at, `reads ${name}`), said(entry.at, `sets ${name} to the local disk`)])
        : [value.because];
    return chains.map((because) => ({
      label: 'uploaded files',
      technology: frameworkOf(js),
      backend: known({ technology: 'the local disk', reach: 'server' }, because),
      uses: [],
      content: 'upload',
    }));
  });
}

/** Whether a variable sends uploads to a bucket, so that the code for the local disk is not in force. */
export function usesOtherDriver(js: JsApp): boolean {
  return driverReads(js).some(({ read }) => {
    const value = js.value(read);
    return value.state === 'known' && away.test(String(value.value ?? ''));
  });
}
