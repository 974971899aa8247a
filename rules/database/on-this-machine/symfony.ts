import { examples } from 'ha-ready/rule';

export default examples([
  {
    on: 'symfony-7',
    about: 'DATABASE_URL as the recipe writes it points at 127.0.0.1',
    bad: { '.env': 'DATABASE_URL="postgresql://app:x@127.0.0.1:5432/app"\n' },
    good: {
      '.env': 'DATABASE_URL="postgresql://app:x@127.0.0.1:5432/app"\n',
      '.env.prod': 'DATABASE_URL="postgresql://app:x@pg.internal:5432/app"\n',
    },
  },
]);
