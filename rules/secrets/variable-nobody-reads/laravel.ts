import { examples } from 'ha-ready/rule';

export default examples([
  {
    on: 'laravel-10',
    about: 'the variable gets the name that the config file reads',
    bad: { '.env.example': 'APP_NAME=Shop\n«CACHE_STORE=redis» # shared\n' },
    fixed: { '.env.example': 'APP_NAME=Shop\nCACHE_DRIVER=redis # shared\n' },
  },
  {
    on: 'laravel-10',
    about: 'where both are set, the one that is not read becomes a comment',
    bad: { '.env.example': '«CACHE_STORE=file»\nCACHE_DRIVER=redis\n' },
    fixed: { '.env.example': '# CACHE_STORE=file\nCACHE_DRIVER=redis\n' },
  },
]);
