import type { Expr } from '../../facts/expr.js';
import type { Fact } from '../../facts/fact.js';
import { byHand, type Change, everyProcess, type Repair, switchTo } from '../../resolve/repair.js';
import { atLeast } from '../../resolve/version.js';
import { unlessGiven } from '../lacking.js';
import type { RailsConfig } from './settings.js';

/** A cloud service that config/storage.yml already describes, or one that is added to it. */
export function storageRepair(config: RailsConfig): Repair {
  const [described] = clouds(config);
  const name = described ?? 'amazon';
  const needs = movedTo(config, name);
  const chosen = config.fact('active_storage.service')?.value;
  const change = switchTo(chosen, config.environment, { env: name, code: `:${name}` });
  const own = chosen && ownSwitch(config, chosen);
  if (own) return own;
  if (chosen?.is === 'env' && !(described && change))
    return {
      ...byHand(
        `Set ${chosen.name} to the name of a cloud service of config/storage.yml${described ? ` ('${name}')` : ''}, with what that service reads there`,
        ...(described
          ? [given(config, [chosen.name, ...variablesOf(config, name)]), ...elsewhere(config, name)]
          : ['Describe a bucket in config/storage.yml, where none of its services is in one yet.']),
        ...needs,
      ),
      whole: true,
    };
  const bucket = described ? undefined : newService(config, name);
  if (!change || !(described || bucket))
    return {
      title: 'Choose a cloud service for Active Storage',
      safety: 'manual',
      changes: [],
      needs: ['describe the bucket in config/storage.yml and choose it in config/environments/production.rb', ...needs],
    };
  const provision = bucket
    ? ['bundle add aws-sdk-s3', 'provision a bucket; set AWS_REGION, AWS_BUCKET and the credentials on every server']
    : [`provision the bucket of the service '${name}'`];
  return {
    title: `Keep Active Storage files in '${name}'`,
    safety: 'unsafe',
    changes: [...(bucket ? [bucket] : []), change],
    needs: [...provision, ...needs],
    ...(bucket ? unlessGiven(config.environment, ['AWS_REGION', 'AWS_BUCKET']) : {}),
  };
}

/** Services of config/storage.yml that are in a bucket. */
function clouds(config: RailsConfig): readonly string[] {
  return config
    .under('storage.')
    .filter(
      ({ key, value }) =>
        key.endsWith('.service') && value.is === 'literal' && /^(S3|GCS|Azure\w*)$/.test(String(value.value)),
    )
    .flatMap(({ key }) => key.split('.')[1] ?? []);
}

/** Variables that the app asks for one after the other, and that choose a service which is described: one of them is given, and all stays as it is. */
function ownSwitch(config: RailsConfig, chosen: Expr): Repair | undefined {
  const described = clouds(config);
  const ways: { readonly asked: string; readonly name: string }[] = [];
  let rest: Expr | undefined = chosen;
  while (rest?.is === 'choice') {
    const { when, whenTrue }: Expr & { is: 'choice' } = rest;
    const name = whenTrue.is === 'literal' ? String(whenTrue.value) : '';
    if (when?.is === 'env' && described.includes(name)) ways.push({ asked: when.name, name });
    rest = rest.whenFalse;
  }
  const [first, ...others] = ways;
  if (!first) return undefined;
  const instead = others.map(({ asked, name }) => `${asked} for '${name}'`);
  return {
    ...byHand(
      `Set ${first.asked}: the app takes the service '${first.name}' of config/storage.yml where it is given`,
      given(config, [...new Set([first.asked, ...variablesOf(config, first.name)])]),
      ...elsewhere(config, first.name),
      ...(instead.length > 0 ? [`Or another one that is described: ${instead.join(', ')}, with what that reads there.`] : []),
      ...movedTo(config, first.name),
    ),
    whole: true,
  };
} // biome-ignore format: one list a line

function given(config: RailsConfig, names: readonly string[]): string {
  const where = everyProcess(config.environment);
  return `Provide the bucket, and give ${names.join(', ')} to ${where ?? 'every process of every server'}.`;
}

/** The variable of another endpoint than Amazon's. */
function elsewhere(config: RailsConfig, name: string): readonly string[] {
  return config.under(`storage.${name}.endpoint`).flatMap(({ value }) => (value.is === 'env' && value.fallback === undefined ? [`Give ${value.name} the address of the store too, unless it is Amazon's.`] : [])); // biome-ignore format: one list
}

/** What a service of config/storage.yml reads of the environment and has nothing to fall back on for; another endpoint than Amazon's is a wish. */
function variablesOf(config: RailsConfig, name: string): readonly string[] {
  const read = config
    .under(`storage.${name}.`)
    .filter(({ key }) => !key.endsWith('.endpoint'))
    .flatMap(({ value }) => (value.is === 'env' && value.fallback === undefined ? [value.name] : []));
  return [...new Set(read)];
}

/**
 * What is there already. The Disk service puts a file two folders deep, by the first letters of its key, and a bucket has it under the key alone; each
 * row names the service that it is read from (activestorage 6.1, disk_service.rb, s3_service.rb, blob.rb: `service_name`).
 */
function movedTo(config: RailsConfig, name: string): readonly string[] {
  const service = config.get('active_storage.service');
  const now = service.state === 'known' && typeof service.value === 'string' ? service.value : undefined;
  const from = folderOf(now === undefined ? undefined : config.fact(`storage.${now}.root`), now);
  const isNamed = config.version === undefined || atLeast(config.version, 6, 1);
  const whose = now === undefined ? '<the service of today>' : now;
  return [
    `copy the files that exist below ${from} into the bucket, each under its blob key alone, without the two folders before it`,
    ...(isNamed ? [`then tell their rows, each of which names the service that it is read from: ActiveStorage::Blob.where(service_name: '${whose}').update_all(service_name: '${name}')`] : []),
  ];
} // biome-ignore format: one list a line

/** As config/storage.yml writes it: `<%= Rails.root.join("storage") %>`. */
function folderOf(root: Fact<'setting'> | undefined, service: string | undefined): string {
  const value = root?.value;
  if (value?.is === 'literal') return `${value.value}`;
  const source = value?.is === 'opaque' ? value.source : undefined;
  const joined = source && /Rails\.root\.join\(\s*["']([\w./-]+)["']\s*\)/.exec(source)?.[1];
  if (joined) return `${joined}/`;
  return service === undefined ? 'the folder of its service' : `the \`root\` of the service '${service}' in config/storage.yml`;
} // biome-ignore format: one choice a line

/** Behind the last service of config/storage.yml, all of which is read in every environment: what is not given there must not stop it. */
function newService(config: RailsConfig, name: string): Change | undefined {
  const last = config.under('storage.').toSorted((a, b) => b.at.end - a.at.end)[0];
  const text = `\n\n${name}:\n  service: S3\n  region: <%= ENV["AWS_REGION"] %>\n  bucket: <%= ENV["AWS_BUCKET"] %>`;
  return last && { is: 'insert', at: last.at, where: 'after', text };
}
