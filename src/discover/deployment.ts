import type { FileRef } from './file-ref.js';

/** The file or folder that the user names, as paths of the repository are written: `./deploy/` is `deploy`. */
export function deploymentPath(given: string): string {
  return given.replace(/^\.\//, '').replace(/(?<!\/)\/+$/, '');
}

/** The files of the way that the user names ship, whatever their names say. */
export function withDeployment(refs: readonly FileRef[], path: string | undefined): readonly FileRef[] {
  if (path === undefined || path === '' || path === '.') return refs;
  return refs.map((ref) => (ref.path === path || ref.path.startsWith(`${path}/`) ? asShipped(ref) : ref));
}

/** A file that something shows to ship, whatever its name says. */
export function asShipped(ref: FileRef): FileRef {
  return /^(dev|test|docs)$/.test(ref.role) ? { ...ref, role: 'shipped' } : ref;
}

/**
 * A text for people that may say how the app is started: at the top of the repository, or a page of its documentation that leads through setting up
 * a server. It is read for that alone.
 */
export function tellsHowToStart({ path, role }: FileRef): boolean {
  return role === 'docs' && (/^(README|INSTALL|DEPLOY(MENT|ING)?)(\.(md|rst|txt|adoc))?$/i.test(path) || guides.test(path));
} // biome-ignore format: one condition

const guides =
  /(^|\/)docs?\/(?=.{0,200}(install|production|deploy))(?!.{0,200}(README|INSTALL|DEPLOY)[^/]{0,40}$).{1,300}\.(rst|md)$/;
