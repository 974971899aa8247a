import { examples } from 'ha-ready/rule';

export default examples([
  {
    on: 'next-15',
    about: 'every server builds for itself',
    bad: {
      'package.json':
        '{\n  "private": true,\n  "scripts": {\n    "build": "next build",\n    «"start": "npm run build && next start"»\n  },\n  "dependencies": { "next": "^15.5.0", "react": "^19.1.0" }\n}\n',
    },
    good: {
      'package.json':
        '{\n  "private": true,\n  "scripts": {\n    "build": "next build",\n    "start": "next start"\n  },\n  "dependencies": { "next": "^15.5.0", "react": "^19.1.0" }\n}\n',
    },
  },
]);
