import { examples } from 'ha-ready/rule';

export default examples([
  {
    on: 'wordpress-6',
    about: 'WordPress has no health endpoint of its own; a script in the web root is one',
    bad: { 'health.php': null },
    good: {},
  },
]);
