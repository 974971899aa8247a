import type { Fact } from '../../../facts/fact.js';
import { byHand, type Change, type Repair } from '../../../resolve/repair.js';
import { copyFirst } from '../../bucket-copy.js';
import { textOfPath } from '../parts/file-paths.js';
import { type JsApp, optionOf } from '../resolve-js.js';
import { toInstall } from './install.js';
import { freeModule } from './redis.js';

/** What of an uploaded file is the same wherever it is kept; `filename` is called `key` in a bucket (multer-s3 3.0, README.md). */
const kept = /^(fieldname|originalname|encoding|mimetype|size|filename|presence)$/;
const bucket = 'process.env.S3_BUCKET';
const storage = `bucket: ${bucket}, contentType: multerS3.AUTO_CONTENT_TYPE`;

/**
 * Uploads in a bucket, both ways: what multer keeps, and what is handed out again. Only as a whole, in plain JavaScript: undefined where
 * the app does anything else with the file on disk.
 */
export function uploadRepair(
  js: JsApp,
  stores: readonly Fact<'js-call'>[],
  served: readonly Fact<'js-call'>[],
): Repair | undefined {
  const [store] = stores;
  if (!store || stores.length > 1 || store.module !== 'multer' || served.length === 0 || bucketCall(js))
    return undefined;
  const reads = js.app.facts.of('use').filter(({ what, at }) => what === 'reads-upload' && js.runs(at.file));
  const plain = [store, ...served, ...reads].every(({ at }) => /\.[cm]?js$/.test(at.file));
  if (!plain || !reads.every(({ name }) => name !== undefined && kept.test(name)) || usesFolder(js, store))
    return undefined;
  if (!served.every(isExpress) || isServedWith(js, store, served)) return undefined;
  const module = freeModule(js, store.at.file, 's3');
  const handing = served.map((call) => handOut(call));
  if (!module || handing.some((changes) => changes === undefined)) return undefined;
  const files = [...new Set([store, ...served].map(({ at }) => at.file))];
  const getting = [...new Set(served.map(({ at }) => at.file))];
  return {
    title: 'Keep uploads in a bucket',
    safety: 'unsafe',
    changes: [
      ...keeping(js, store),
      ...reads.filter(({ name }) => name === 'filename').map(({ at }): Change => ({ is: 'replace', at, text: 'key' })),
      ...handing.flatMap((changes) => changes ?? []),
      ...getting.map(
        (file): Change => ({
          is: 'binding',
          file,
          bind: '{ GetObjectCommand }',
          from: { package: '@aws-sdk/client-s3' },
        }),
      ),
      { is: 'binding', file: store.at.file, bind: 'multerS3', from: { package: 'multer-s3' } },
      ...files.map((file): Change => ({ is: 'binding', file, bind: '{ s3 }', from: { module: module.path } })),
      {
        is: 'module',
        file: module.path,
        like: module.like,
        text: ["import { S3Client } from '@aws-sdk/client-s3';", '', 'export const s3 = new S3Client();'],
      },
    ],
    needs: [
      'Provide a bucket and set S3_BUCKET, AWS_REGION, AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY on every server.',
      copyFirst(folderOf(js, store) ?? '<folder>', 's3://$S3_BUCKET'),
      ...toInstall(js, 'multer-s3', '@aws-sdk/client-s3'),
    ],
  };
}

const buckets =
  /^(@aws-sdk\/(client-s3|lib-storage)|aws-sdk|multer-s3|minio|@google-cloud\/storage|@azure\/storage-blob|@vercel\/blob)$/;

/** Where the app itself talks to an object store: a client need not be written anew. */
function bucketCall(js: JsApp): Fact<'js-call'> | undefined {
  // version 2 of AWS' client is one for all services
  return js.calls.find(
    ({ module, name, at }) => buckets.test(module) && (module !== 'aws-sdk' || /^S3\b/.test(name)) && js.runs(at.file),
  );
}

/** In words: by the client that the app has, else for multer. What else takes files has no store to be given, and what reads them as files needs a mount. */
export function uploadsByHand(js: JsApp, isMulter: boolean): Repair | undefined {
  const known = bucketCall(js);
  if (known)
    return byHand(
      'Keep these files in the bucket too',
      `Write them by the client that the app has: ${known.at.file} calls ${known.module}`,
      'Read, list and remove them there as well, and copy what is on the disk today',
    );
  if (!isMulter) return undefined;
  const reads = js.app.facts.of('use').filter(({ what, at }) => what === 'reads-upload' && js.runs(at.file));
  const isPlain = reads.length > 0 && reads.every(({ name }) => name !== undefined && kept.test(name));
  return byHand(
    'Keep uploads in a bucket, or on a mount that every server shares where programs open them as files',
    copyFirst('<folder>', 's3://$S3_BUCKET'),
    ...toInstall(js, ...(isPlain ? ['multer-s3'] : []), '@aws-sdk/client-s3'),
    // in a bucket there is no `file.path`: who moves or opens the file would find nothing, and what is noted of it would stand for nothing
    isPlain
      ? 'Give multer: storage: multerS3({ s3: new S3Client(), bucket: process.env.S3_BUCKET })'
      : 'Let multer write to a folder for temporary files as it does, and where the app moves or opens the file put it into the bucket: await s3.send(new PutObjectCommand({ Bucket: process.env.S3_BUCKET, Key: name, Body: createReadStream(file.path) }))',
    'Read with: await s3.send(new GetObjectCommand({ Bucket: process.env.S3_BUCKET, Key: name }))',
  );
}

function keeping(js: JsApp, store: Fact<'js-call'>): readonly Change[] {
  const { at, name } = store;
  if (name === '') return [{ is: 'key', at, name: 'dest', text: `storage: multerS3({ s3, ${storage} })` }];
  return [
    { is: 'replace', at, text: 'multerS3' },
    { is: 'key', at, name: 'destination', text: `s3, ${storage}` },
    ...(optionOf(js, store, 'filename') ? [{ is: 'key', at, name: 'filename', text: 'key' } as const] : []),
  ];
}

/** What is not in the bucket is not found, as it was not on disk. */
function handOut({ at, name, on }: Fact<'js-call'>): readonly Change[] | undefined {
  const get = (key: string) =>
    `const object = await s3.send(new GetObjectCommand({ Bucket: ${bucket}, Key: ${key} })).catch(() => undefined);`;
  if (/(^|\.)sendFile$/.test(name)) {
    const response = /^[\w$]+/.exec(on ?? '')?.[0];
    const typed = response === on ? '$on.type(object.ContentType)' : '$on';
    return response === undefined
      ? undefined
      : [
          {
            is: 'statement',
            at,
            text: [get('$last'), `if (!object) return ${response}.status(404).end();`, `object.Body.pipe(${typed});`],
          },
        ];
  }
  const text = [
    'async (request, response, next) => {',
    // a path that cannot be read is one that is not there; names with spaces come escaped
    `  const get = async () => s3.send(new GetObjectCommand({ Bucket: ${bucket}, Key: decodeURIComponent(request.path.slice(1)) }));`,
    '  const object = await get().catch(() => undefined);',
    '  if (!object) return next();',
    "  object.Body.on('error', next).pipe(response.type(object.ContentType));",
    '}',
  ];
  return [{ is: 'call', at, text }];
}

/** Files that are handed out by Express itself. */
function isExpress({ module, name }: Fact<'js-call'>): boolean {
  return module === 'express' || (module === '' && /(^|\.)sendFile$/.test(name));
}

/** The folder is also part of one that is handed out as a whole. */
function isServedWith(js: JsApp, store: Fact<'js-call'>, served: readonly Fact<'js-call'>[]): boolean {
  const folder = folderOf(js, store) ?? '';
  return js.of('express', /^static$/).some((call) => {
    const path = call.args[0] && textOfPath(js, call.args[0]);
    return !served.includes(call) && path !== undefined && `${folder}/`.includes(`${path.replace(/^\*+|\/$/g, '')}/`);
  });
}

function folderOf(js: JsApp, store: Fact<'js-call'>): string | undefined {
  const option = optionOf(js, store, store.name === '' ? 'dest' : 'destination');
  return option && textOfPath(js, option)?.replace(/\/$/, '');
}

/** Other code looks into the folder, or nothing says which folder it is. */
function usesFolder(js: JsApp, store: Fact<'js-call'>): boolean {
  const folder = folderOf(js, store);
  if (folder === undefined) return true;
  const name = folder.split('/').at(-1) ?? folder;
  return js
    .of(/^(fs|fs\/promises|fs-extra|graceful-fs)$/)
    .some((call) => !/mkdir|ensureDir|exists|access/.test(call.name) && JSON.stringify(call.args).includes(name));
}
