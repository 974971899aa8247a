import { examples } from 'ha-ready/rule';

export default examples([
  {
    on: 'symfony-7',
    about: 'Doctrine on SQLite',
    bad: { '.env': 'DATABASE_URL="sqlite:///%kernel.project_dir%/var/data.db"\n' },
    good: {},
  },
]);
