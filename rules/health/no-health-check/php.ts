import { examples } from 'ha-ready/rule';

export default examples([
  {
    on: 'php-8',
    about: 'plain PHP has no health endpoint of its own',
    bad: { 'public/health.php': null },
    good: {},
  },
]);
