import type { Span } from '../../facts/span.js';
import type { Resolution } from '../technology.js';

/** A plugin that ships with the site: its folder, or a Composer package of its name. */
export interface Plugin {
  readonly slug: string;
  /** Must-use plugins are always active; others are switched on in the database. */
  readonly always: boolean;
  readonly at: Span;
}

/** The folder that holds plugins, themes and uploads: `wp-content`, or `app` in Bedrock. */
export const contentFolder = /(^|\/)(wp-content|web\/app|public\/(app|content)|content)\//;

/** The plugins that the repository brings. */
export function pluginsOf(app: Resolution): readonly Plugin[] {
  const found = new Map<string, Plugin>();
  for (const path of app.files) {
    const match = /(?:^|\/)(?:wp-content|app|content)\/(mu-plugins|plugins)\/([^/]+?)(?:\.php$|\/)/.exec(path);
    const slug = match?.[2];
    if (slug && contentFolder.test(path) && !found.has(slug))
      found.set(slug, { slug, always: match[1] === 'mu-plugins', at: { file: path, start: 0, end: 0 } });
  }
  for (const { ecosystem, name, dev, at } of app.facts.of('dependency')) {
    if (ecosystem !== 'composer' || dev) continue;
    const [vendor = '', slug = ''] = name.split('/');
    if (/^(wpackagist|wp|deliciousbrains)-(mu-?)?plugin$/.test(vendor) || /^(humanmade|wpmedia|udx)$/.test(vendor))
      found.set(slug, { slug, always: /-mu-?plugin$/.test(vendor), at });
  }
  return [...found.values()];
}

/** Plugins that put uploads into object storage, with the constant that makes them do it. */
export const offloaders: readonly { readonly slug: RegExp; readonly constant: string; readonly title: string }[] = [
  { slug: /^s3-uploads$/, constant: 'S3_UPLOADS_BUCKET', title: 'S3-Uploads' },
  {
    slug: /^(amazon-s3-and-cloudfront(-pro)?|wp-offload-media(-lite)?)$/,
    constant: 'AS3CF_SETTINGS',
    title: 'WP Offload Media',
  },
  { slug: /^wp-stateless$/, constant: 'WP_STATELESS_MEDIA_BUCKET', title: 'WP-Stateless' },
  { slug: /^(ilab-media-tools|media-cloud)(-premium)?$/, constant: 'MCLOUD_STORAGE_PROVIDER', title: 'Media Cloud' },
  { slug: /^(azure-storage|windows-azure-storage)$/, constant: 'MICROSOFT_AZURE_CONTAINER', title: 'Azure Storage' },
  { slug: /^gcs$/, constant: 'GCS_BUCKET', title: 'Google Cloud Storage' },
];

/** Plugins that keep rendered pages in files of the server. */
export const pageCaches =
  /^(wp-super-cache|w3-total-cache|wp-rocket|wp-fastest-cache|cache-enabler|hyper-cache|comet-cache|litespeed-cache|breeze|swift-performance.*)$/;
