import type { Expr } from '../../../facts/expr.js';
import type { JsApp } from '../resolve-js.js';

/** A path as far as it is written out; what is computed stands as `*`. Undefined when nothing of it is known. */
export function textOfPath(js: JsApp, expr: Expr): string | undefined {
  const parts = textParts(js, expr, 0);
  const text = parts.join('').replace(/\/+/g, '/').replace(/^\.\//, '');
  return /^\**$/.test(text.replace(/[/.]/g, '')) ? undefined : text;
}

function textParts(js: JsApp, expr: Expr, depth: number): readonly string[] {
  if (depth > 6) return ['*'];
  switch (expr.is) {
    case 'literal':
      return [String(expr.value ?? '')];
    case 'text':
      return expr.parts.flatMap((part) => textParts(js, part, depth + 1));
    case 'env': {
      const [settled] = js.settle(expr);
      const value = settled && settled.expr !== expr ? textParts(js, settled.expr, depth + 1) : ['*'];
      return [...value, `/<${expr.name}>`];
    }
    case 'opaque':
      return [`*${nameIn(expr.source)}*`];
    case 'call':
      if (/^(os|node:os)$/.test(expr.module) && expr.name === 'tmpdir') return ['/tmp'];
      // A member of what a package made: `app.config.uploadsDir`.
      return [`*${/\(\)\.[\w.]+$/.test(expr.name) ? nameIn(expr.name.slice(expr.name.lastIndexOf('()') + 3)) : ''}*`];
    default: {
      const [settled] = js.settle(expr);
      if (!settled || settled.expr === expr) return [expr.is === 'setting' ? `*<${expr.key.split('#').at(-1)}>*` : '*'];
      return textParts(js, settled.expr, depth + 1);
    }
  }
}

/** A name in the source says something, even where its value is not known (`Database.uploadDir`, `uploadPath`). */
function nameIn(source: string): string {
  const steps = /^([\w.$]+)\s*(\(|$)/.exec(source)?.[1]?.split('.');
  if (!steps) return '';
  // The last step says it, unless it is only `dir` or `path`: `config.uploadsDir`, `storage.root`.
  const own = /^_?(dir|directory|folder|path|file|filename|root|base|name)$/i.test(steps.at(-1) ?? '') ? -2 : -1;
  return `<${steps.slice(own).join('.')}>`;
}

/** The folder for temporary files of the system. */
export function isTemporary(path: string): boolean {
  return /^\/(var\/)?tmp(\/|$)|^\/dev\//.test(path) || /<[\w.]*(tmp|temp)[\w.]*>/i.test(path);
}
