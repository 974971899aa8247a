import { technology } from '../technology.js';

/** Plain PHP: what the language itself keeps on one server. */
export default technology({
  name: 'php',
  title: 'PHP',
  readers: [],
  detect: (facts) => {
    const found = facts.of('dependency').find((dependency) => dependency.ecosystem === 'composer');
    return found && { at: found.at };
  },
});
