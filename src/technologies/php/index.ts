import { reader, technology } from '../technology.js';
import { healthFact, healthScript } from './health.js';
import { parts } from './parts.js';

/** Plain PHP: what the language itself keeps on one server. */
export default technology({
  name: 'php',
  title: 'PHP',
  readers: [
    reader({ language: 'text', paths: healthScript, extract: (text, source) => [healthFact(text, source.path)] }),
  ],
  detect: (facts, files) => {
    const found = facts.of('dependency').find((dependency) => dependency.ecosystem === 'composer');
    if (found) return { at: found.at };
    const file = files.find((path) => /(^|\/)index\.php$/.test(path)) ?? files.find((path) => path.endsWith('.php'));
    return file === undefined ? undefined : { at: { file, start: 0, end: 0 } };
  },
  parts,
});
