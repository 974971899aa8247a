import type { App } from './app.js';

/**
 * An app that only says how others are started answers no request itself: those whose code stands below it do, and what tells of their health
 * tells of it. So does that of the app around it, where all that serves is a container of that one.
 */
export function withInnerHealth(apps: readonly App[]): readonly App[] {
  return apps.map((app) => {
    if (app.parts.healthChecks?.length || !app.stack.every(({ infrastructure }) => infrastructure)) return app;
    const isOuter = (app.parts.httpApps ?? []).every(({ at }) => !isWithin(at.file, app.path));
    const others = apps.filter(
      ({ path }) => path !== app.path && (isWithin(path, app.path) || (isOuter && isWithin(app.path, path))),
    );
    const healthChecks = others.flatMap(({ parts }) => parts.healthChecks ?? []);
    const answeredPaths = others.flatMap(({ parts }) => parts.answeredPaths ?? []);
    return healthChecks.length === 0 ? app : { ...app, parts: { ...app.parts, healthChecks, answeredPaths } };
  });
}

function isWithin(path: string, folder: string): boolean {
  return folder === '.' || path.startsWith(`${folder}/`);
}
