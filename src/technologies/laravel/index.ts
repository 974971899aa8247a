import { packageOf } from '../../resolve/version.js';
import { reader, technology } from '../technology.js';
import { codeFacts, codeMentions } from './code-reader.js';
import { configFacts } from './config-facts.js';
import { parts } from './parts.js';
import { startFacts, startFiles } from './start-facts.js';

export default technology({
  name: 'laravel',
  title: 'Laravel',
  keeps: /(^|\/)storage(\/app(\/public)?)?\/?$/,
  readers: [
    reader({
      language: 'php',
      paths: /(^|\/)config\/[\w-]+\.php$/i,
      mentions: ['return'],
      feeds: ['sessionStores', 'caches', 'queues', 'fileStores', 'databases', 'logSinks'],
      extract: (tree, source) => configFacts(tree, source.path),
    }),
    reader({
      language: 'php',
      paths: /^(?!(.*\/)?(config|database|lang|resources|vendor|wp-content|wp-includes|wp-admin)\/).*\.php$/i,
      mentions: codeMentions,
      extract: (tree, source) => codeFacts(tree, source.path),
    }),
    reader({ language: 'text', paths: startFiles, mentions: ['artisan'], extract: startFacts }),
  ],
  detect(facts) {
    const framework = packageOf(facts, 'composer', 'laravel/framework');
    return framework && { at: framework.fact.at, ...(framework.version ? { version: framework.version } : {}) };
  },
  parts,
});
