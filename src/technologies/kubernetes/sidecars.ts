import type { Expr } from '../../facts/expr.js';
import type { Facts } from '../../facts/fact.js';
import { known, said } from '../../resolve/evidence.js';
import type { BootStep } from '../../resolve/parts/boot-step.js';
import type { InnerService } from '../../resolve/parts/inner-service.js';
import type { SchedulerProcess } from '../../resolve/parts/scheduled-task.js';
import { knownImage } from '../docker/known-images.js';
import { folderOf } from '../docker/paths.js';
import { type StartWords, startedBy } from '../docker/started.js';
import { scheduleOf } from '../schedule-command.js';
import { bootParts } from '../shell/boot.js';
import { items, roughText, within } from '../yaml/values.js';
import { manyCopies, shownName } from './objects.js';
import type { Workload } from './workload.js';

/** Containers beside the main one that fire scheduled work: every copy of the pod brings its own. Also those that a switch would bring. */
export function sidecarSchedulers(workload: Workload): readonly SchedulerProcess[] {
  const shipped = schedulersIn(workload);
  const seen = new Set(shipped.map(({ label }) => label));
  const then = workload.once
    .flatMap((one) =>
      schedulersIn(one).map((found) => ({ ...found, off: true as const, at: one.switchedBy ?? found.at })),
    )
    .filter(({ label }) => !seen.has(label) && seen.add(label));
  return [...shipped, ...then];
}

/** Data stores in the pod of the app: every copy of the pod brings its own. */
export function sidecarStores({ object, pod, container }: Workload): readonly InnerService[] {
  if (!manyCopies.test(object.kind)) return [];
  return items(within(pod, 'containers')).flatMap((one): readonly InnerService[] => {
    const image = within(one, 'image');
    const kind = one === container ? undefined : knownImage(roughText(image));
    const engine = engines.find((name) => name === kind?.engine.replace('mariadb', 'mysql'));
    if (!image || !engine || !kind || !/^(database|cache|broker)$/.test(kind.role)) return [];
    return [
      {
        label: engine,
        technology: object.chart === undefined ? 'kubernetes' : 'helm',
        engine,
        role: kind.role === 'database' ? 'database' : kind.role === 'broker' ? 'broker' : 'cache',
        beside: shownName(object),
        runs: known(true, [said(image.at, `stands in every copy of ${shownName(object)}`)]),
        at: image.at,
      },
    ];
  });
}

const engines = ['redis', 'memcached', 'mysql', 'postgresql', 'mongodb', 'rabbitmq'];

/** What the containers do that run before the app in every copy of the pod, and the commands that Kubernetes runs once the app is started. */
export function stepsBefore({ object, pod, container }: Workload, facts: Facts): readonly BootStep[] {
  if (!manyCopies.test(object.kind)) return [];
  const words = (given: Expr | undefined): StartWords | undefined =>
    given?.is === 'list' ? { words: given.items.map((item) => ({ value: roughText(item), at: item.at })), shell: false, at: given.at } : undefined;
  const before = items(within(pod, 'initContainers')).map((one) => [words(within(one, 'command')), words(within(one, 'args'))] as const);
  const hook = [words(within(container, 'lifecycle', 'postStart', 'exec', 'command')), undefined] as const;
  return [...before, ...(hook[0] ? [hook] : [])].flatMap(([entrypoint, command]): readonly BootStep[] => {
    const found = startedBy({ ...(entrypoint ? { entrypoint } : {}), ...(command ? { command } : {}), folders: [folderOf(object.at.file)], variable: () => undefined, at: object.at }, facts);
    if (!found) return [];
    // its own container or not: it runs once for every copy
    const reached = found.started.reached.map((each) => ({ ...each, direct: false }));
    return bootParts(found.start, { started: { ...found.started, reached } }, facts).bootSteps.map(({ repair: _, ...step }) => step);
  });
} // biome-ignore format: one record

function schedulersIn({ object, pod, container }: Workload): readonly SchedulerProcess[] {
  if (!manyCopies.test(object.kind)) return [];
  return items(within(pod, 'containers')).flatMap((one): readonly SchedulerProcess[] => {
    if (one === container) return [];
    const words = ['command', 'args'].flatMap((key) => items(within(one, key)));
    const schedule = scheduleOf(words.map(roughText).join(' '));
    const name = within(one, 'name');
    const at = words[0]?.at ?? name?.at;
    if (!schedule || !at) return [];
    return [
      {
        label: `${schedule.label} in the container '${roughText(name)}'`,
        technology: object.chart === undefined ? 'kubernetes' : 'helm',
        onEachServer: known(true, [said(at, `stands in every copy of ${shownName(object)}`)]),
        guards: [],
        firesUnguarded: schedule.unguarded,
        at,
      },
    ];
  });
}
