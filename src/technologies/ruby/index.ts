import { reader, technology } from '../technology.js';
import { parts } from './parts.js';
import { scheduleFacts, scheduleMentions } from './schedules.js';
import { stateFacts, stateMentions } from './state.js';

/** The language itself: what any Ruby app keeps in memory and locks, whatever its framework. */
export default technology({
  name: 'ruby',
  title: 'Ruby',
  readers: [
    reader({
      language: 'ruby',
      paths: /^(?!.*(^|\/)(db|script|bin|lib\/(tasks|generators))\/).*\.rb$|(^|\/)config\.ru$/,
      mentions: stateMentions,
      extract: (tree, source) => stateFacts(tree, source.path),
    }),
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
