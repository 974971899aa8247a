import { known, said } from '../../resolve/evidence.js';
import type { SchedulerProcess } from '../../resolve/parts/scheduled-task.js';
import { scheduleOf } from '../schedule-command.js';
import { items, roughText, within } from '../yaml/values.js';
import { shownName } from './objects.js';
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

function schedulersIn({ object, pod, container }: Workload): readonly SchedulerProcess[] {
  if (!/^(Deployment|StatefulSet|ReplicaSet|Rollout|DeploymentConfig)$/.test(object.kind)) return [];
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
