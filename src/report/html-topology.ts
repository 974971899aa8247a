import { escapeHtml, short } from './html-text.js';
import type { Topology } from './report.js';

interface Box {
  readonly title: string;
  readonly lines: readonly string[];
  /** Alone where it should not be, or unable to have a second copy. */
  readonly bad: boolean;
}

interface Placed {
  readonly box: Box;
  readonly x: number;
  readonly y: number;
}

const width = 232;
const height = 62;
const gap = 16;
const margin = 6;
const step = 268;
const headRoom = 34;

/** The deployment as a drawing: balancers before processes before services. Every word of it stands in the text for screen readers too. */
export function topologyDrawing({ balancers, processes, services }: Topology): string {
  const columns = [
    { head: 'Balancers', boxes: balancers.map(balancerBox) },
    { head: 'Processes', boxes: processes.map(processBox) },
    { head: 'Services', boxes: services.map(serviceBox) },
  ];
  const present = columns.filter(({ boxes }) => boxes.length > 0);
  const most = Math.max(1, ...present.map(({ boxes }) => boxes.length));
  const place = (head: string): readonly Placed[] => {
    const x = margin + Math.max(0, present.findIndex((one) => one.head === head)) * step;
    const boxes = present.find((one) => one.head === head)?.boxes ?? [];
    return boxes.map((box, row) => ({ box, x, y: offset(boxes.length, most) + row * (height + gap) }));
  };
  const [before, middle, behind] = [place('Balancers'), place('Processes'), place('Services')];
  const web = middle.filter((_, index) => ['web', 'websocket', 'unknown'].includes(processes[index]?.role ?? ''));
  const heads = present.map(({ head }, index) => `<text class="head" x="${margin + index * step}" y="18">${head}</text>`);
  const said = present.flatMap(({ boxes }) => boxes).map(({ title, lines }) => `${title}: ${lines.join(', ')}`).join('; ');
  return [
    `<svg class="map" viewBox="0 0 780 ${headRoom + most * (height + gap)}" role="img" aria-label="${escapeHtml(said)}">`,
    ...heads,
    ...edges(before, web),
    ...edges(middle, behind),
    ...[...before, ...middle, ...behind].map(drawn),
    '</svg>',
  ].join('\n');
} // biome-ignore format: a drawing

function offset(boxes: number, most: number): number {
  return headRoom + ((most - boxes) * (height + gap)) / 2;
}

function balancerBox({ name, technology, backends, checks, sticky }: Topology['balancers'][number]): Box {
  const lines = [technology, backends === undefined ? 'backends unknown' : `${backends} backend${backends === 1 ? '' : 's'}`];
  if (checks) lines.push(checks === 'none' ? 'no checks' : `${checks} checks`);
  if (sticky) lines.push('sticky');
  return { title: name, lines, bad: backends === 1 || checks === 'none' };
} // biome-ignore format: one line each

function processBox({ name, technology, role, replicas, pinned }: Topology['processes'][number]): Box {
  const copies = replicas === undefined ? 'copies unknown' : `${replicas} cop${replicas === 1 ? 'y' : 'ies'}`;
  const lines = [role, technology, copies];
  if (pinned) lines.push('pinned');
  return { title: name, lines, bad: pinned };
}

function serviceBox({ name, engine, nodes, failover, persistent }: Topology['services'][number]): Box {
  const lines = [engine, nodes === undefined ? 'nodes unknown' : `${nodes} node${nodes === 1 ? '' : 's'}`];
  if (failover !== undefined) lines.push(failover ? 'failover' : 'no failover');
  if (persistent === false) lines.push('not kept');
  return { title: name, lines, bad: nodes === 1 || failover === false };
}

/** Few lines say something; a thicket of them says nothing. */
function edges(from: readonly Placed[], to: readonly Placed[]): readonly string[] {
  if (from.length * to.length > 40) return [];
  return from.flatMap((one) =>
    to.map((other) => {
      const [x, y, endX, endY] = [one.x + width, one.y + height / 2, other.x, other.y + height / 2];
      const bend = (x + endX) / 2;
      return `<path d="M${x} ${y} C${bend} ${y} ${bend} ${endY} ${endX} ${endY}"/>`;
    }),
  );
}

function drawn({ box, x, y }: Placed): string {
  const [first = '', ...others] = box.lines;
  return [
    `<g><title>${escapeHtml(`${box.title}: ${box.lines.join(', ')}`)}</title>`,
    `<rect x="${x}" y="${y}" width="${width}" height="${height}" rx="9"${box.bad ? ' class="bad"' : ''}/>`,
    `<text x="${x + 12}" y="${y + 22}" font-weight="600">${escapeHtml(short(box.title, 26))}</text>`,
    `<text class="soft" x="${x + 12}" y="${y + 38}">${escapeHtml(short(first, 34))}</text>`,
    `<text class="soft" x="${x + 12}" y="${y + 53}">${escapeHtml(short(others.join(' · '), 35))}</text></g>`,
  ].join('');
}
