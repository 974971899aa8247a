import type { Fact } from '../../facts/fact.js';
import { reader, technology } from '../technology.js';
import { configData, configFile } from './config-folder.js';
import { detect } from './detect.js';
import { busFacts } from './extract/buses.js';
import { callFacts } from './extract/calls.js';
import { moduleFacts } from './extract/exports.js';
import { prismaFacts } from './extract/prisma.js';
import { promptFacts } from './extract/prompts.js';
import { readFacts } from './extract/reads.js';
import { comparedRoutes, routeFacts } from './extract/routes.js';
import { scheduleFacts } from './extract/schedules.js';
import { defaultFacts, settingFacts } from './extract/settings.js';
import { signalFacts } from './extract/signals.js';
import { uploadFacts } from './extract/uploads.js';
import { jsFile } from './js/file.js';
import { parts } from './parts/index.js';
import { serverCode } from './paths.js';
import { jsApp } from './resolve-js.js';

/** Node.js: what server code says, and the libraries that are used with any framework. */
export default technology({
  name: 'node',
  title: 'Node.js',
  readers: [
    reader({
      language: 'javascript',
      paths: serverCode,
      *extract(tree, source): Iterable<Fact> {
        const file = jsFile(tree, source);
        yield* moduleFacts(file);
        yield* callFacts(file);
        yield* routeFacts(file);
        yield* comparedRoutes(file);
        yield* signalFacts(file);
        yield* readFacts(file);
        yield* uploadFacts(file);
        yield* scheduleFacts(file);
        yield* settingFacts(file);
        yield* defaultFacts(file);
        yield* promptFacts(file);
        yield* busFacts(file);
      },
    }),
    reader({ language: 'yaml', paths: configFile, extract: (documents, source) => configData(documents, source.path) }),
    reader({
      language: 'text',
      paths: /(^|\/)[^/]*\.prisma$/,
      mentions: ['datasource'],
      extract: (text, source) => prismaFacts(text, source.path),
    }),
  ],
  detect,
  parts,
  idle: (app) => (path) => /\.[cm]?[jt]sx?$/.test(path) && !jsApp(app).runs(path),
});
