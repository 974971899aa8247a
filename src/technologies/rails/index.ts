import type { Fact } from '../../facts/fact.js';
import type { SyntaxTree } from '../../parse/syntax-node.js';
import { packageOf } from '../../resolve/version.js';
import { reader, technology } from '../technology.js';
import { attachmentFacts, attachmentMentions } from './attachments.js';
import { codeFacts, mentions, openingFacts, viewFacts } from './code.js';
import { configFacts } from './config.js';
import { keyFileFacts } from './key-files.js';
import { parts } from './parts.js';
import { rackAttackFacts } from './rack-attack.js';
import { yamlFacts } from './yaml.js';

export default technology({
  name: 'rails',
  title: 'Ruby on Rails',
  keeps: /(^|\/)(storage|public\/(system|uploads))\/?$/,
  readers: [
    reader({
      language: 'ruby',
      paths:
        /(^|\/)config\/(application|environments\/production|initializers\/[^/]+|puma|routes|schedule|sitemap)\.rb$|(^|\/)config\/(initializers|routes)\/.*\.rb$/,
      feeds: ['caches', 'queues', 'fileStores', 'logSinks', 'healthChecks'],
      *extract(tree: SyntaxTree, source): Iterable<Fact> {
        yield* configFacts(tree, source.path);
        yield* codeFacts(tree, source.path);
        yield* openingFacts(tree.text, source.path);
        yield* attachmentFacts(tree, source.path);
        yield* rackAttackFacts(tree, source.path);
        yield* keyFileFacts(tree, source.path);
      },
    }),
    reader({
      language: 'ruby',
      paths: /(^|\/)lib\/tasks\/.*\.rake$/,
      mentions: ['secret_key_base'],
      extract: (tree, source) => keyFileFacts(tree, source.path),
    }),
    reader({
      language: 'ruby',
      paths: /(^|\/)(app|lib|extras)\/.*\.rb$/,
      mentions: [...mentions, ...attachmentMentions],
      *extract(tree, source) {
        yield* codeFacts(tree, source.path);
        yield* attachmentFacts(tree, source.path);
      },
    }),
    reader({
      language: 'yaml',
      paths:
        /(^|\/)config\/database([._-]\w+)?\.ya?ml([._-]\w+)?$|(^|\/)config\/((?:example|sample)[._-])?(cable|storage|cache|queue|recurring|schedule|resque[_-]scheduler?|secrets|sidekiq)\.ya?ml(\.(sample|example|dist))?$/,
      mentions: [
        'adapter',
        'service',
        'schedule',
        'cron',
        'every',
        'store',
        'queues',
        'concurrency',
        'database',
        'url',
        'secret_key_base',
      ],
      extract: (tree, source) => yamlFacts(tree, source.path, source.text),
    }),
    reader({
      language: 'text',
      paths: /(^|\/)app\/(views|components)\/.*\.(erb|haml|slim|jbuilder)$/,
      mentions: ['turbo_stream_from', 'cache'],
      extract: (text, source) => viewFacts(text, source.path),
    }),
  ],
  detect(facts) {
    const found = packageOf(facts, 'gem', 'rails') ?? packageOf(facts, 'gem', 'railties');
    return found && { at: found.fact.at, ...(found.version ? { version: found.version } : {}) };
  },
  parts,
});
