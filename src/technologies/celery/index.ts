import { packageOf } from '../../resolve/version.js';
import { reader, technology } from '../technology.js';
import { documentedBeats, guideFacts } from './guides.js';
import { parts } from './parts.js';

/** Celery: where tasks wait. Who starts beat and workers is read from the deployment files. */
export default technology({
  name: 'celery',
  title: 'Celery',
  readers: [
    reader({
      language: 'text',
      paths: /(^|\/)docs?\/.+\.(rst|md)$/,
      mentions: ['celery'],
      extract: (text, { path }) => guideFacts(text, path),
    }),
  ],
  detect(facts) {
    const found = packageOf(facts, 'pypi', 'celery');
    const made = facts.of('python-call').find((fact) => fact.name === 'celery.Celery');
    if (!made) return undefined;
    return {
      at: found?.fact.at ?? made.at,
      ...(found?.version ? { version: found.version.replace(/^[^\d]*/, '') } : {}),
    };
  },
  deployment: (facts) => ({ schedulerProcesses: documentedBeats(facts) }),
  parts,
});
