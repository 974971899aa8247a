/** What a folder of an image is for, as its makers say. */
export type Holds = 'uploads' | 'data' | 'cache' | 'settings' | 'certificates' | 'programs';

interface Folder {
  /** The image, without registry and tag; absent where the folder means the same in all of them. */
  readonly image?: RegExp;
  readonly path: RegExp;
  readonly holds: Holds;
  readonly source: string;
}

const folders: readonly Folder[] = [
  { path: /^\/var\/(spool\/)?v?mail(\/|$)/, holds: 'uploads', source: 'FHS 3.0, 5.11 /var/mail; doc.dovecot.org, Virtual users (/var/vmail)' },
  { path: /^\/var\/spool\/(postfix|exim4?)(\/|$)/, holds: 'data', source: 'FHS 3.0, 5.14 /var/spool; postfix.org, postconf(5) queue_directory' },
  { path: /^\/var\/lib\/rspamd(\/|$)/, holds: 'data', source: 'docs.rspamd.com, DBDIR' },
  { path: /^\/var\/lib\/clamav(\/|$)/, holds: 'cache', source: 'docs.clamav.net, DatabaseDirectory: signatures that freshclam fetches' },
  { path: /^(\/etc)?\/(letsencrypt|acme\.sh|acme)(\/|$)|^\/var\/lib\/(acme|letsencrypt|caddy)(\/|$)/, holds: 'certificates', source: 'certbot docs, --config-dir; acme.sh, Run acme.sh in docker; doc.traefik.io, acme.storage' },
  { path: /^\/usr\/share\/(GeoIP|ca-certificates)(\/|$)|^\/usr\/local\/share\/ca-certificates(\/|$)/, holds: 'settings', source: 'geoipupdate(1), DatabaseDirectory; update-ca-certificates(8)' },
  { image: /(^|\/)caddy$/, path: /^\/(data|config)\/?$/, holds: 'certificates', source: 'caddyserver.com, Conventions: data directory' },
  { image: /(^|\/)postfix-tlspol$/, path: /^\/var\/lib\/postfix-tlspol\/?$/, holds: 'cache', source: 'Zuplu/postfix-tlspol, README: cache database' },
  { image: /(^|\/)nextcloud$/, path: /\/html\/data\/?$/, holds: 'uploads', source: 'nextcloud/docker, README: Persistent data' },
  { image: /(^|\/)nextcloud$/, path: /\/html\/config\/?$/, holds: 'settings', source: 'nextcloud/docker, README: Persistent data' },
  { image: /(^|\/)nextcloud$/, path: /\/html\/(custom_apps|themes)(\/|$)/, holds: 'programs', source: 'nextcloud/docker, README: Persistent data' },
  { image: /(^|\/)ghost$/, path: /\/content\/?$/, holds: 'uploads', source: 'docker-library/docs, ghost' },
  { image: /(^|\/)mattermost-(team|enterprise)-edition$/, path: /^\/mattermost\/data\/?$/, holds: 'uploads', source: 'mattermost/docker, docker-compose.yml' },
  { image: /(^|\/)mattermost-(team|enterprise)-edition$/, path: /^\/mattermost\/(client\/)?plugins\/?$/, holds: 'programs', source: 'mattermost/docker, docker-compose.yml' },
  { image: /(^|\/)mattermost-(team|enterprise)-edition$/, path: /^\/mattermost\/(config|bleve-indexes)\/?$/, holds: 'settings', source: 'mattermost/docker, docker-compose.yml' },
  { image: /(^|\/)mastodon$/, path: /\/public\/system\/?$/, holds: 'uploads', source: 'docs.joinmastodon.org, Configuring your environment: PAPERCLIP_ROOT_PATH' },
  { image: /(^|\/)mastodon$/, path: /\/public\/(assets|packs)\/?$/, holds: 'programs', source: 'mastodon/mastodon, Dockerfile: assets:precompile' },
  { image: /(^|\/)odoo$/, path: /^\/var\/lib\/odoo\/?$/, holds: 'uploads', source: 'docker-library/docs, odoo: filestore' },
  { image: /(^|\/)odoo$/, path: /^\/mnt\/extra-addons\/?$/, holds: 'programs', source: 'docker-library/docs, odoo' },
  { image: /(^|\/)directus$/, path: /^\/directus\/extensions\/?$/, holds: 'programs', source: 'docs.directus.io, Self-hosting quickstart' },
  { image: /(^|\/)zammad$/, path: /\/zammad\/storage\/?$/, holds: 'uploads', source: 'docs.zammad.org, Docker Compose: storage' },
  { image: /(^|\/)kanboard$/, path: /\/app\/plugins\/?$/, holds: 'programs', source: 'docs.kanboard.org, Docker: volumes' },
  { image: /(^|\/)leantime$/, path: /\/userfiles\/?$/, holds: 'uploads', source: 'Leantime/docker-leantime, README' },
  { image: /(^|\/)leantime$/, path: /\/Plugins\/?$/, holds: 'programs', source: 'Leantime/docker-leantime, README' },
  { image: /(^|\/)imgproxy$/, path: /./, holds: 'settings', source: 'docs.imgproxy.net, Serving local files: IMGPROXY_LOCAL_FILESYSTEM_ROOT is read' },
  { image: /(^|\/)edge-runtime$/, path: /\/(\.cache|deno|deno-dir)(\/|$)/, holds: 'cache', source: 'docs.deno.com, DENO_DIR' },
  { image: /(^|\/)deno$/, path: /^\/deno-dir\/?$/, holds: 'cache', source: 'docs.deno.com, DENO_DIR' },
  { image: /(^|\/)mailu\/dovecot$/, path: /^\/mail\/?$/, holds: 'uploads', source: 'Mailu/Mailu, docs/compose/setup.rst' },
  { image: /(^|\/)mailu\/\w+$/, path: /^\/overrides(\/|$)/, holds: 'settings', source: 'Mailu/Mailu, docs: Overrides' },
]; // biome-ignore format: one table, a folder a row

/** What a folder of an image holds, as far as its makers or a standard say it; `image` may have registry, tag and digest. */
export function heldIn(image: string | undefined, path: string): Holds | undefined {
  const name = image?.replace(/@.*|:[^:/]*$/gs, '').toLowerCase() ?? '';
  return folders.find((folder) => (folder.image?.test(name) ?? true) && folder.path.test(path))?.holds;
}
