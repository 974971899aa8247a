import { known, said } from '../../resolve/evidence.js';
import type { Secret } from '../../resolve/parts/boot-step.js';
import { imageName } from '../docker/known-images.js';
import { roughText, within } from '../yaml/values.js';
import type { Container } from './services.js';

/** Published images that make the app's keys themselves when they are not given any. */
const makers: readonly {
  readonly image: RegExp;
  readonly variables?: RegExp;
  readonly origin: 'random-per-start' | 'per-server-file';
  readonly label: string;
  readonly says: string;
}[] = [
  {
    // docker-library/wordpress, docker-entrypoint.sh: placeholders are replaced by random text when wp-config.php is written
    image: /^(library\/)?wordpress$/,
    variables: /^WORDPRESS_\w*_(KEY|SALT)(_FILE)?$/,
    origin: 'per-server-file',
    label: 'keys and salts of wp-config.php',
    says: 'sets no WORDPRESS_*_KEY and *_SALT, so the image makes random ones in each container',
  },
  {
    // nextcloud/docker, docker-entrypoint.sh: occ maintenance:install writes them into config/config.php
    image: /^(library\/)?nextcloud$/,
    origin: 'per-server-file',
    label: 'secret, passwordsalt and instanceid of config.php',
    says: 'the installation makes them in a config.php of each volume',
  },
];

export function imageSecrets(containers: readonly Container[]): readonly Secret[] {
  return containers.flatMap(({ service, environment, started }) => {
    const name = imageName(roughText(within(service.body, 'image')));
    const maker = makers.find(({ image }) => name !== undefined && image.test(name));
    if (!maker || /cron/.test(`${service.name} ${started?.main?.text ?? ''}`)) return [];
    const given = maker.variables && environment.find((entry) => maker.variables?.test(entry.name));
    const at = within(service.body, 'image')?.at ?? service.at;
    const origin = given
      ? known('fixed' as const, [said(given.value.at, `gives ${given.name}`)])
      : known(maker.origin, [said(at, maker.says)]);
    return [{ label: maker.label, technology: 'docker', origin, at: given?.value.at ?? at }];
  });
}
