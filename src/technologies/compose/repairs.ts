import type { Process } from '../../resolve/parts/topology.js';
import type { Change, Repair } from '../../resolve/repair.js';
import { graceFor } from '../command-role.js';
import { imageName } from '../docker/known-images.js';
import { httpPort } from '../http-port.js';
import { items, shippedText, within } from '../yaml/values.js';
import { unpinned } from './pins.js';
import type { Container } from './services.js';
import type { ComposeService } from './stacks.js';

/** How the service of a process could be repaired in its compose file. */
export function repairsOf(container: Container, process: Process): NonNullable<Process['repairs']> {
  const { service } = container;
  const seconds = graceFor(process);
  return {
    restarts: {
      title: `Restart ${service.name} unless it is stopped on purpose`,
      safety: 'safe',
      changes: [inService(service, ['restart'], 'unless-stopped')],
      needs: [],
    },
    stopGraceSeconds: {
      title: `Give ${service.name} ${seconds} s to stop`,
      safety: 'safe',
      changes: [inService(service, ['stop_grace_period'], `${seconds}s`)],
      needs: [],
    },
    pinned: unpinned(container, process),
    health: healthCheck(container, process),
  };
}

/** An entry of a service. */
export function inService(service: ComposeService, path: readonly string[], value: string | readonly string[]): Change {
  return { is: 'entry', file: service.at.file, path: ['services', service.name, ...path], value };
}

/** Opens the port by what the image surely holds: the language that the app is written in. */
const connects: readonly (readonly [RegExp, (port: number) => string])[] = [
  [/(^|\/)(python|uv|pypy)$/, (port) => `["CMD", "python", "-c", "import socket; socket.create_connection(('127.0.0.1', ${port}), 3)"]`],
  [/(^|\/)(node|bun)$/, (port) => `["CMD", "node", "-e", "require('net').connect(${port}, '127.0.0.1').on('connect', () => process.exit(0)).on('error', () => process.exit(1))"]`],
  [/(^|\/)(php|frankenphp)$/, (port) => `["CMD", "php", "-r", "exit(@fsockopen('127.0.0.1', ${port}) ? 0 : 1);"]`],
  [/(^|\/)ruby$/, (port) => `["CMD", "ruby", "-rsocket", "-e", "TCPSocket.new('127.0.0.1', ${port})"]`],
]; // biome-ignore format: one table

function healthCheck({ service, image }: Container, { name, ports }: Process): Repair | undefined {
  const exposed = items(within(service.body, 'expose')).map((item) => Number(shippedText(item)));
  const port = httpPort([...ports.map(({ container }) => container), ...exposed, Number(image?.ports.at(-1)?.value)]);
  const connect = connects.find(([base]) => base.test(imageName(image?.from) ?? ''))?.[1];
  if (!port || !connect || service.body.is !== 'map' || within(service.body, 'healthcheck')) return undefined;
  return {
    title: `Check whether ${name} opens port ${port}: no health route of the app is known`,
    safety: 'unsafe',
    changes: [
      inService(service, ['healthcheck'], [`test: ${connect(port)}`, 'interval: 10s', 'timeout: 5s', 'retries: 3', 'start_period: 30s']),
    ],
    needs: [`Give the app a health route and let the check ask it: an open port ${port} does not prove that it can serve`],
  }; // biome-ignore format: one record
}

/** Where official images keep what must survive; PostgreSQL moved it in 18. */
const dataFolders: readonly (readonly [RegExp, string])[] = [
  [/^postgres:(9|1[0-7])\b/, '/var/lib/postgresql/data'],
  [/^postgres(:|$)/, '/var/lib/postgresql'],
  [/^(mysql|mariadb)(:|$)/, '/var/lib/mysql'],
  [/^mongo(:|$)/, '/data/db'],
  [/^(redis|valkey\/valkey)(:|$)/, '/data'],
];

/** A named volume for the data of a service. */
export function volumeRepair(service: ComposeService): Repair | undefined {
  const { name, body } = service;
  const image = shippedText(within(body, 'image')) ?? '';
  const folder = dataFolders.find(([pattern]) => pattern.test(image))?.[1];
  if (!folder) return undefined;
  const volume = `${name}-data`;
  const changes: Change[] = [
    inService(service, ['volumes'], [`- ${volume}:${folder}`]),
    { is: 'entry', file: service.at.file, path: ['volumes', volume], value: '' },
  ];
  const server = /^(redis|valkey)/.exec(image)?.[1];
  if (server && !within(body, 'command'))
    changes.unshift(inService(service, ['command'], `${server}-server --appendonly yes`));
  return {
    title: `Keep the data of ${name} in the volume ${volume}`,
    safety: 'unsafe',
    changes,
    needs: [
      server
        ? `What ${name} holds now is gone with its container: let it write a copy first (BGSAVE), and copy that into the volume`
        : `Take a dump of what ${name} holds before its container is replaced (pg_dump, mysqldump or what it has), and read it in again: the folder of a running database is no copy`,
    ],
  }; // biome-ignore format: one record
}
