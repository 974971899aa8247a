import { examples } from 'ha-ready/rule';

export default examples([
  { on: 'next-15', bad: { 'app/health/route.ts': null }, good: {} },
  {
    on: 'next-15',
    about: 'a platform that starts the copies itself asks none of them',
    good: { 'app/health/route.ts': null, Dockerfile: null, 'vercel.json': '{ "regions": ["fra1"] }\n' },
  },
]);
