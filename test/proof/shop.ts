import { once } from 'node:events';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { openBucket } from './bucket.js';
import { answersHttp, freePort, type Running, start } from './programs.js';

/** Two copies of a shop, each in a folder of its own as on two servers, behind one nginx; with a Redis and a bucket that both reach. */
export interface Shop {
  /** The address of the balancer. */
  readonly url: string;
  /** When reports arrived at the accounting service that both copies send to. */
  readonly reports: readonly string[];
  stop(): Promise<void>;
}

/** Opens the shop whose files are in a folder. */
export async function openShop(app: string): Promise<Shop> {
  const folder = mkdtempSync(join(tmpdir(), 'ha-ready-proof-'));
  const running: { stop(): Promise<void> }[] = [];
  const stop = async () => {
    for (const one of running.toReversed()) await one.stop();
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    const reports: string[] = [];
    const accounting = await openAccounting(reports);
    running.push(accounting);
    const redis = await startRedis(folder);
    running.push(redis);
    const bucket = await openBucket();
    running.push(bucket);
    const copies: Running[] = [];
    for (const name of ['one', 'two']) {
      const copy = await startCopy(app, join(folder, name), {
        redis: redis.port,
        accounting: accounting.port,
        bucket: bucket.port,
      });
      running.push(copy);
      copies.push(copy);
    }
    const balancer = await startNginx(folder, copies);
    running.push(balancer);
    return { url: `http://127.0.0.1:${balancer.port}`, reports, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function openAccounting(reports: string[]): Promise<Running> {
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk) => {
      body += String(chunk);
    });
    request.on('end', () => {
      reports.push(body.slice(0, 19));
      response.end();
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = address !== null && typeof address === 'object' ? address.port : 0;
  return {
    port,
    stop: async () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

async function startRedis(folder: string): Promise<Running> {
  const port = await freePort();
  const args = ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no', '--dir', folder];
  return start({ command: 'redis-server', args, port, ready: accepts });
}

/** A server of its own: a copy of the app's files, with nothing of the other's disk. */
async function startCopy(
  app: string,
  folder: string,
  ports: { redis: number; accounting: number; bucket: number },
): Promise<Running> {
  cpSync(app, folder, { recursive: true });
  symlinkSync(resolve('node_modules'), join(folder, 'node_modules'));
  const port = await freePort();
  return start({
    command: process.execPath,
    args: ['src/server.js'],
    port,
    cwd: folder,
    env: {
      PORT: String(port),
      NODE_ENV: 'production',
      SESSION_SECRET: 'the same on both servers',
      REDIS_URL: `redis://127.0.0.1:${ports.redis}`,
      BILLING_URL: `http://127.0.0.1:${ports.accounting}/reports`,
      REPORT_CRON: '* * * * * *',
      S3_BUCKET: 'pictures',
      AWS_ENDPOINT_URL_S3: `http://127.0.0.1:${ports.bucket}`,
      AWS_REGION: 'eu-central-1',
      AWS_ACCESS_KEY_ID: 'shop',
      AWS_SECRET_ACCESS_KEY: 'shop',
    },
    ready: answersHttp,
  });
}

async function startNginx(folder: string, copies: readonly Running[]): Promise<Running> {
  const port = await freePort();
  const own = join(folder, 'nginx');
  mkdirSync(own);
  writeFileSync(join(own, 'nginx.conf'), nginxConf(own, port, copies));
  return start({
    command: 'nginx',
    args: ['-p', own, '-c', join(own, 'nginx.conf'), '-e', 'stderr'],
    port,
    ready: answersHttp,
  });
}

/** One worker, so that the copies take turns strictly. */
function nginxConf(folder: string, port: number, copies: readonly Running[]): string {
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'];
  return `daemon off;
worker_processes 1;
pid ${folder}/nginx.pid;
error_log stderr;
events { worker_connections 64; }
http {
  access_log off;
${temporary.map((name) => `  ${name}_temp_path ${folder}/${name};`).join('\n')}
  upstream shop {
${copies.map((copy) => `    server 127.0.0.1:${copy.port};`).join('\n')}
  }
  server {
    listen 127.0.0.1:${port};
    location / {
      proxy_pass http://shop;
      proxy_http_version 1.1;
      proxy_set_header Host $host;
      proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;
      proxy_set_header Upgrade $http_upgrade;
      proxy_set_header Connection "upgrade";
    }
  }
}
`;
}

async function accepts(port: number): Promise<boolean> {
  const socket = connect(port, '127.0.0.1');
  try {
    await once(socket, 'connect');
    return true;
  } catch {
    return false;
  } finally {
    socket.destroy();
  }
}
