import { imageName } from './known-images.js';

/** What a published base image does at the start of a container by itself, before or around the image's own command. */
export interface KnownStart {
  /** Its entry point; an image that says another one runs none of it, unless that one is called. */
  readonly entrypoint?: readonly string[];
  /** Folders whose scripts it runs, in the order of their names, before the command. */
  readonly before: readonly string[];
  readonly source: string;
}

const starts: readonly (readonly [RegExp, KnownStart])[] = [
  [/(^|\/)nginx(-unprivileged)?$/, { entrypoint: ['/docker-entrypoint.sh'], before: ['/docker-entrypoint.d'], source: 'nginx/docker-nginx 1.29, entrypoint/docker-entrypoint.sh' }],
  [/(^|\/)serversideup\/php$/, { entrypoint: ['docker-php-serversideup-entrypoint'], before: ['/etc/entrypoint.d'], source: 'serversideup/docker-php 4, src/common/usr/local/bin/docker-php-serversideup-entrypoint' }],
  [/(^|\/)webdevops\//, { entrypoint: ['/entrypoint'], before: ['/opt/docker/provision/entrypoint.d', '/entrypoint.d'], source: 'webdevops/Dockerfile, docker/base/alpine/conf/bin/entrypoint.sh' }],
  [/(^|\/)(linuxserver|lsiobase|lscr\.io\/linuxserver)\//, { entrypoint: ['/init'], before: ['/custom-cont-init.d'], source: 'linuxserver/docker-baseimage-alpine, Dockerfile' }],
  [/(^|\/)phusion\/(baseimage|passenger[\w-]*)$/, { entrypoint: ['/sbin/my_init'], before: [], source: 'phusion/baseimage-docker, image/bin/my_init' }],
  [/(^|\/)nextcloud$/, { entrypoint: ['/entrypoint.sh'], before: ['/docker-entrypoint-hooks.d/before-starting'], source: 'nextcloud/docker, docker-entrypoint.sh' }],
  [/(^|\/)php$/, { entrypoint: ['docker-php-entrypoint'], before: [], source: 'docker-library/php, docker-php-entrypoint' }],
  [/(^|\/)node$/, { entrypoint: ['docker-entrypoint.sh'], before: [], source: 'nodejs/docker-node, docker-entrypoint.sh' }],
]; // biome-ignore format: one table, a base image a row

/** What the base of an image does at its start; undefined where the image puts its own entry point in the place of that. */
export function knownStart(from: string, entrypoint: readonly string[] | undefined): KnownStart | undefined {
  const name = imageName(from);
  const start = name === undefined ? undefined : starts.find(([pattern]) => pattern.test(name))?.[1];
  const called = start?.entrypoint?.[0];
  if (!start || entrypoint === undefined || entrypoint.length === 0) return start;
  return called !== undefined && entrypoint.some((word) => word === called || word.endsWith(`/${called}`))
    ? start
    : undefined;
}
