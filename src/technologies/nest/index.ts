import type { Fact } from '../../facts/fact.js';
import { jsFile } from '../node/js/file.js';
import { npmPackage } from '../npm/packages.js';
import { reader, technology } from '../technology.js';
import { decoratorFacts } from './decorators.js';
import { optionFacts } from './options.js';
import { parts } from './parts.js';

/** NestJS: what decorators declare. Calls, modules and files are read with the rest of server code, in `node`. */
export default technology({
  name: 'nest',
  title: 'NestJS',
  readers: [
    reader({
      language: 'javascript',
      paths: /^(?!.*\.d\.ts$).*\.[cm]?[jt]s$/,
      mentions: ['@nestjs/'],
      *extract(tree, source): Iterable<Fact> {
        const file = jsFile(tree, source);
        yield* decoratorFacts(file);
        yield* optionFacts(file);
      },
    }),
  ],
  detect(facts) {
    const found = npmPackage(facts, '@nestjs/core');
    return found && { at: found.fact.at, ...(found.version ? { version: found.version } : {}) };
  },
  parts,
});
