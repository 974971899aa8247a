import { literalText } from '../../facts/expr.js';
import type { Fact, Facts } from '../../facts/fact.js';
import type { Span } from '../../facts/span.js';
import { known, said } from '../../resolve/evidence.js';
import type { LogSink } from '../../resolve/parts/log-sink.js';
import { containersOf } from '../compose/index.js';
import { mountsOf } from '../compose/mounts.js';
import type { Container } from '../compose/services.js';
import { joined } from '../compose/stacks.js';
import { type Image, shippedImages } from '../docker/image.js';
import { imageName } from '../docker/known-images.js';
import { folderOf } from '../docker/paths.js';
import { items, roughText, shippedText, within } from '../yaml/values.js';

interface Log {
  readonly file: string;
  readonly path: string;
  readonly at: Span;
}

/** Access logs that a configuration sends to a file of the container it runs in, where nothing turns that file into the console. */
export function containerLogs(facts: Facts): readonly LogSink[] {
  const logs = logsToFiles(facts);
  if (logs.length === 0) return [];
  for (const container of containersOf(facts)) {
    const found = logs.flatMap((log) => keptBy(container, log) ?? [])[0];
    if (found) return [sinkOf(found)];
  }
  for (const image of facts.of('image').flatMap((fact) => shippedImages(fact))) {
    if (/(^|[/._-])(test|tests|e2e|ci|dev|development|debug)([/._-]|$)/i.test(image.file)) continue;
    const found = logs.find((log) => isNamed(log.file, image) && !isConsole(log.path, image, facts));
    if (found) return [sinkOf(found)];
  }
  return [];
}

function sinkOf({ path, at }: Pick<Log, 'path' | 'at'>): LogSink {
  const because = [said(at, `writes them to ${path} in the container`)];
  return { label: "the web server's lines", technology: 'nginx', destinations: known(['file'], because) };
}

/** Without files that write to the console too: lines of theirs are seen. */
function logsToFiles(facts: Facts): readonly Log[] {
  const all = facts.of('setting').filter(({ technology, key }) => technology === 'nginx' && key === 'access_log');
  const pathOf = ({ value }: Fact<'setting'>) => literalText(value) ?? '';
  const shown = new Set(all.filter((log) => /^\/(dev|proc)\/|^syslog:/.test(pathOf(log))).map(({ at }) => at.file));
  return all.flatMap((log): readonly Log[] => {
    const path = pathOf(log);
    return path.startsWith('/') && !path.includes('$') && !shown.has(log.at.file) ? [{ file: log.at.file, path, at: log.at }] : [];
  });
} // biome-ignore format: conditions

/** nginx/docker-nginx, Dockerfile: these two are links to the console. */
const linked = /^\/var\/log\/nginx\/(access|error)\.log$/;
const official = /^(library\/|nginxinc\/|bitnami\/)?nginx(-unprivileged)?$/;

/** A container of nginx' own image that is given the configuration, by a volume. */
function keptBy({ service, image }: Container, log: Log): Pick<Log, 'path' | 'at'> | undefined {
  const name = image ? undefined : imageName(roughText(within(service.body, 'image')));
  const folder = folderOf(service.at.file);
  const mounts = mountsOf(service.body, { folder, volumes: [] });
  const given = mounts.some(({ source, path }) => source !== undefined && path.startsWith('/etc/nginx') && isBelow(log.file, source, folder));
  const hides = mounts.find(({ path }) => path === folderOf(log.path))?.at ?? items(within(service.body, 'tmpfs')).find((one) => shippedText(one) === folderOf(log.path))?.at;
  if (name !== undefined && official.test(name) && given) return !linked.test(log.path) || hides ? log : undefined;
  // a folder over the links that the image has made
  const own = image !== undefined && isNamed(log.file, image);
  return own && hides ? { path: log.path, at: hides } : undefined;
} // biome-ignore format: conditions

function isBelow(file: string, source: string, folder: string): boolean {
  // what a variable of the deployment names: a folder of that name is given
  if (source.startsWith('?')) return /(^|\/)conf\.d\//.test(file);
  const path = joined(folder, source);
  return file === path || file.startsWith(`${path}/`);
}

/** The image takes the file by its name. */
function isNamed(file: string, { copies, builds }: Image): boolean {
  const name = file.slice(file.lastIndexOf('/') + 1);
  return (
    copies.some(({ sources }) => sources.some((source) => source !== '' && (file.endsWith(source) || file.includes(`${source.replace(/\/\*?$/, '')}/`)) && /nginx/.test(source))) ||
    builds.some(({ value }) => value.split(/[\s'"]+/).some((word) => word.endsWith(`/${name}`) && /nginx/.test(word) && file.endsWith(word.replace(/^[./]+/, '').split('/').slice(-2).join('/'))))
  );
} // biome-ignore format: conditions

/** `ln -sf /dev/stdout /var/log/nginx/access.log` of the build or of a start, a program that shows the file, or an image that has it so. */
function isConsole(path: string, image: Image, facts: Facts): boolean {
  if (official.test(imageName(image.from) ?? '') && linked.test(path)) return true;
  const shows = (text: string) => /\btail\b|\bln\b|\bsed\b/.test(text) && text.includes(path);
  return (
    image.builds.some(({ value }) => shows(value)) ||
    facts.of('shell-script').some(({ commands }) => commands.some(({ words }) => shows(words.map(({ value }) => value).join(' ')))) ||
    facts.of('program').some(({ command }) => command !== undefined && shows(command.value))
  );
} // biome-ignore format: conditions
