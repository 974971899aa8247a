import type { Expr } from '../../facts/expr.js';
import type { Fact } from '../../facts/fact.js';
import {
  type RubyArgument,
  rubyAssignments,
  rubyChain,
  rubyGuards,
  rubyItems,
  rubyKeyword,
  rubyPairs,
  rubyText,
} from '../../parse/ruby.js';
import { childOf, enclosing, type SyntaxNode, type SyntaxTree, sourceOf, walk } from '../../parse/syntax-node.js';
import { known, type Resolved, said, unknown } from '../../resolve/evidence.js';
import type { FileStore } from '../../resolve/parts/store.js';
import type { Backend } from '../../resolve/reach.js';
import { guardExpr, type RubyFile, rubyExpr, spanOf } from '../ruby/expr.js';
import type { Resolution } from '../technology.js';
import type { RailsConfig } from './settings.js';

/** Words of the files that say where libraries for attachments keep files. */
export const attachmentMentions = [
  'CarrierWave',
  'Shrine',
  'Paperclip',
  'Dragonfly',
  'Refile',
  'Tus',
  'has_attached_file',
  'storages',
];

/** `storage :fog` of an uploader, `Shrine.storages = {...}`, `has_attached_file :photo, storage: :s3`, as settings (`carrierwave.storage`). */
export function* attachmentFacts(tree: SyntaxTree, path: string): Iterable<Fact> {
  if (!attachmentMentions.some((word) => tree.text.includes(word))) return;
  const file = { path, text: tree.text };
  for (const { path: target, keys, value, node } of rubyAssignments(tree.text, tree.root)) {
    const key = rubyText(tree.text, keys[0]);
    if (/^\w+\.(storage|cache_storage)$/.test(target) && isCarrierWave(file))
      yield setting(file, node, { key: `carrierwave.${target.split('.')[1]}`, value });
    const isShrine = /^(self|[A-Z]\w*(::\w+)*)\.storages$|^storages$/.test(target) && tree.text.includes('Shrine');
    if (isShrine && key !== undefined) yield setting(file, node, { key: `shrine.${key}`, value });
    if (target === 'Tus::Server.opts' && key === 'storage') yield setting(file, node, { key: 'tus.storage', value });
    if (/^Refile\.(store|cache)$/.test(target))
      yield setting(file, node, { key: `refile.${target.split('.')[1]}`, value });
    if (/^Refile\.backends$/.test(target) && key) yield setting(file, node, { key: `refile.${key}`, value });
    if (isShrine && key === undefined) {
      for (const pair of rubyPairs(tree.text, value))
        if (pair.name) yield setting(file, node, { key: `shrine.${pair.name}`, value: pair.value });
    }
    if (target === 'Paperclip::Attachment.default_options' && key === 'storage')
      yield setting(file, node, { key: 'paperclip.default', value });
  }
  for (const node of walk(tree.root)) {
    const last = node.type === 'call' ? rubyChain(tree.text, node)?.links.at(-1) : undefined;
    if (last) yield* calls(file, node, last);
  }
}

function* calls(
  file: RubyFile,
  node: SyntaxNode,
  { name, args }: { readonly name: string; readonly args: readonly RubyArgument[] },
): Iterable<Fact> {
  const value = args[0]?.value;
  const bare = childOf(node, 'receiver') === undefined;
  if (bare && value && (name === 'storage' || name === 'cache_storage') && isCarrierWave(file))
    yield setting(file, node, { key: `carrierwave.${name}`, value });
  if (bare && value && name === 'datastore' && file.text.includes('Dragonfly'))
    yield setting(file, node, { key: 'dragonfly.datastore', value });
  const storage = rubyKeyword(file.text, args, 'storage');
  if (name === 'merge!' && storage && sourceOf(file.text, node).startsWith('Paperclip::Attachment.default_options'))
    yield setting(file, node, { key: 'paperclip.default', value: storage });
  if (name === 'has_attached_file')
    yield storage
      ? setting(file, node, { key: 'paperclip.own', value: storage })
      : { kind: 'use', technology: 'rails', what: 'paperclip', at: spanOf(file, node) };
}

function isCarrierWave({ path, text }: RubyFile): boolean {
  return /CarrierWave(::Uploader::Base|\.configure)/.test(text) || /(^|\/)app\/uploaders\//.test(path);
}

function setting(
  file: RubyFile,
  node: SyntaxNode,
  { key, value }: { readonly key: string; readonly value: SyntaxNode },
): Fact {
  const guard = guardExpr(file, rubyGuards(node));
  const holder = enclosing(node, 'class');
  const owner = holder && childOf(holder, 'name');
  return {
    kind: 'setting',
    technology: 'rails',
    key,
    value: rubyItems(value)[0] ? { is: 'opaque', source: sourceOf(file.text, value), at: spanOf(file, value) } : rubyExpr(file, value),
    ...(guard ? { guard } : {}),
    ...(owner ? { when: sourceOf(file.text, owner) } : {}),
    at: spanOf(file, value),
  }; // biome-ignore format: one record
}

/** The files of other libraries than Active Storage. */
export function attachmentStores(app: Resolution, config: RailsConfig): readonly FileStore[] {
  return [carrierWave, shrine, refile, tus, paperclip, dragonfly].flatMap((each) => each(app, config));
}

/**
 * CarrierWave keeps files on disk unless told otherwise, and what it holds for a redisplayed form in its cache storage, which is the
 * storage itself unless it is set (carrierwave 3.1, uploader/configuration.rb, uploader/cache.rb).
 */
function carrierWave(app: Resolution, config: RailsConfig): readonly FileStore[] {
  const mounted = app.facts.of('use').find(({ technology, what }) => technology === 'rails' && what === 'uploader');
  // an engine may bring the uploaders, for which the app only sets the storage
  const kept = inForce(app, config, 'carrierwave.storage').map((fact) => ({ fact, backend: backendOf(config, fact) }));
  const unset = mounted && known<Backend>({ technology: 'the default storage :file', reach: 'server' }, [said(mounted.at, 'mounts an uploader; no storage is chosen')]); // biome-ignore format: one value
  const stores = kept.length === 0 && unset ? [store('files of CarrierWave', unset)] : [];
  for (const { fact, backend } of kept)
    stores.push(store(fact.when ? `files of ${fact.when}` : 'files of CarrierWave', backend));
  const remote = kept.some(({ backend }) => backend.state === 'known' && backend.value.reach === 'shared');
  if (!remote) return stores;
  const waiting = inForce(app, config, 'carrierwave.cache_storage').map((fact) =>
    store("files in CarrierWave's cache", backendOf(config, fact), 'temporary'),
  );
  return [...stores, ...waiting];
}

/** Shrine's `cache` holds an upload until the form is accepted; every other storage keeps it (shrine 3, shrine.rb). */
function shrine(app: Resolution, config: RailsConfig): readonly FileStore[] {
  const names = new Set(settings(app, 'shrine.').map(({ key }) => key));
  return [...names].flatMap((key) =>
    inForce(app, config, key).map((fact) => {
      const name = key.slice('shrine.'.length);
      return store(`files in Shrine's '${name}'`, backendOf(config, fact), name === 'cache' ? 'temporary' : 'upload');
    }),
  );
}

/** `Refile.store` keeps files; `Refile.cache` holds an upload until its form is accepted (refile 0.7, lib/refile.rb). */
function refile(app: Resolution, config: RailsConfig): readonly FileStore[] {
  const names = new Set(settings(app, 'refile.').map(({ key }) => key));
  return [...names].flatMap((key) => {
    const content = key === 'refile.cache' ? 'temporary' : 'upload';
    return inForce(app, config, key).map((fact) => store('files of Refile', backendOf(config, fact), content));
  });
}

/** Each part of a resumable upload is a request of its own, which asks the storage how much is there (tus-server 2.3, lib/tus/server.rb). */
function tus(app: Resolution, config: RailsConfig): readonly FileStore[] {
  return inForce(app, config, 'tus.storage').map((fact) => store('uploads in progress (tus)', backendOf(config, fact)));
}

/** `:filesystem` is the default (paperclip 6 and kt-paperclip 7, attachment.rb). */
function paperclip(app: Resolution, config: RailsConfig): readonly FileStore[] {
  const own = inForce(app, config, 'paperclip.own').map((fact) => store('files of Paperclip', backendOf(config, fact)));
  const plain = app.facts.of('use').find(({ technology, what }) => technology === 'rails' && what === 'paperclip');
  if (!plain) return own;
  const defaults = config.fact('paperclip_defaults');
  const given = defaults?.value.is === 'map' ? defaults.value.entries.find(({ key }) => key === 'storage') : undefined;
  const chosen = inForce(app, config, 'paperclip.default');
  if (given) return [...own, store('files of Paperclip', kindOf(given.value, config))];
  if (chosen.length > 0) return [...own, ...chosen.map((fact) => store('files of Paperclip', backendOf(config, fact)))];
  const because = [said(plain.at, 'attaches files; no storage is chosen')];
  return [...own, store('files of Paperclip', known({ technology: 'the file system', reach: 'server' }, because))];
}

function dragonfly(app: Resolution, config: RailsConfig): readonly FileStore[] {
  return inForce(app, config, 'dragonfly.datastore').map((fact) =>
    store('files of Dragonfly', backendOf(config, fact)),
  );
}

function store(label: string, backend: Resolved<Backend>, content: FileStore['content'] = 'upload'): FileStore {
  return { label, technology: 'rails', backend, uses: [], content };
}

function settings(app: Resolution, prefix: string): readonly Fact<'setting'>[] {
  return app.facts.of('setting').filter(({ technology, key }) => technology === 'rails' && key.startsWith(prefix));
}

/** Those of a key whose condition holds as shipped, or may. */
function inForce(app: Resolution, config: RailsConfig, key: string): readonly Fact<'setting'>[] {
  return settings(app, key).filter((fact) => {
    const holds = config.holds(fact);
    return fact.key === key && (holds.state === 'unknown' || holds.value);
  });
}

function backendOf(config: RailsConfig, fact: Fact<'setting'>): Resolved<Backend> {
  const holds = config.holds(fact);
  if (holds.state === 'unknown')
    return unknown('a condition chooses the storage', [said(fact.at, 'is chosen under a condition')]);
  return kindOf(fact.value, config);
}

/** A symbol (`:fog`, `:file`) or the class of a storage (`Shrine::Storage::S3.new(...)`). */
function kindOf(expr: Expr, config: RailsConfig): Resolved<Backend> {
  const because = [said(expr.at, 'chooses the storage')];
  const value = expr.is === 'opaque' ? known(expr.source, because) : config.value(expr);
  if (value.state === 'unknown') return unknown('the storage is chosen by code', because);
  const name = String(value.value);
  const steps = value.because.length > 0 ? value.because : because;
  if (/^(file|filesystem)$|\b(File[Ss]ystem|Storage::File)\b/.test(name))
    return known({ technology: 'the file system', reach: 'server' }, steps);
  if (/^memory$|\bMemory\b/.test(name)) return known({ technology: 'memory', reach: 'process' }, steps);
  if (/^(fog|s3|aws|azure\w*|gcs|gcloud|openstack|cloudinary)$|\b(S3|Fog|GoogleCloudStorage|AzureBlob|Cloudinary|AWS)\b/i.test(name))
    return known({ technology: 'object storage', reach: 'shared' }, steps); // biome-ignore format: one table
  return unknown('the storage is one that we do not know', steps);
}
