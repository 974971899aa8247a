import { npmPackage } from '../../npm/packages.js';
import type { JsApp } from '../resolve-js.js';

/** Server frameworks, the one that serves users first where several are there. */
const frameworks: readonly (readonly [string, string])[] = [
  ['@nestjs/core', 'nest'],
  ['next', 'next'],
  ['fastify', 'fastify'],
  ['koa', 'koa'],
  ['hono', 'hono'],
  ['@hapi/hapi', 'hapi'],
  ['express', 'express'],
];

/** The framework that an app answers with, as its technology's name; `node` without one. */
export function frameworkOf(js: JsApp): string {
  for (const [name, technology] of frameworks) if (npmPackage(js.app.facts, name)) return technology;
  return 'node';
}
