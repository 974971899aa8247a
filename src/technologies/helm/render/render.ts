import type { Fact } from '../../../facts/fact.js';
import { onceFor } from '../../../once.js';
import { parseGoTemplate } from '../../../parse/go-template.js';
import type { GoNode } from '../../../parse/go-template-tree.js';
import { contextOf, releaseOf } from './context.js';
import type { Refusal, Script, Template } from './machine.js';
import { afresh, type Installed } from './release.js';
import { define, machineOf, rendered, withoutMissing } from './run.js';
import { compareTexts, type Dict, type Place, type Text, textOf, words } from './value.js';

/** What a template file prints. */
export interface RenderedFile {
  /** `shop/templates/deployment.yaml` */
  readonly name: string;
  readonly file: Fact<'chart-file'>;
  readonly installed: Installed;
  readonly text: Text;
  /** Switches of the values files that turned something of it off. */
  readonly switches: readonly Place[];
}

export interface RenderedRelease {
  readonly files: readonly RenderedFile[];
  /** Why something is missing from the files. */
  readonly refusals: readonly Refusal[];
  /** What the chart said when it refused its values. */
  readonly fails: readonly string[];
}

interface Source {
  readonly name: string;
  readonly file: Fact<'chart-file'>;
  readonly installed: Installed;
  readonly context: Dict;
  readonly script: Script;
  readonly nodes: readonly GoNode[];
}

/** Renders a release, as it is installed or as it is upgraded; with `only`, just the files of these names. */
export function renderRelease(release: Installed, only?: ReadonlySet<string>, upgrades = false): RenderedRelease {
  const about = releaseOf(release.name, upgrades);
  const refusals: Refusal[] = [];
  const sources = sourcesOf(afresh(release), about, true, refusals).toSorted(deepestFirst);
  const templates = new Map<string, Template>();
  for (const { name, nodes, script } of sources) {
    templates.set(name, { script, body: nodes });
    define(nodes, script, templates);
  }
  const machine = machineOf(templates, upgrades);
  const files: RenderedFile[] = [];
  for (const source of sources) {
    if (!prints(source) || (only && !only.has(source.name))) continue;
    machine.switches.clear();
    source.context.entries.set('Template', { value: dictOf(source) });
    const template = { script: source.script, body: source.nodes };
    const text = withoutMissing(rendered(template, source.context, machine));
    files.push({ ...source, text, switches: [...machine.switches.values()] });
  }
  return { files, refusals: [...refusals, ...machine.refusals], fails: machine.fails };
}

function dictOf({ name, installed }: Source): Dict {
  return { is: 'dict', entries: new Map([['Name', { value: words(name) }], ['BasePath', { value: words(`${installed.path}/templates`) }]]) };
} // biome-ignore format: one record

/** As Helm sorts them, so that a definition of a chart above replaces one of its parts. */
function deepestFirst(a: Source, b: Source): number {
  const depth = ({ name }: Source) => name.split('/').length;
  return depth(b) - depth(a) || compareTexts(b.name, a.name);
}

function prints({ name, installed }: Source): boolean {
  const base = name.slice(name.lastIndexOf('/') + 1);
  return !base.startsWith('_') && /\.(ya?ml|json)$/.test(base) && !installed.chart.isLibrary;
}

function sourcesOf(installed: Installed, about: Dict, isRoot: boolean, refusals: Refusal[]): readonly Source[] {
  const context = contextOf(installed, about, isRoot);
  const subcharts = context.entries.get('Subcharts')?.value;
  const own = [...installed.chart.files].flatMap(([path, file]): readonly Source[] => {
    if (!path.startsWith('templates/')) return [];
    const { tree, problems } = parsedOf(file);
    const [problem] = problems;
    if (problem)
      refusals.push({
        says: `the template cannot be read: ${problem.message}`,
        at: { ...file.at, start: problem.start, end: problem.start },
      });
    const name = `${installed.path}/${path}`;
    return [{ name, file, installed, context, script: scriptOf(name, file), nodes: tree }];
  });
  const below = installed.parts.flatMap((part) => {
    const sources = sourcesOf(part, about, false, refusals);
    const [first] = sources;
    if (first && subcharts?.is === 'dict') subcharts.entries.set(part.name, { value: first.context });
    return sources;
  });
  return [...own, ...below];
}

/** A template is rendered more than once: as it is shipped, and with its switches on. */
const parsedOf = onceFor(({ text }: Fact<'chart-file'>) => parseGoTemplate(text));

function scriptOf(name: string, { text, at: { file } }: Fact<'chart-file'>): Script {
  return {
    name,
    text,
    place: (start, end) => ({ file, start, end }),
    cut: (start, end) => textOf([{ text: text.slice(start, end), at: { file, start, end }, exact: true }]),
  };
}
