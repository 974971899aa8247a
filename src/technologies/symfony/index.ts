import type { PartName } from '../../resolve/app.js';
import { packageOf } from '../../resolve/version.js';
import { reader, technology } from '../technology.js';
import { codeFacts } from './code-reader.js';
import { phpFacts, yamlFacts } from './config.js';
import { parts } from './parts.js';
import { platformFacts, startFacts } from './start.js';

const config =
  /(^|\/)(config\/(packages\/(prod\/)?[\w.-]+|services(_prod)?|parameters)|app\/config\/(config|config_prod|parameters|security|services))\.(ya?ml|php)$/;

/**
 * The same files in a folder that the app's Kernel names (`configureContainer`, MicroKernelTrait::getConfigDir): `packages/` with files for each
 * environment below it is what both versions of the trait load from there, and what such a file says tells it from others.
 */
const moved =
  /^(?!.*(^|\/)config\/packages\/).*(packages\/(prod\/)?[\w.-]+|config\/[\w-]+\/(services(_prod)?|parameters))\.ya?ml$/;

const feeds: readonly PartName[] = [
  'sessionStores',
  'caches',
  'queues',
  'fileStores',
  'databases',
  'logSinks',
  'rateLimiters',
  'proxyTrusts',
];

export default technology({
  name: 'symfony',
  title: 'Symfony',
  readers: [
    reader({
      language: 'yaml',
      paths: new RegExp(config.source.replace('(ya?ml|php)', 'ya?ml')),
      feeds,
      extract: (tree, source) => yamlFacts(tree, source.path),
    }),
    reader({
      language: 'yaml',
      paths: moved,
      mentions: ['framework:', 'doctrine:', 'monolog:', 'security:', 'services:', 'flysystem:', 'vich_uploader:'],
      feeds,
      extract: (tree, source) => yamlFacts(tree, source.path),
    }),
    reader({
      language: 'php',
      paths: new RegExp(config.source.replace('(ya?ml|php)', 'php')),
      mentions: ['->extension(', '->loadFromExtension(', '->parameters()', 'App::config(', 'Config $'],
      feeds,
      extract: (tree, source) => phpFacts(tree, source.path),
    }),
    reader({
      language: 'yaml',
      paths: /^(?!.*(^|\/)packages\/).*(^|\/)monolog\.ya?ml$/,
      *extract(tree, source) {
        for (const fact of yamlFacts(tree, source.path))
          yield fact.kind === 'setting' ? { ...fact, technology: 'symfony-replacement' } : fact;
      },
    }),
    reader({
      language: 'yaml',
      paths: /(^|\/)(\.platform\.app|\.upsun\/[\w-]+|\.platform\/applications)\.ya?ml$/,
      extract: platformFacts,
    }),
    reader({
      language: 'shell',
      paths: /(^|\/)[\w-]*(entrypoint|start|boot|run|init)[\w-]*(\.(sh|bash))?$/,
      mentions: ['console', '/packages/', 'config/jwt'],
      extract: startFacts,
    }),
    reader({
      language: 'php',
      paths: /(^|\/)src\/.*\.php$/,
      mentions: [
        'CacheInterface',
        'CacheItemPoolInterface',
        'LockFactory',
        'ResultCache',
        'LockableTrait',
        'FlockStore',
        'SemaphoreStore',
        'RecurringMessage',
        'AsCronTask',
        'AsPeriodicTask',
        'SessionHandler',
        'AsCommand',
        '->setName(',
        '$defaultName',
        'Route(',
      ],
      extract: (tree, source) => codeFacts(tree, source.path),
    }),
  ],
  detect(facts, files) {
    for (const name of [
      'symfony/framework-bundle',
      'symfony/symfony',
      'symfony/runtime',
      'symfony/flex',
      'symfony/http-kernel',
    ]) {
      const found = packageOf(facts, 'composer', name);
      // Laravel and others build on single components of Symfony.
      if (found && (name !== 'symfony/http-kernel' || files.some((path) => /(^|\/)config\/bundles\.php$/.test(path))))
        return { at: found.fact.at, ...(found.version ? { version: found.version } : {}) };
    }
    const bundles = files.find((path) => /(^|\/)config\/bundles\.php$/.test(path));
    return bundles === undefined ? undefined : { at: { file: bundles, start: 0, end: 0 } };
  },
  parts,
});
