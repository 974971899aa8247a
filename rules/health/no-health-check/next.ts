import { examples } from 'ha-ready/rule';

export default examples([{ on: 'next-15', bad: { 'app/health/route.ts': null }, good: {} }]);
