import type { Span } from '../../facts/span.js';
import { known, said } from '../../resolve/evidence.js';
import type { Secret } from '../../resolve/parts/boot-step.js';
import type { Process } from '../../resolve/parts/topology.js';
import { imageName } from './known-images.js';

/** An application that is published as an image and makes its keys itself when it is not given any. */
interface KeyMaker {
  readonly image: RegExp;
  /** Variables that give it its keys. */
  readonly given?: RegExp;
  readonly label: string;
  readonly says: string;
}

const makers: readonly KeyMaker[] = [
  {
    // docker-library/wordpress, docker-entrypoint.sh: placeholders are replaced by random text when wp-config.php is written
    image: /^(library\/)?wordpress$/,
    given: /^WORDPRESS_\w*_(KEY|SALT)(_FILE)?$/,
    label: 'the set of keys and salts in wp-config.php',
    says: 'sets no WORDPRESS_*_KEY and *_SALT, so the image makes random ones in each container',
  },
  {
    // nextcloud/docker, docker-entrypoint.sh: occ maintenance:install writes them into config/config.php
    image: /^(library\/)?nextcloud$/,
    label: 'the set of secret, passwordsalt and instanceid in config.php',
    says: 'the installation makes them in a config.php of each volume',
  },
];

/** Keys that published images make for themselves. `imageAt` is where the deployment names the image. */
export function publishedKeys(
  containers: readonly { readonly process: Process; readonly imageAt: Span }[],
): readonly Secret[] {
  return containers.flatMap(({ process, imageAt }) => {
    const name = imageName(process.image);
    const maker = makers.find(({ image }) => name !== undefined && image.test(name));
    if (!maker || process.role === 'scheduler' || process.role === 'job') return [];
    const { given, label, says } = maker;
    const entry = given && process.environment.find((one) => given.test(one.name));
    const at = entry?.value.at ?? imageAt;
    const origin = entry
      ? known('fixed' as const, [said(at, `gives ${entry.name}`)])
      : known('per-server-file' as const, [said(at, says)]);
    return [{ label, technology: 'docker', origin, at }];
  });
}
