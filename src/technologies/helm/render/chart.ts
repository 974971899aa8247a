import type { Fact } from '../../../facts/fact.js';
import { parseYaml } from '../../../parse/yaml.js';
import { folderOf } from '../../docker/paths.js';
import { valueOfNode } from './data.js';
import { type Dict, dict, type Place, type Value } from './value.js';

/** A chart as it lies in the repository. */
export interface Chart {
  readonly folder: string;
  readonly name: string;
  /** It only has named templates for others. */
  readonly isLibrary: boolean;
  /** Chart.yaml. */
  readonly about: Dict;
  readonly aboutAt: Place;
  readonly values: Dict;
  /** What stands over the defaults in production (`values-production.yaml`). */
  readonly production?: Dict;
  /** Templates and other files, by their path in the chart. */
  readonly files: ReadonlyMap<string, Fact<'chart-file'>>;
  readonly needs: readonly Need[];
  /** Data files that could not be read. */
  readonly broken: readonly { readonly at: Place; readonly says: string }[];
}

/** A chart that another one brings along. */
export interface Need {
  readonly name: string;
  readonly alias?: string;
  readonly conditions: readonly string[];
  readonly tags: readonly string[];
  readonly imports: readonly { readonly child: string; readonly parent: string }[];
  /** A folder of the repository (`file://../common`). */
  readonly folder?: string;
  readonly repository: string;
  readonly version: string;
  readonly at: Place;
}

/** All charts of a repository, by folder. */
export function chartsIn(files: readonly Fact<'chart-file'>[]): ReadonlyMap<string, Chart> {
  const folders = files.filter(({ at }) => /(^|\/)Chart\.ya?ml$/.test(at.file)).map(({ at }) => folderOf(at.file));
  const owned = new Map<string, Map<string, Fact<'chart-file'>>>(folders.map((folder) => [folder, new Map()]));
  for (const file of files) {
    const owner = ownerOf(file.at.file, owned);
    if (owner !== undefined)
      owned.get(owner)?.set(owner === '.' ? file.at.file : file.at.file.slice(owner.length + 1), file);
  }
  const charts = new Map<string, Chart>();
  for (const [folder, own] of owned) {
    const chart = chartOf(folder, own);
    if (chart) charts.set(folder, chart);
  }
  return charts;
}

function ownerOf(file: string, charts: ReadonlyMap<string, unknown>): string | undefined {
  for (let folder = folderOf(file); ; folder = folderOf(folder)) {
    if (charts.has(folder)) return folder;
    if (folder === '.') return undefined;
  }
}

function chartOf(folder: string, files: ReadonlyMap<string, Fact<'chart-file'>>): Chart | undefined {
  const broken: { at: Place; says: string }[] = [];
  const read = (...names: readonly string[]) => {
    const file = names.map((name) => files.get(name)).find((one) => one !== undefined);
    return file && dataIn(file, broken);
  };
  const aboutFile = files.get('Chart.yaml') ?? files.get('Chart.yml');
  const about = read('Chart.yaml', 'Chart.yml');
  if (!aboutFile || about?.is !== 'dict') return undefined;
  const values = read('values.yaml', 'values.yml');
  const over = [...files.keys()].filter((name) => production.test(name)).toSorted()[0];
  const overValues = over === undefined ? undefined : read(over);
  const needs = read('requirements.yaml', 'requirements.yml');
  const name = textAt(about, 'name') || folder.slice(folder.lastIndexOf('/') + 1);
  return {
    folder,
    name,
    isLibrary: textAt(about, 'type').toLowerCase() === 'library',
    about,
    aboutAt: { ...aboutFile.at, end: aboutFile.at.start },
    values: values?.is === 'dict' ? values : dict([]),
    ...(overValues?.is === 'dict' ? { production: overValues } : {}),
    files,
    needs: [about, needs]
      .flatMap((one) => itemsAt(one, 'dependencies'))
      .flatMap((one) => needOf(one, folder, aboutFile.at)),
    broken,
  };
}

const production = /^values[-_.](prod|production|live)\.ya?ml$|^(prod|production)[-_.]values\.ya?ml$/i;

function dataIn({ text, at }: Fact<'chart-file'>, broken: { at: Place; says: string }[]): Value | undefined {
  const isValues = /values[^/]{0,300}$/.test(at.file);
  const { tree, problems } = parseYaml(text, { templates: false });
  const [problem] = problems;
  if (problem) broken.push({ at: { file: at.file, start: problem.start, end: problem.start }, says: problem.message });
  const [node] = tree;
  return (
    node &&
    valueOfNode(node, { place: (start, end) => ({ file: at.file, start, end, ...(isValues ? { given: true } : {}) }) })
  );
}

export function entryAt(value: Value | undefined, key: string): Value | undefined {
  return value?.is === 'dict' ? value.entries.get(key)?.value : undefined;
}

export function textAt(value: Value | undefined, key: string): string {
  const found = entryAt(value, key);
  return found?.is === 'string' ? found.text : found?.is === 'number' ? String(found.value) : '';
}

function itemsAt(value: Value | undefined, key: string): readonly Value[] {
  const found = entryAt(value, key);
  return found?.is === 'list' ? found.items : [];
}

function needOf(value: Value, folder: string, at: Place): readonly Need[] {
  const name = textAt(value, 'name');
  if (value.is !== 'dict' || name === '') return [];
  const repository = textAt(value, 'repository');
  const alias = textAt(value, 'alias');
  const path = /^file:\/\/(.+)$/.exec(repository)?.[1];
  const imports = itemsAt(value, 'import-values').map((one) =>
    one.is === 'string'
      ? { child: `exports.${one.text}`, parent: '.' }
      : { child: textAt(one, 'child'), parent: textAt(one, 'parent') },
  );
  return [
    {
      name,
      ...(alias ? { alias } : {}),
      conditions: textAt(value, 'condition').split(',').map((one) => one.trim()).filter((one) => one !== ''),
      tags: itemsAt(value, 'tags').flatMap((tag) => (tag.is === 'string' ? [tag.text] : [])),
      imports,
      repository,
      version: textAt(value, 'version'),
      at: value.at ?? at,
      ...(path === undefined ? {} : { folder: beside(folder, path) }),
    },
  ];
} // biome-ignore format: one record

/** `../common` seen from a folder. */
function beside(folder: string, path: string): string {
  const steps = folder === '.' ? [] : folder.split('/');
  for (const step of path.split('/')) {
    if (step === '..') steps.pop();
    else if (step !== '.' && step !== '') steps.push(step);
  }
  return steps.join('/') || '.';
}
