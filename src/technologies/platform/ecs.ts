import type { Expr } from '../../facts/expr.js';
import type { Fact } from '../../facts/fact.js';
import { known, said } from '../../resolve/evidence.js';
import type { Mount } from '../../resolve/parts/topology.js';
import { knownImage } from '../docker/known-images.js';
import { items, roughText, shippedText, within } from '../yaml/values.js';
import type { Program } from './programs.js';

/**
 * A task definition of Amazon ECS (API reference, RegisterTaskDefinition): its containers run together in every copy of the task, so a data store
 * among them is one of that copy alone.
 */
export function tasksOf({ tree }: Fact<'document'>): readonly Program[] {
  const containers = items(within(tree, 'containerDefinitions'));
  const isStore = (container: Expr) => /^(database|cache|broker)$/.test(knownImage(roughText(within(container, 'image')))?.role ?? '');
  const apps = containers.filter((container) => !knownImage(roughText(within(container, 'image'))));
  const stores = containers.filter(isStore).map((container) => ({ image: roughText(within(container, 'image')), at: within(container, 'image')?.at ?? container.at }));
  return apps.map((container, index): Program => {
    const name = within(container, 'name');
    const stop = within(container, 'stopTimeout');
    const words = [...items(within(container, 'entryPoint')), ...items(within(container, 'command'))];
    const check = within(container, 'healthCheck', 'command');
    return {
      platform: 'ecs',
      name: items(within(container, 'portMappings')).length > 0 ? 'web' : roughText(name),
      ...(words.length > 0 ? { words: words.map((word) => ({ value: roughText(word), at: word.at })) } : {}),
      environment: items(within(container, 'environment')).flatMap((item) => {
        const value = within(item, 'value');
        return value ? [{ name: roughText(within(item, 'name')), value }] : [];
      }),
      mounts: items(within(container, 'mountPoints')).map((mount) => mountOf(mount, tree)),
      ...(stop && Number(shippedText(stop)) > 0 ? { grace: { seconds: Number(shippedText(stop)), at: stop.at } } : {}),
      ...(check ? { health: { path: 'a command in the container', at: check.at } } : {}),
      ...(index === 0 && stores.length > 0 ? { stores } : {}),
      kind: 'process',
      at: name?.at ?? container.at,
    };
  });
} // biome-ignore format: records

/** A volume of the task is gone with it, or stays on its machine; one of EFS is seen by all. */
function mountOf(mount: Expr, tree: Expr): Mount {
  const source = roughText(within(mount, 'sourceVolume'));
  const volume = items(within(tree, 'volumes')).find((one) => roughText(within(one, 'name')) === source);
  const shared = within(volume, 'efsVolumeConfiguration') ?? within(volume, 'fsxWindowsFileServerVolumeConfiguration');
  const at = mount.at;
  return {
    path: roughText(within(mount, 'containerPath')),
    source,
    reach: shared ? known('shared', [said(shared.at, `the volume ${source} is a network file system`)]) : known('server', [said(at, `the volume ${source} belongs to one copy of the task`)]),
    readOnly: shippedText(within(mount, 'readOnly')) === 'true',
    at,
  };
} // biome-ignore format: records
