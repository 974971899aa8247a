import type { Expr, ExprEntry } from '../../facts/expr.js';
import type { Facts } from '../../facts/fact.js';
import { baseName, folderOf } from '../docker/paths.js';
import { entries } from '../yaml/values.js';

/** The files of playbooks, roles and variables, by path. */
export interface AnsibleFiles {
  /** Playbooks and files of tasks. */
  readonly lists: ReadonlyMap<string, Expr>;
  readonly maps: ReadonlyMap<string, readonly ExprEntry[]>;
  /** Variables of groups that inventories list themselves: by path, then by group. */
  readonly inventories: ReadonlyMap<string, readonly ExprEntry[]>;
  /** Folders of roles by their names; a name may stand in several places. */
  readonly roles: ReadonlyMap<string, readonly string[]>;
}

export function ansibleFiles(facts: Facts): AnsibleFiles {
  const lists = new Map<string, Expr>();
  const maps = new Map<string, ExprEntry[]>();
  const inventories = new Map<string, readonly ExprEntry[]>();
  const roles = new Map<string, string[]>();
  for (const { technology, tree, at } of facts.of('document')) {
    if (technology === 'ansible') lists.set(at.file, tree);
    if (technology === 'ansible-vars' || technology === 'ansible-host')
      maps.set(at.file, [...(maps.get(at.file) ?? []), ...entries(tree)]);
    if (technology === 'ansible-group-vars') inventories.set(at.file, entries(tree));
    const [, folder, name] = /^((?:.*\/)?([^/]+))\/tasks\/[^/]+\.ya?ml$/.exec(at.file) ?? [];
    if (technology === 'ansible' && folder && name && !roles.get(name)?.includes(folder))
      roles.set(name, [...(roles.get(name) ?? []), folder]);
  }
  return { lists, maps, inventories, roles };
}

/** The folder of a role as a playbook finds it: below its own folder before others. */
export function roleFolder(files: AnsibleFiles, name: string, playbook: string): string | undefined {
  const own = baseName(name.replace(/(?<!\/)\/+$/, ''));
  const found = files.roles.get(own) ?? [];
  const near = folderOf(playbook);
  return found.find((folder) => near === '.' || folder.startsWith(`${near}/`)) ?? found[0];
}

/** `folder/name` with any ending of YAML. */
export function listAt(files: AnsibleFiles, path: string): string | undefined {
  return [path, `${path}.yml`, `${path}.yaml`].find((one) => files.lists.has(one));
}

/** A path against a folder; `..` and `.` are followed. */
export function resolved(folder: string, path: string): string {
  const parts = folder === '.' || path.startsWith('/') ? [] : folder.split('/');
  for (const part of path.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '.' && part !== '') parts.push(part);
  }
  return parts.join('/');
}

/** Variables beside an inventory are for all playbooks of its project: `inventory/group_vars` and `playbooks/site.yml`. */
function isOfOneProject(inventory: string, playbooks: string): boolean {
  const project = /^(?:(.*)\/)?(?:inventor(?:y|ies)|environments|hosts)(?:\/|$)/.exec(inventory);
  return (
    project !== null && (project[1] === undefined || playbooks === project[1] || playbooks.startsWith(`${project[1]}/`))
  );
}

const notProduction =
  /(^|[-_.])(dev|devel|development|staging|stage|vagrant|local|test|testing|molecule|ci|qa)([-_.]|$)/i;
const production = /(^|[-_.])(prod|production|live)([-_.]|$)/i;

/** Whether a name says that something is not for production. */
export function isAside(name: string): boolean {
  return notProduction.test(name);
}

/**
 * Variables of groups for a play of these hosts, the strongest first: those of production, of the play's groups, of all; then what the inventory
 * itself lists (docs.ansible.com, playbook_guide/playbooks_variables, precedence).
 */
export function groupVars(files: AnsibleFiles, groups: readonly string[], playbook: string): readonly ExprEntry[] {
  const near = folderOf(playbook);
  const ranked: { readonly rank: number; readonly own: readonly ExprEntry[] }[] = [];
  const found = [...files.maps].flatMap(([file, own]) => {
    const [matched, above = '', group = ''] = /^((?:.*\/)?)group_vars\/([^/]+?)(?:\.ya?ml)?(?:\/.*)?$/.exec(file) ?? [];
    const folder = above.replace(/\/$/, '') || '.';
    const isNear = near === '.' || folder === '.' || folder === near || folder.startsWith(`${near}/`) || near.startsWith(`${folder}/`) || isOfOneProject(folder, near);
    return matched !== undefined && isNear ? [{ folder, group, own, aside: isAside(baseName(folder)), listed: false }] : [];
  });
  for (const [file, own] of files.inventories)
    for (const { key: group, value } of own)
      found.push({ folder: file, group, own: entries(value), aside: file.split('/').some(isAside), listed: true });
  // an inventory for trying things out is all that is said, where there is no other
  const isOnly = found.every(({ aside }) => aside);
  for (const { folder, group, own, aside, listed } of found) {
    if (aside && !isOnly) continue;
    const rank = listed ? (groups.includes(group) ? 3 : group === 'all' ? 4 : -1) : production.test(group) || (production.test(folder) && group !== 'all') ? 0 : groups.includes(group) ? 1 : group === 'all' ? 2 : -1;
    if (rank >= 0) ranked.push({ rank, own });
  }
  return ranked.sort((a, b) => a.rank - b.rank).flatMap(({ own }) => own);
} // biome-ignore format: lists
