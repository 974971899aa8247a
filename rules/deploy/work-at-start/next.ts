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
  {
    on: 'next-15',
    about: 'a script called `prod` of a manifest that is none of the app may do anything',
    good: {
      'package.json':
        '{\n  "private": true,\n  "scripts": { "build": "next build" },\n  "dependencies": { "next": "^15.5.0", "react": "^19.1.0" }\n}\n',
      Dockerfile: 'FROM node:22\nWORKDIR /app\nCOPY . .\nRUN npm ci && npm run build\nCMD ["./start.sh"]\n',
      'start.sh': '#!/bin/sh\nnpx next start &\ncd /api && npm run prod &\nwait -n\n',
    },
  },
]);
