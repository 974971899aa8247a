import { examples } from 'ha-ready/rule';

export default examples([
  {
    on: 'laravel-10',
    about: 'the only template of the environment is the one for containers',
    bad: {
      '.env.example': '',
      '.env.docker': '«CACHE_DRIVER=file»\nSESSION_DRIVER=redis\n',
    },
    good: {
      '.env.docker': 'CACHE_DRIVER=redis\nSESSION_DRIVER=redis\n',
    },
  },
]);
