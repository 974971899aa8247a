import type { Expr } from '../../facts/expr.js';
import { said } from '../../resolve/evidence.js';
import { baseName } from '../docker/paths.js';
import { entries } from '../yaml/values.js';
import { upper } from './address-lines.js';
import { type Address, kindOf, placeOfAddress } from './addresses.js';
import { type AnsibleFiles, groupVars } from './files.js';
import { templateText, valueIn } from './jinja.js';
import type { Program, TaskRun } from './plays.js';
import { chosenHost } from './tasks.js';

/** Where a role asks from: one of the repository by its folder, one from elsewhere by its name. */
interface Asker {
  readonly name: string;
  readonly run: Omit<TaskRun, 'body'>;
}

/** Variables that look after the stores of the own host, or log into them as their master. */
const ofMachine =
  /(^|_)(exporter|monitor\w*|backup|zabbix|munin|agent|root|admin|test|bind|listen|allow\w*|grant\w*)(_|$)/i;

/**
 * Addresses of stores that roles are given by variables named after them (`shop_db_host` of a role `shop`, `drupal_db_host` of a role that is
 * not in the repository), as the play has them in force.
 */
export function askedBy(program: Program, files: AnsibleFiles): readonly Address[] {
  const askers = new Map<string, Asker>();
  for (const run of program.runs) if (run.folder && !chosenHost(run)) askers.set(`${run.play.group} ${run.folder}`, { name: run.folder, run });
  for (const { name, run } of program.foreign) if (!chosenHost(run)) askers.set(`${run.play.group} ${name}`, { name, run });
  return [...askers.values()].flatMap((asker) => addressesOf(asker, files));
} // biome-ignore format: one loop

function addressesOf({ name, run }: Asker, files: AnsibleFiles): readonly Address[] {
  const prefix = baseName(name).replace(/^.*\./, '').replace(/\W/g, '_').toLowerCase();
  const own = [`${name}/defaults/main.yml`, `${name}/defaults/main.yaml`, `${name}/vars/main.yml`].flatMap((file) => files.maps.get(file) ?? []);
  const keys = new Set([...own, ...groupVars(files, [run.play.group], run.play.file)].map(({ key }) => key));
  return [...keys].flatMap((key): readonly Address[] => {
    if (!key.toLowerCase().startsWith(`${prefix}_`) || ofMachine.test(key)) return [];
    const value = valueIn(run.scope(key), run.scope);
    const found = hostIn(key, value, run);
    const kind = found && kindOf(found.name);
    if (!found?.value || !kind) return [];
    const place = placeOfAddress(found.value, templateText(found.value) ?? '');
    return [{ asker: name, kind, label: `the database of ${prefix}`, ...place, because: [said(found.value.at, `is the address that ${key} has`)] }];
  });
} // biome-ignore format: lists

/** The variable itself, or the host among the options of a connection. */
function hostIn(key: string, value: Expr | undefined, run: Asker['run']): { readonly name: string; readonly value: Expr | undefined } | undefined {
  if (value?.is !== 'map') return { name: upper(key), value };
  const host = entries(value).find((entry) => /^(host(name)?|server|address)$/.test(entry.key));
  return host && { name: upper(`${key.replace(/_(options|config|settings|connection|params)$/, '')}_${host.key}`), value: valueIn(host.value, run.scope) };
} // biome-ignore format: one signature
