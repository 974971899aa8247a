import type { Span } from '../../facts/span.js';
import type { AppParts } from '../../resolve/app.js';
import { known, said } from '../../resolve/evidence.js';
import type { Secret } from '../../resolve/parts/boot-step.js';
import type { FileStore, LocalWrite } from '../../resolve/parts/store.js';
import type { Process } from '../../resolve/parts/topology.js';
import { imageName } from './known-images.js';

/** An application that its makers publish as an image, and what it keeps below one folder. */
interface PublishedApp {
  readonly image: RegExp;
  readonly technology: string;
  readonly folder: string;
  /** Variables that give it its keys. */
  readonly keys?: RegExp;
  readonly keyLabel: string;
  readonly keySays: string;
  readonly files: string;
  readonly writes: string;
}

const apps: readonly PublishedApp[] = [
  {
    // docker-library/wordpress, docker-entrypoint.sh: placeholders are replaced by random text when wp-config.php is written
    image: /^(library\/)?wordpress$/,
    technology: 'wordpress',
    folder: '/var/www/html',
    keys: /^WORDPRESS_\w*_(KEY|SALT)(_FILE)?$/,
    keyLabel: 'the set of keys and salts in wp-config.php',
    keySays: 'sets no WORDPRESS_*_KEY and *_SALT, so the image makes random ones in each container',
    files: 'uploads of WordPress (wp-content/uploads)',
    writes: 'what administrators install (plugins, themes, core updates)',
  },
  {
    // nextcloud/docker, docker-entrypoint.sh: occ maintenance:install writes them into config/config.php
    image: /^(library\/)?nextcloud$/,
    technology: 'nextcloud',
    folder: '/var/www/html',
    keyLabel: 'the set of secret, passwordsalt and instanceid in config.php',
    keySays: 'the installation makes them in a config.php of each volume',
    files: 'files of Nextcloud users',
    writes: 'what the installation writes (config.php, apps)',
  },
];

/** Where such an app stands in a deployment. */
export interface PublishedContainer {
  readonly process: Process;
  /** The image as it is named. */
  readonly imageAt: Span;
}

/** What published applications keep on one server unless the deployment says otherwise. `judged` are those that their own technology judges. */
export function publishedApps(
  containers: readonly PublishedContainer[],
  judged: (technology: string) => boolean,
): AppParts {
  const found = containers.flatMap((container) => {
    const name = imageName(container.process.image);
    const app = apps.find(({ image }) => name !== undefined && image.test(name));
    const helper = container.process.role === 'scheduler' || container.process.role === 'job';
    return app && !helper ? [{ app, container }] : [];
  });
  const stored = found.filter(({ app }) => !judged(app.technology));
  return {
    secrets: found.map(({ app, container }) => secretOf(app, container)),
    fileStores: stored.map(({ app, container }): FileStore => ({ ...storeOf(app, container, app.files), content: 'upload' })),
    localWrites: stored.map(({ app, container }): LocalWrite => ({ ...storeOf(app, container, app.writes), content: 'code' })),
  }; // biome-ignore format: one record
}

function secretOf(app: PublishedApp, { process, imageAt }: PublishedContainer): Secret {
  const { keys } = app;
  const given = keys && process.environment.find(({ name }) => keys.test(name));
  if (given)
    return { label: app.keyLabel, technology: 'docker', origin: known('fixed', [said(given.value.at, `gives ${given.name}`)]), at: given.value.at };
  return { label: app.keyLabel, technology: 'docker', origin: known('per-server-file', [said(imageAt, app.keySays)]), at: imageAt };
} // biome-ignore format: one record

function storeOf(app: PublishedApp, { process, imageAt }: PublishedContainer, label: string): Omit<FileStore, 'content'> {
  const mount = process.volumes.find(({ path }) => path === app.folder || path.startsWith(`${app.folder}/`));
  const because = mount ? mount.reach.because : [said(imageAt, 'no volume is mounted: they are gone with the container')];
  const shared = mount?.reach.state === 'known' && mount.reach.value === 'shared';
  return { label, technology: 'docker', backend: known({ technology: mount ? 'a volume' : 'the disk of the container', reach: shared ? 'shared' : 'server' }, because), uses: [] };
} // biome-ignore format: one record
