import { known, said } from '../../resolve/evidence.js';
import type { BootStep } from '../../resolve/parts/boot-step.js';
import type { Process } from '../../resolve/parts/topology.js';
import { keepsTables } from '../emptied-tables.js';
import { imageName } from './known-images.js';

/** serversideup/docker-php 4.0, src/common/etc/entrypoint.d/50-laravel-automations.sh: what variables make every start do, off unless `AUTORUN_ENABLED`. */
const image = /(^|\/)serversideup\/php$/;

/** Migrations that the base image runs by itself when a variable of the container asks for them. */
export function automationSteps(from: string | undefined, process: Process, variable: (name: string) => string | undefined): readonly BootStep[] {
  if (!image.test(imageName(from) ?? '')) return [];
  const isOn = (name: string, usual: boolean) => {
    const value = variable(name);
    return value === undefined ? undefined : value === '' ? usual : value === 'true';
  };
  const migrates = isOn('AUTORUN_LARAVEL_MIGRATION', true);
  if (isOn('AUTORUN_ENABLED', false) !== true || migrates !== true) return [];
  const set = (name: string) => process.environment.find((entry) => entry.name === name);
  const at = (set('AUTORUN_LARAVEL_MIGRATION') ?? set('AUTORUN_ENABLED'))?.value.at ?? process.at;
  const mode = variable('AUTORUN_LARAVEL_MIGRATION_MODE');
  const wipes = mode === 'fresh' || mode === 'refresh';
  const label = `php artisan migrate${wipes ? `:${mode}` : ''} --force`;
  const because = [said(at, `makes the image run ${label} at every start`)];
  const isolation = set('AUTORUN_LARAVEL_MIGRATION_ISOLATION')?.value.at ?? at;
  const lock = [said(isolation, "takes a lock of the app's cache by --isolated")];
  const isolated = isOn('AUTORUN_LARAVEL_MIGRATION_ISOLATION', false) === true;
  return [
    {
      step: wipes ? 'reset-shared-state' : 'migrate',
      label,
      technology: 'laravel',
      when: 'each-start',
      guards: isolated ? [{ label: '--isolated', kind: 'once', backend: known({ technology: 'cache', reach: 'shared' }, lock), at: isolation }] : [],
      runs: known(true, because),
      repair: wipes ? keepsTables(label) : undefined,
      at,
    },
  ];
} // biome-ignore format: conditions
