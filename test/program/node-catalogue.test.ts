import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { lowerJavaScript } from '../../src/code/lower/javascript.js';
import { parseJavaScript } from '../../src/parse/javascript.js';
import type { CodeCatalogue } from '../../src/program/catalogue.js';
import { type Program, programOf } from '../../src/program/program.js';
import { loadCatalogues } from '../../src/technologies/load.js';

let catalogues: readonly CodeCatalogue[] = [];
before(async () => {
  catalogues = await loadCatalogues();
});

function program(text: string, path: string): Program {
  return programOf([lowerJavaScript(parseJavaScript(text, path).tree, text, path)], catalogues);
}

/** Who runs the function that calls `mark()`; what the file does apart from that. */
function said(text: string, path = 'src/app.ts'): readonly string[] {
  const { effects, graph, reach, paths } = program(text, path);
  const marks = graph.sites.filter(({ names }) => names.includes('mark'));
  const kinds = new Set(marks.flatMap(({ func }) => reach.waysTo(func).map(({ entry }) => entry.kind)));
  const done = effects.all.map(({ row, site, weak }) => {
    const argument = typeof row.path === 'number' ? site.call.args[row.path]?.value : undefined;
    const root = row.is === 'write' && argument ? ` ${paths.of(argument, site.func)[0]?.root ?? 'nowhere'}` : '';
    return `${row.is}${row.what ? ` ${row.what}` : ''}${root}${weak ? ' by name' : ''}`;
  });
  return [...[...kinds].filter((kind) => kind !== 'boot' || kinds.size === 1), ...new Set(done)].sort();
}

type Table = readonly (readonly [what: string, text: string, expected: readonly string[], path?: string])[];

const request: Table = [
  ['Express', "import express from 'express'; const app = express(); app.get('/', (req, res) => mark())", ['request']],
  [
    'an Express router',
    "const { Router } = require('express'); const r = Router(); r.route('/a').get(h).post(h); function h() { mark() }",
    ['request'],
  ],
  [
    'a router that is given',
    "const app = require('express')(); routes(app); function routes(a) { a.use('/x', () => mark()) }",
    ['request'],
  ],
  [
    'a wrapped handler',
    "import wrap from 'express-async-handler'; import { Router } from 'express'; Router().get('/', wrap(async () => { mark() }))",
    ['request'],
  ],
  [
    "a route of the app's own that is given a list of handlers, wrapped one by one",
    "import { Router } from 'express'; const r = Router(); r.on = (path, ...all) => r.get(path, ...all.map((one) => caught(one))); r.on('/a', check, async () => { mark() }); const caught = (fn) => (req, res, next) => fn(req, res).catch(next); function check() {}",
    ['request'],
  ],
  [
    'a list of handlers that is copied before its last one is wrapped',
    "import { Router } from 'express'; const r = Router(); on('/a', async () => { mark() }); function on(path, ...all) { r.post(path, ...safe(all)) } function safe(all) { const own = all.slice(); const last = all[all.length - 1]; own[all.length - 1] = (req, res, next) => last(req, res).catch(next); return own; }",
    ['request'],
  ],
  [
    'Fastify',
    "import Fastify from 'fastify'; const app = Fastify(); app.route({ method: 'GET', url: '/', handler: async () => mark() })",
    ['request'],
  ],
  [
    'a Fastify plugin',
    "import fastify from 'fastify'; fastify().register(async (instance) => { instance.get('/', async () => mark()) })",
    ['request'],
  ],
  [
    'a Fastify plugin that is loaded by its folder',
    "export default async function (app, options) { app.get('/', async () => mark()) }",
    ['request'],
    'src/routes/a.js',
  ],
  [
    'Koa',
    "const Koa = require('koa'); const Router = require('@koa/router'); const r = new Router(); r.get('/', async (ctx) => { mark() })",
    ['request'],
  ],
  [
    'hapi',
    "const Hapi = require('@hapi/hapi'); const s = Hapi.server(); s.route([{ method: 'GET', path: '/', handler: () => mark() }])",
    ['request'],
  ],
  [
    'Nest',
    "import { Get, Controller } from '@nestjs/common'; @Controller('a') export class A { @Get() list() { mark() } }",
    ['request'],
  ],
  [
    'a guard of Nest',
    "import type { CanActivate } from '@nestjs/common'; export class A implements CanActivate { canActivate() { mark() } }",
    ['request'],
  ],
  [
    'a service of Nest',
    "import { Get, Injectable } from '@nestjs/common'; @Injectable() class S { go() { mark() } } class A { constructor(private s: S) {} @Get() list() { return this.s.go() } }",
    ['request'],
  ],
  ['a route of Next', 'export async function GET() { mark() }', ['request'], 'app/a/route.ts'],
  ['an API page of Next', 'export default function handler(req, res) { mark() }', ['request'], 'src/pages/api/a.ts'],
  ['a server action', "'use server'; export async function save() { mark() }", ['request'], 'lib/actions.ts'],
  [
    'a server action in place',
    "export function Page() { async function save() { 'use server'; mark() } return save }",
    ['request'],
    'lib/page.tsx',
  ],
  ['Remix', 'export const loader = async () => { mark() }', ['request'], 'app/routes/a.tsx'],
  ['Nitro', 'export default defineEventHandler(async (event) => { mark() })', ['request'], 'server/api/a.ts'],
  [
    'SvelteKit',
    'export const actions = { default: async () => { mark() } }',
    ['request'],
    'src/routes/a/+page.server.ts',
  ],
  [
    'Sails',
    'module.exports = { list: async function (req, res) { mark() } }',
    ['request'],
    'api/controllers/AController.js',
  ],
  [
    'AdonisJS',
    'export default class AController { public async index() { mark() } }',
    ['request'],
    'app/Controllers/Http/AController.ts',
  ],
  [
    'Strapi',
    "const { createCoreController } = require('@strapi/strapi').factories; module.exports = createCoreController('api::a.a', ({ strapi }) => ({ async find(ctx) { mark() } }))",
    ['request'],
  ],
  ['Meteor', "import { Meteor } from 'meteor/meteor'; Meteor.methods({ 'a.b'() { mark() } })", ['request']],
  ['Parse', "Parse.Cloud.beforeSave('A', async (request) => { mark() })", ['request']],
  [
    'tRPC',
    "import { initTRPC } from '@trpc/server'; const t = initTRPC.context().create(); const r = t.procedure.input(x).mutation(async () => mark())",
    ['request'],
  ],
  [
    'Apollo',
    "import { ApolloServer } from '@apollo/server'; new ApolloServer({ typeDefs, resolvers: { Query: { a: () => mark() } } })",
    ['request'],
  ],
  ['Hono', "import { Hono } from 'hono'; const app = new Hono().get('/', (c) => mark())", ['request']],
  ['plain http', "import http from 'node:http'; http.createServer((req, res) => { mark() }).listen(1)", ['request']],
  [
    'Socket.IO',
    "const { Server } = require('socket.io'); const io = new Server(s); io.on('connection', (socket) => { socket.on('a', listen) }); function listen() { mark() }",
    ['socket'],
  ],
  [
    'ws',
    "import { WebSocketServer } from 'ws'; new WebSocketServer({}).on('connection', (ws) => { ws.on('message', () => mark()) })",
    // a connection hears its other end, whoever opened it
    ['listen', 'socket'],
  ],
  ['BullMQ', "import { Worker } from 'bullmq'; new Worker('a', async (job) => { mark() })", ['job']],
  ['Bull', "const Queue = require('bull'); const q = new Queue('a'); q.process(5, async (job) => { mark() })", ['job']],
  ['Bee-Queue', "const Queue = require('bee-queue'); new Queue('a').process(async () => mark())", ['job']],
  ['Agenda', "import { Agenda } from 'agenda'; new Agenda({}).define('a', async () => { mark() })", ['job']],
  ['pg-boss', "import PgBoss from 'pg-boss'; const b = new PgBoss(''); b.work('a', async () => mark())", ['job']],
  [
    'amqplib',
    "const amqp = require('amqplib'); async function go() { const c = await amqp.connect(''); const ch = await c.createChannel(); ch.consume('q', () => { mark() }) } go()",
    ['job'],
  ],
  [
    'amqplib with promises',
    "require('amqplib').connect('').then((c) => c.createChannel()).then((ch) => { ch.consume('q', () => { mark() }) })",
    ['job'],
  ],
  [
    'KafkaJS',
    "import { Kafka } from 'kafkajs'; const c = new Kafka({}).consumer({}); c.run({ eachMessage: async () => { mark() } })",
    ['job'],
  ],
  [
    'SQS',
    "import { Consumer } from 'sqs-consumer'; Consumer.create({ handleMessage: async () => { mark() } })",
    ['job'],
  ],
  [
    'a queue of Nest',
    "import { WorkerHost } from '@nestjs/bullmq'; export class A extends WorkerHost { async process() { mark() } }",
    ['job'],
  ],
];

const tasks: Table = [
  ['node-cron', "import cron from 'node-cron'; cron.schedule('* * * * *', () => mark())", ['schedule', 'task']],
  [
    'node-schedule, with a name',
    "const s = require('node-schedule'); s.scheduleJob('a', '* * * * *', run); function run() { mark() }",
    ['schedule', 'task'],
  ],
  ['cron', "import { CronJob } from 'cron'; new CronJob('* * * * *', () => mark(), null, true)", ['schedule', 'task']],
  ['croner', "import { Cron } from 'croner'; Cron('* * * * *', {}, () => mark())", ['schedule', 'task']],
  [
    'toad-scheduler',
    "import { AsyncTask } from 'toad-scheduler'; new AsyncTask('a', async () => { mark() })",
    ['schedule', 'task'],
  ],
  ['a timer', 'setInterval(() => mark(), 1000)', ['task', 'timer']],
  [
    'a decorator of Nest',
    "import { Cron } from '@nestjs/schedule'; class A { @Cron('* * * * *') run() { mark() } }",
    ['schedule', 'task'],
  ],
];

const effects: Table = [
  ['sharp', "import sharp from 'sharp'; sharp(x).resize(1).png().toFile('a.png')", ['write app']],
  [
    'a path that is joined',
    "import fs from 'fs'; import path from 'path'; fs.promises.writeFile(path.join(__dirname, 'a'), x)",
    ['write app'],
  ],
  [
    'fs-extra',
    "const fs = require('fs-extra'); const os = require('os'); fs.outputFile(`${os.tmpdir()}/a`, x)",
    ['write temporary'],
  ],
  [
    'tmp',
    "import fs from 'fs'; import tmp from 'tmp'; const t = tmp.fileSync(); fs.writeFileSync(t.name, x)",
    ['write temporary'],
  ],
  [
    'exceljs',
    "import { Workbook } from 'exceljs'; const w = new Workbook(); w.xlsx.writeFile('a.xlsx')",
    ['write export app'],
  ],
  ['xlsx', "import * as XLSX from 'xlsx'; XLSX.writeFile(book, 'a.xlsx')", ['write export app']],
  [
    'lowdb',
    "import { JSONFilePreset } from 'lowdb/node'; const db = await JSONFilePreset('db.json', {}); await db.write()",
    ['write'],
  ],
  [
    'S3',
    "import { S3Client, PutObjectCommand } from '@aws-sdk/client-s3'; new S3Client({}).send(new PutObjectCommand({ Body: x }))",
    ['store'],
  ],
  ['minio', "import * as Minio from 'minio'; new Minio.Client({}).fPutObject('b', 'k', p)", ['store']],
  [
    'Google Cloud Storage',
    "const { Storage } = require('@google-cloud/storage'); new Storage().bucket('b').upload(p)",
    ['store'],
  ],
  ['cloudinary', "import { v2 as cloudinary } from 'cloudinary'; cloudinary.uploader.upload(p)", ['store']],
  [
    'redlock',
    "import Redlock from 'redlock'; const l = new Redlock([]); await l.using(['a'], 1000, async () => { f() })",
    ['lock'],
  ],
  ['async-mutex', "import { Mutex } from 'async-mutex'; new Mutex().runExclusive(() => f())", ['lock']],
  ['proper-lockfile', "import lockfile from 'proper-lockfile'; lockfile.lock('a')", ['lock']],
  [
    'SET NX',
    "import Redis from 'ioredis'; const r = new Redis(); r.set('k', 1, 'PX', 1000, 'NX')",
    ['connect redis', 'keep', 'lock'],
  ],
  [
    'SET NX of redis',
    "import { createClient } from 'redis'; createClient().set('k', 1, { NX: true })",
    ['connect redis', 'keep', 'lock'],
  ],
  ['no lock', "import Redis from 'ioredis'; new Redis().set('k', 1)", ['connect redis', 'keep']],
  [
    'nodemailer',
    "import nodemailer from 'nodemailer'; const t = nodemailer.createTransport({}); t.sendMail({})",
    ['shared mail'],
  ],
  [
    'prisma',
    "import { PrismaClient } from '@prisma/client'; const db = new PrismaClient(); db.user.update({}); db.user.findMany()",
    ['shared rows'],
  ],
  [
    'mongoose',
    "import mongoose from 'mongoose'; const User = mongoose.model('U', s); new User({}).save()",
    ['shared rows'],
  ],
  [
    'typeorm, injected',
    "import { Repository } from 'typeorm'; class A { constructor(private repo: Repository<User>) {} go() { this.repo.save(u) } }",
    ['shared rows'],
  ],
  ['sequelize', "import { Model } from 'sequelize'; class User extends Model {} User.create({})", ['shared rows']],
  ['knex', "import knex from 'knex'; const db = knex({}); db('users').where('a', 1).update({})", ['shared rows']],
  [
    'drizzle',
    "import { drizzle } from 'drizzle-orm/node-postgres'; drizzle(p).insert(users).values({})",
    ['shared rows'],
  ],
  [
    'pg',
    "import { Pool } from 'pg'; const p = new Pool(); p.query('INSERT INTO a VALUES (1)'); p.query('SELECT 1')",
    ['connect postgres', 'shared rows', 'sql'],
  ],
  [
    'advisory locks',
    "import { Pool } from 'pg'; new Pool().query('SELECT pg_try_advisory_lock(1)')",
    ['connect postgres', 'lock', 'sql'],
  ],
  ['BullMQ', "import { Queue } from 'bullmq'; new Queue('a').add('b', {})", ['enqueue']],
  [
    'amqplib',
    "import amqp from 'amqplib'; const c = await amqp.connect(''); (await c.createChannel()).sendToQueue('q', b)",
    ['enqueue'],
  ],
  ['jsonwebtoken', "import jwt from 'jsonwebtoken'; jwt.sign({}, key)", ['key']],
  ['jose', "import { SignJWT } from 'jose'; new SignJWT({}).setExpirationTime('1h').sign(key)", ['key']],
  ['randomness', "import { nanoid } from 'nanoid'; import { v4 } from 'uuid'; nanoid(); v4()", ['random']],
  ['p-queue', "import PQueue from 'p-queue'; new PQueue().add(() => mark())", ['later', 'task']],
];

const wrapped: Table = [
  [
    'a helper that makes routes',
    "const app = require('express')(); page('/a', show); function page(path, ...rest) { app.get(path, ...rest) } function show() { mark() }",
    ['request'],
  ],
  [
    'a helper with one handler',
    "const app = require('express')(); const page = (path, handler) => app.get(path, handler); page('/a', () => mark())",
    ['request'],
  ],
  [
    'what is put on an object later',
    "const app = require('express')(); const pages = {}; pages.show = () => mark(); app.get('/', (req, res) => pages.show())",
    ['request'],
  ],
  [
    'what a function puts on what it is given',
    "const app = require('express')(); const user = {}; add(user); function add(u) { more(u) } function more(v) { v.find = () => mark() } app.get('/', () => user.find())",
    ['request'],
  ],
  [
    'a promise of a library',
    "const app = require('express')(); const load = () => import('./x').then(() => app); load().then((a) => a.get('/', () => mark()))",
    ['request'],
  ],
  [
    'a scheduler of its own',
    'const every = (ms, job) => setInterval(job, ms); every(1000, () => mark())',
    ['task', 'timer'],
  ],
];

for (const [about, table] of [
  ['who runs it', request],
  ['what helpers of the app stand before', wrapped],
  ['what the clock starts', tasks],
  ['what it does', effects],
] as const) {
  describe(about, () => {
    for (const [what, text, expected, path] of table)
      test(what, () => assert.deepEqual(said(text, path), [...expected].sort()));
  });
}
