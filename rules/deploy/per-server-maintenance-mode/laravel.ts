import { examples } from 'ha-ready/rule';

export default examples([
  {
    on: 'laravel-11',
    about: 'the switch moves into the cache store that is in force',
    bad: { '.env.example': 'CACHE_STORE=redis\nAPP_MAINTENANCE_DRIVER=file\n' },
    fixed: { '.env.example': 'CACHE_STORE=redis\nAPP_MAINTENANCE_DRIVER=cache\nAPP_MAINTENANCE_STORE=redis\n' },
  },
]);
