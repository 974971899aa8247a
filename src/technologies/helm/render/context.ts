import { table } from '../../../table.js';
import { entryAt, textAt } from './chart.js';
import { regexOf } from './regex.js';
import type { Installed } from './release.js';
import { versionOf } from './semver.js';
import { toYaml } from './to-yaml.js';
import { bool, type Dict, dict, int, list, type Method, nil, type Text, type Value, words } from './value.js';

/** What `.` is in the templates of a chart. */
export function contextOf(installed: Installed, release: Dict, isRoot: boolean): Dict {
  return dict([
    ['Chart', aboutOf(installed, isRoot)],
    ['Release', release],
    ['Values', installed.values],
    ['Capabilities', capabilities],
    ['Files', filesOf(filesIn(installed))],
    ['Subcharts', dict([])],
  ]);
}

/** The release is named as the chart: `helm install shop ./shop`, or an upgrade of that. */
export function releaseOf(name: string, upgrades: boolean): Dict {
  return dict([
    ['Name', words(name)],
    ['Namespace', words('default')],
    ['IsInstall', bool(!upgrades)],
    ['IsUpgrade', bool(upgrades)],
    ['Revision', int(upgrades ? 2 : 1, undefined, 'int')],
    ['Service', words('Helm')],
  ]);
}

const fields: readonly (readonly [string, string])[] = [
  ['Name', 'name'],
  ['Home', 'home'],
  ['Version', 'version'],
  ['Description', 'description'],
  ['Icon', 'icon'],
  ['APIVersion', 'apiVersion'],
  ['Condition', 'condition'],
  ['Tags', 'tags'],
  ['AppVersion', 'appVersion'],
  ['KubeVersion', 'kubeVersion'],
  ['Type', 'type'],
];

/** Chart.yaml with the names of Helm's own structure; what it does not say is empty. */
function aboutOf({ chart, name }: Installed, isRoot: boolean): Dict {
  const texts = fields.map(([field, key]): readonly [string, Value] => {
    const given = entryAt(chart.about, key);
    if (field === 'Name' && name !== chart.name) return [field, words(name)];
    return [field, given?.is === 'string' ? given : words(textAt(chart.about, key), given?.is === 'number' ? given.at : undefined)];
  });
  const others = (['Keywords', 'Sources', 'Maintainers', 'Dependencies'] as const).map((field): readonly [string, Value] => [field, entryAt(chart.about, field.toLowerCase()) ?? list([])]);
  return dict([...texts, ...others, ['Annotations', entryAt(chart.about, 'annotations') ?? dict([])], ['Deprecated', entryAt(chart.about, 'deprecated') ?? bool(false)], ['IsRoot', bool(isRoot)]], { shown: '{chart}' });
} // biome-ignore format: a table

/** The cluster that is assumed: one of 2024, with the kinds that Kubernetes itself has. */
const version = 'v1.30.0';
const [major, minor] = versionOf(version)?.numbers ?? [1, 30];

const groups: Readonly<Record<string, string>> = table({
  v1: 'Pod Service ConfigMap Secret PersistentVolumeClaim PersistentVolume ServiceAccount Namespace Node Endpoints',
  'apps/v1': 'Deployment StatefulSet DaemonSet ReplicaSet ControllerRevision',
  'batch/v1': 'Job CronJob',
  'autoscaling/v1': 'HorizontalPodAutoscaler',
  'autoscaling/v2': 'HorizontalPodAutoscaler',
  'policy/v1': 'PodDisruptionBudget',
  'networking.k8s.io/v1': 'Ingress IngressClass NetworkPolicy',
  'rbac.authorization.k8s.io/v1': 'Role RoleBinding ClusterRole ClusterRoleBinding',
  'storage.k8s.io/v1': 'StorageClass CSIDriver',
  'scheduling.k8s.io/v1': 'PriorityClass',
  'apiextensions.k8s.io/v1': 'CustomResourceDefinition',
  'admissionregistration.k8s.io/v1': 'ValidatingWebhookConfiguration MutatingWebhookConfiguration',
  'coordination.k8s.io/v1': 'Lease',
  'discovery.k8s.io/v1': 'EndpointSlice',
});

function hasVersion(name: string): boolean {
  const kinds = groups[name];
  if (kinds !== undefined) return true;
  const at = name.lastIndexOf('/');
  return (groups[name.slice(0, Math.max(0, at))] ?? '').split(' ').includes(name.slice(at + 1));
}

const capabilities: Dict = dict(
  [
    ['KubeVersion', dict([['Version', words(version)], ['GitVersion', words(version)], ['Major', words(String(major))], ['Minor', words(String(minor))]], { shown: version })],
    ['APIVersions', dict([], { shown: '[v1 apps/v1]', methods: new Map<string, Method>([['Has', ([name]) => bool(name?.is === 'string' && hasVersion(name.text))]]) })],
    ['HelmVersion', dict([['Version', words('v3.15.0')], ['GitCommit', words('')], ['GoVersion', words('go1.22.0')]], { shown: '{v3.15.0}' })],
  ],
  { shown: '{capabilities}' },
); // biome-ignore format: a table

type ChartFiles = ReadonlyMap<string, Text>;

function filesIn({ chart }: Installed): ChartFiles {
  return new Map(
    [...chart.files]
      .filter(([path]) => !/^(templates\/|Chart\.ya?ml$|values\.ya?ml$|charts\/)/.test(path))
      .map(([path, file]) => [
        path,
        { is: 'string', text: file.text, pieces: [{ text: file.text, at: file.at, exact: true }] },
      ]),
  );
}

/** `.Files`: which files a chart holds besides is not known, so what is not found is a hole. */
function filesOf(files: ChartFiles, sure = false): Dict {
  const named = (name: Value | undefined) => (name?.is === 'string' ? files.get(name.text) : undefined);
  const missing = (name: Value | undefined): Value => {
    if (sure) return words('');
    const path = name?.is === 'string' ? name.text : '?';
    return { is: 'hole', source: `.Files.Get "${path}"`, why: `holds the file ${path}, which was not read` };
  };
  const methods = new Map<string, Method>([
    ['Get', ([name]) => named(name) ?? missing(name)],
    ['GetBytes', ([name]) => named(name) ?? missing(name)],
    ['Lines', ([name]) => {
      const text = named(name)?.text;
      return text === undefined ? missing(name) : list(text.replace(/\n$/, '').split('\n').map((line) => words(line)), 'string');
    }],
    ['Glob', ([pattern]) => {
      const test = pattern?.is === 'string' ? globOf(pattern.text) : undefined;
      return test ? filesOf(new Map([...files].filter(([path]) => test(path))), true) : nil;
    }],
    ['AsConfig', () => asConfig(files, (text) => text)],
    ['AsSecrets', () => asConfig(files, (text) => words(Buffer.from(text.text, 'utf8').toString('base64'), text.pieces[0]?.at))],
  ]); // biome-ignore format: a table
  return dict(files, { methods });
}

/** The files as the entries of a ConfigMap, by their own names. */
function asConfig(files: ChartFiles, change: (text: Text) => Text): Value {
  const entries = [...files].map(([path, text]): readonly [string, Value] => [
    path.slice(path.lastIndexOf('/') + 1),
    change(text),
  ]);
  return entries.length === 0 ? words('') : toYaml(dict(entries));
}

/** Patterns of gobwas/glob, with `/` as separator: `*`, `**`, `?`, `[a-z]`, `{a,b}`. */
function globOf(pattern: string): ((path: string) => boolean) | undefined {
  let regex = '';
  let depth = 0;
  for (let at = 0; at < pattern.length; at++) {
    const char = pattern[at] ?? '';
    if (char === '*') {
      const deep = pattern[at + 1] === '*';
      regex += deep ? '.*' : '[^/]*';
      if (deep) at++;
    } else if (char === '?') regex += '[^/]';
    else if (char === '{') { regex += '('; depth++; }
    else if (char === '}' && depth > 0) { regex += ')'; depth--; }
    else if (char === ',' && depth > 0) regex += '|';
    else if (char === '[') regex += '[';
    else if (char === ']') regex += ']';
    else regex += char.replace(/[\\^$.|+()]/g, '\\$&');
  } // biome-ignore format: a table
  const compiled = regexOf(`^(${regex})$`);
  return compiled && ((path) => compiled.exec(path, 0) !== undefined);
}
