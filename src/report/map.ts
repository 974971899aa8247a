import type { AppReport, Report, StateEntry, Topology } from './report.js';
import { fit, visible, wrap } from './visible.js';

/** The state map and the topology as text: what is kept, where, who can reach it, what says so; and what runs. */
export function mapText(report: Report, width: number): string {
  const lines = report.apps.flatMap((app) => ['', ...appLines(report, app, width)]);
  return `${lines.slice(1).map(visible).join('\n')}\n`;
}

function appLines(report: Report, app: AppReport, width: number): readonly string[] {
  const stack = app.stack.map(({ title, version }) => (version ? `${title} ${version}` : title)).join(', ');
  const head = app.path === '.' ? stack || 'nothing recognised' : `${app.path}: ${stack || 'nothing recognised'}`;
  return [
    ...wrap(head, width),
    '',
    'What is kept, and who can reach it',
    ...(app.state.length > 0 ? stateTable(app.state, width) : ['  nothing that was found']),
    ...(app.topology ? topologyLines(app.topology, width) : []),
    ...unclearLines(report, app, width),
  ];
}

/** What the files leave open, and what would settle it. */
function unclearLines({ unclear }: Report, app: AppReport, width: number): readonly string[] {
  const own = unclear.filter((one) => one.app === app.path);
  if (own.length === 0) return [];
  const lines = (mark: string, words: string) =>
    wrap(words, width - 2 - mark.length).map(
      (line, index) => `  ${index === 0 ? mark : ' '.repeat(mark.length)}${line}`,
    );
  return [
    '',
    'What is unclear, and what would settle it',
    ...own.flatMap(({ topic, message, settle }) => [...lines('? ', `${topic}: ${message}`), ...lines('  -> ', settle)]),
  ];
}

const marks: Readonly<Record<StateEntry['reach'], string>> = {
  process: '!! process',
  server: '!  server',
  shared: '   shared',
  client: '   client',
  unknown: '?  unknown',
};

function stateTable(entries: readonly StateEntry[], width: number): readonly string[] {
  const reach = 11;
  const where = Math.min(16, Math.max(7, ...entries.map(({ backend }) => backend.length)));
  const proofs = entries.map(proofOf);
  const proof = Math.min(30, Math.max(5, ...proofs.map(({ length }) => length)));
  const what = Math.max(20, width - 2 - where - reach - proof - 3);
  const row = (cells: readonly [string, string, string, string]) =>
    `  ${fit(cells[0], what).padEnd(what)} ${fit(cells[1], where).padEnd(where)} ${cells[2].padEnd(reach)}${end(cells[3], proof)}`.trimEnd();
  const sorted = entries.map((entry, index) => ({ entry, proof: proofs[index] ?? '' }));
  return [
    row(['what', 'where', '   reach', 'proof']),
    ...sorted.map(({ entry, proof: said }) => row([entry.label, entry.backend, marks[entry.reach], said])),
    '',
    '  ! other servers do not see it   !! nor do other processes   ? cannot be told',
  ];
}

/** The file and line that decided. */
function proofOf({ because }: StateEntry): string {
  const step = because.findLast(({ location }) => location !== undefined);
  if (step?.location) return `${step.location.path}:${step.location.line}`;
  return because.at(-1)?.builtin ?? '';
}

/** The end of a path says more than its beginning. */
function end(text: string, width: number): string {
  return text.length <= width ? text : `...${text.slice(text.length - width + 3)}`;
}

function topologyLines({ balancers, processes, services }: Topology, width: number): readonly string[] {
  const rows: string[][] = [
    ...balancers.map(({ name, technology, backends, checks, sticky }) => [
      'balancer',
      name,
      technology,
      [counted(backends, 'backend'), checks && `${checks === 'none' ? 'no' : checks} checks`, sticky && 'sticky'].filter(Boolean).join(', '),
    ]),
    ...processes.map(({ name, technology, role, replicas, pinned }) => [
      role,
      name,
      technology,
      [counted(replicas, 'copy', 'copies'), pinned && 'pinned to one host'].filter(Boolean).join(', '),
    ]),
    ...services.map(({ name, engine, role, nodes, failover, persistent }) => [
      role,
      name,
      engine,
      [nodes !== undefined && counted(nodes, 'node'), failover === true && 'fails over', failover === false && stateful(role) && 'no failover', persistent === false && stateful(role) && 'keeps nothing'].filter(Boolean).join(', '),
    ]),
  ]; // biome-ignore format: one table
  if (rows.length === 0) return [];
  const widths = [0, 1, 2].map((column) => Math.min(22, Math.max(...rows.map((row) => (row[column] ?? '').length))));
  const line = (row: readonly string[]) =>
    row
      .map((cell, column) => (column < 3 ? fit(cell, widths[column] ?? 0).padEnd(widths[column] ?? 0) : cell))
      .join('  ');
  return ['', 'What runs', ...rows.map((row) => fit(`  ${line(row)}`.trimEnd(), width))];
}

/** What keeps data: for a proxy or a tool beside the app the word failover says nothing. */
function stateful(role: string): boolean {
  return role !== 'proxy' && role !== 'other';
}

function counted(count: number | undefined, one: string, many = `${one}s`): string {
  return count === undefined ? `${many} unknown` : `${count} ${count === 1 ? one : many}`;
}

/** The topology as a Mermaid flow chart: balancers before processes before services; what is out of reach of other servers is marked. */
export function mapMermaid(report: Report): string {
  const lines = ['flowchart LR'];
  for (const [index, app] of report.apps.entries()) lines.push(...chart(app, `a${index}`));
  return `${lines.join('\n')}\n`;
}

function chart(app: AppReport, prefix: string): readonly string[] {
  const { balancers = [], processes = [], services = [] } = app.topology ?? {};
  const local = app.state.filter(({ reach }) => reach === 'server' || reach === 'process');
  const box = (id: string, shape: readonly [string, string], lines: readonly string[]) =>
    `    ${id}${shape[0]}"${lines.map(escaped).join('<br/>')}"${shape[1]}`;
  const served = processes.flatMap(({ role }, index) =>
    /^(web|websocket|unknown)$/.test(role) ? [`${prefix}p${index}`] : [],
  );
  return [
    `  subgraph ${prefix}["${escaped(app.path === '.' ? 'app' : app.path)}"]`,
    ...balancers.map(({ name, backends }, index) => box(`${prefix}b${index}`, ['{{', '}}'], [name, counted(backends, 'backend')])),
    ...processes.map(({ name, role, replicas }, index) => box(`${prefix}p${index}`, ['[', ']'], [name, `${role}, ${counted(replicas, 'copy', 'copies')}`])),
    ...services.map(({ name, engine, nodes }, index) => box(`${prefix}s${index}`, ['[(', ')]'], [name, `${engine}, ${counted(nodes, 'node')}`])),
    ...local.map(({ label, backend, reach }, index) => box(`${prefix}l${index}`, ['[/', '/]'], [label, `${backend}, one ${reach}`])),
    '  end',
    ...balancers.flatMap((_, index) => served.map((process) => `  ${prefix}b${index} --> ${process}`)),
    ...services.filter(({ role }) => role !== 'proxy' && role !== 'other').flatMap((service) => processes.map((_, process) => `  ${prefix}p${process} --> ${prefix}s${services.indexOf(service)}`)),
    ...local.flatMap((_, index) => served.map((process) => `  ${process} -.-> ${prefix}l${index}`)),
  ]; // biome-ignore format: one chart
}

/** Text that stays text in a label: no tag, no formatting, no directive (`%%{...}%%` is obeyed wherever it stands). */
function escaped(text: string): string {
  return visible(text).replace(/[#"<>`%&\\[\]{}*]/g, (char) => `#${char.charCodeAt(0)};`);
}
