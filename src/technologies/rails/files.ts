import type { Fact } from '../../facts/fact.js';
import { chain, type Evidence, known, type Resolved, said, unknown } from '../../resolve/evidence.js';
import type { FileStore } from '../../resolve/parts/store.js';
import type { Backend } from '../../resolve/reach.js';
import type { Resolution } from '../technology.js';
import { attachmentStores } from './attachments.js';
import { storageRepair } from './repairs-files.js';
import type { RailsConfig } from './settings.js';
import { usesOf, witnesses } from './stores.js';

const technology = 'rails';

/** Active Storage's service in production, when something is attached, and the services that attachments name themselves. */
export function fileStores(app: Resolution, config: RailsConfig): readonly FileStore[] {
  const attachments = usesOf(app, 'attachment');
  const named = attachments.filter(({ options }) => options?.service);
  const plain = attachments.filter(({ options }) => !options?.service);
  const mailbox = app.files.some((path) => /(^|\/)app\/mailboxes\//.test(path));
  const stores = named.map((fact) => namedService(config, fact));
  if (plain.length > 0 || mailbox) {
    // Rails has no service of its own: without one in force an upload raises (activestorage 7.1, engine.rb, "active_storage.services")
    const backend = chain(config.get('active_storage.service'), (service) =>
      service === undefined || service === null
        ? unknown('production chooses no service of Active Storage', [])
        : serviceOf(config, String(service)),
    );
    stores.push({
      label: 'files in Active Storage',
      technology,
      backend: { ...backend, because: reorder(backend.because) },
      uses: witnesses(plain, 'attaches files'),
      content: 'upload',
      repair: storageRepair(config),
    });
  }
  return [...stores, ...attachmentStores(app, config)];
}

/** `has_one_attached :photo, service: :archive`. */
function namedService(config: RailsConfig, { options, at }: Fact<'use'>): FileStore {
  const service = options?.service;
  const name = service ? config.value(service) : known(undefined, []);
  const backend = chain(name, (value) => serviceOf(config, String(value)));
  const names = said(at, 'names its service');
  // what another file says is changed there
  const isElsewhere = service?.is === 'literal' && service.at.file !== at.file;
  const because = isElsewhere
    ? [
        ...backend.because.filter((step) => !name.because.includes(step)),
        names,
        said(service.at, 'chooses the service'),
      ]
    : [...backend.because, names];
  return {
    label: 'files in Active Storage',
    technology,
    backend: { ...backend, because },
    uses: [],
    content: 'upload',
  };
}

/** What config/storage.yml says of a service. */
function serviceOf(config: RailsConfig, name: string): Resolved<Backend> {
  return chain(config.get(`storage.${name}.service`), (kind): Resolved<Backend> => {
    if (kind === undefined) return unknown(`config/storage.yml has no service '${name}'`, []);
    if (kind === 'Disk') return known({ technology: `the Disk service '${name}'`, reach: 'server' }, []);
    if (kind !== 'Mirror') return known({ technology: String(kind), reach: 'shared' }, []);
    // Reads go to the primary of a mirror (activestorage, mirror_service.rb).
    return chain(config.get(`storage.${name}.primary`), (primary) => serviceOf(config, String(primary)));
  });
}

/** The line that chooses the service is the one to show, not the service's own entry. */
function reorder(because: readonly Evidence[]): readonly Evidence[] {
  const own = because.filter((step) => 'file' in step.at && /storage\.yml/.test(step.at.file));
  const rest = because.filter((step) => !own.includes(step));
  return rest.some((step) => 'file' in step.at) ? [...own, ...rest] : because;
}

/** Generated files below public/ that users fetch. */
export function sitemaps(app: Resolution): readonly FileStore[] {
  return usesOf(app, 'sitemap').map((fact) => {
    const at = { ...fact.at, end: Math.min(fact.at.end, fact.at.start + 'SitemapGenerator::Sitemap.create'.length) };
    const backend = known<Backend>({ technology: 'files below public', reach: 'server' }, [
      said(at, 'writes the sitemap below public/'),
    ]);
    return { label: 'the sitemap', technology, backend, uses: [], content: 'generated' };
  });
}
