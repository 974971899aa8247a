import type { CodeCatalogue } from '../../program/catalogue.js';

const app = 'npm next 15, docs/01-app/03-api-reference/03-file-conventions';
const pages = 'npm next 15, docs/02-pages';
const verbs = ['GET', 'HEAD', 'POST', 'PUT', 'DELETE', 'PATCH', 'OPTIONS'];

/** Next: what is run is told by where a file stands and what it exports, and by directives. */
export const code: CodeCatalogue = {
  through: { 'next/cache.unstable_cache': 0, 'react.cache': 0, 'next-auth': 0 },
  directives: { 'use server': 'request', 'use client': 'client' },
  entries: [
    {
      kind: 'request',
      file: 'app/**/route.{ts,js,tsx,jsx,mjs}',
      exports: verbs,
      given: ['next/server.NextRequest()'],
      source: app,
    },
    {
      kind: 'request',
      file: 'app/**/{page,layout,template,default,loading,error,not-found,sitemap,robots,opengraph-image}.{tsx,jsx,ts,js}',
      exports: ['default', 'generateMetadata', 'generateStaticParams', 'sitemap'],
      source: app,
    },
    {
      kind: 'request',
      file: 'pages/api/**/*.{ts,js,tsx,jsx,mjs}',
      exports: ['default', '*'],
      given: ['next.NextApiRequest()', 'next.NextApiResponse()'],
      source: pages,
    },
    {
      kind: 'request',
      file: 'pages/**/*.{tsx,jsx,ts,js}',
      exports: ['getServerSideProps', 'getStaticProps', 'getStaticPaths'],
      source: pages,
    },
    {
      kind: 'request',
      file: '{middleware,proxy}.{ts,js}',
      exports: ['default', 'middleware', 'proxy'],
      given: ['next/server.NextRequest()'],
      source: app,
    },
    { kind: 'boot', file: 'instrumentation.{ts,js}', exports: ['register'], source: app },
    { kind: 'request', call: 'next/server.after', handler: 0, source: app },
  ],
  effects: [
    {
      on: '{next/server.after,next/server.unstable_after,@vercel/functions.waitUntil}',
      is: 'later',
      body: 0,
      source: 'npm next 15, dist/server/after; npm @vercel/functions 2, README.md',
    },
  ],
  inputs: {
    'next/server.NextRequest().{formData,arrayBuffer,blob}()': 'upload',
    'next/server.NextRequest().{json,text}()': 'text',
    'next.NextApiRequest().pipe': 'upload',
    'next.NextApiRequest().body': 'text',
  },
};
