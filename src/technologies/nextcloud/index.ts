import type { PartName } from '../../resolve/app.js';
import { publishedImage } from '../php/published-image.js';
import { reader, technology } from '../technology.js';
import { configFacts } from './config.js';
import { entrypointFacts } from './entrypoint.js';
import { officialImage } from './image.js';
import { parts } from './parts.js';

const feeds: readonly PartName[] = ['sessionStores', 'fileStores', 'caches', 'proxyTrusts'];

export default technology({
  name: 'nextcloud',
  title: 'Nextcloud',
  keeps: /(^|\/)(html|data|config|custom_apps|themes)\/?$/,
  readers: [
    reader({
      language: 'php',
      paths: /(^|\/)([\w-]+\.config\.php(\.tpl)?|config\/config\.php)$/,
      mentions: ['$CONFIG'],
      feeds,
      extract: (tree, source) => configFacts(tree, source.path),
    }),
    reader({
      language: 'shell',
      paths: /\.sh$|(^|\/)[\w.-]*entrypoint[\w.-]*$/,
      mentions: ['/usr/src/nextcloud'],
      extract: entrypointFacts,
    }),
  ],
  detect(facts, files) {
    const setting = facts.of('setting').find(({ technology: name }) => name === 'nextcloud');
    const use = facts.of('use').find(({ technology: name }) => name === 'nextcloud');
    const at = (use ?? setting)?.at ?? publishedImage(facts, files, officialImage);
    return at && { at: { ...at, end: at.start } };
  },
  parts,
});
