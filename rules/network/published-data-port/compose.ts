import { examples } from 'ha-ready/rule';

export default examples([
  {
    on: 'compose-2',
    about: 'the port is bound to this machine',
    bad: {
      'compose.yaml':
        'services:\n  web:\n    build: .\n    restart: always\n  db:\n    image: postgres:17\n    ports:\n      - "5432:5432"\n',
    },
    fixed: {
      'compose.yaml':
        "services:\n  web:\n    build: .\n    restart: always\n  db:\n    image: postgres:17\n    ports:\n      - '127.0.0.1:5432:5432'\n",
    },
  },
]);
