import { reader, technology } from '../technology.js';
import { parts } from './parts.js';
import { scheduleFacts, scheduleMentions } from './schedules.js';

/** The language itself: the schedules and workers that any Ruby app may have, whatever its framework. */
export default technology({
  name: 'ruby',
  title: 'Ruby',
  readers: [
    reader({
      language: 'ruby',
      paths: /(^|\/)Capfile$|\.rb$/,
      mentions: scheduleMentions,
      extract: (tree, source) => scheduleFacts(tree, source.path),
    }),
    reader({
      language: 'ruby',
      paths: /(^|\/)config\/deploy(\/(production|prod))?\.rb$/,
      mentions: ['server', 'role', 'whenever'],
      extract: (tree, source) => scheduleFacts(tree, source.path),
    }),
  ],
  detect: (facts) => {
    const found = facts.of('dependency').find(({ ecosystem }) => ecosystem === 'gem');
    return found && { at: found.at };
  },
  parts,
});
