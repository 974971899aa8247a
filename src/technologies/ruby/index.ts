import { technology } from '../technology.js';

/** The language itself: how values are said is in expr.ts. */
export default technology({
  name: 'ruby',
  title: 'Ruby',
  readers: [],
  detect: (facts) => {
    const found = facts.of('dependency').find(({ ecosystem }) => ecosystem === 'gem');
    return found && { at: found.at };
  },
});
