import type { App } from './app.js';

/**
 * An app that only says how others are started answers no request itself: those whose code stands below it do, and what tells of their health
 * tells of it.
 */
export function withInnerHealth(apps: readonly App[]): readonly App[] {
  return apps.map((app) => {
    if (app.parts.healthChecks?.length || !app.stack.every(({ infrastructure }) => infrastructure)) return app;
    const below = apps.filter(({ path }) => path !== app.path && (app.path === '.' || path.startsWith(`${app.path}/`)));
    const healthChecks = below.flatMap(({ parts }) => parts.healthChecks ?? []);
    return healthChecks.length === 0 ? app : { ...app, parts: { ...app.parts, healthChecks } };
  });
}
