import { publishedImage } from '../php/published-image.js';
import { reader, technology } from '../technology.js';
import { configFacts } from './config.js';
import { dropInFacts } from './drop-ins.js';
import { entrypointFacts } from './entrypoint.js';
import { parts } from './parts.js';
import { officialImage } from './published.js';

const core =
  /^(roots\/wordpress(-no-content|-full)?|johnpbloch\/wordpress(-core)?|wordpress\/wordpress|pantheon-systems\/wordpress-composer|wp\/core)$/;

export default technology({
  name: 'wordpress',
  title: 'WordPress',
  keeps: /(^|\/)(html|wp-content(\/uploads)?)\/?$/,
  readers: [
    reader({
      language: 'php',
      paths: /(^|\/)(wp-config[\w.-]*|config\/application|config\/environments\/production)\.php$/,
      mentions: ['define', 'HTTPS'],
      feeds: ['databases', 'secrets', 'fileStores', 'localWrites'],
      extract: (tree, source) => configFacts(tree, source.path),
    }),
    reader({
      language: 'text',
      paths: /(^|\/)object-cache\.php$/,
      feeds: ['caches'],
      extract: dropInFacts,
    }),
    reader({
      language: 'shell',
      paths: /\.(sh|bash)$|(^|\/)[\w.-]*entrypoint[\w.-]*$/,
      mentions: [
        'put your unique phrase',
        '/usr/src/wordpress',
        'wp core',
        'wp config',
        'wp plugin',
        'wp theme',
        'wp cron',
        'wordpress.org/secret-key',
      ],
      extract: entrypointFacts,
    }),
  ],
  detect(facts, files) {
    const dependency = facts.of('dependency').find((fact) => fact.ecosystem === 'composer' && core.test(fact.name));
    if (dependency) return { at: dependency.at, ...(dependency.version ? { version: dependency.version } : {}) };
    const file = files.find((path) => /(^|\/)(wp-config(-docker)?|wp-load|wp-settings)\.php$/.test(path));
    const content = file ?? files.find((path) => /(^|\/)wp-content\/(plugins|themes|mu-plugins)\//.test(path));
    if (content !== undefined) return { at: { file: content, start: 0, end: 0 } };
    const image = publishedImage(facts, files, officialImage);
    return image && { at: image };
  },
  parts,
});
