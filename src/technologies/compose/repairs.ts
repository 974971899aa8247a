import type { Process } from '../../resolve/parts/topology.js';
import { byHand, type Change, type Repair } from '../../resolve/repair.js';
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

/** Asks a path by what the image surely holds: the language that the app is written in. */
const asks: readonly (readonly [RegExp, (url: string) => string])[] = [
  [/(^|\/)(python|uv|pypy)$/, (url) => `["CMD", "python", "-c", "import urllib.request; urllib.request.urlopen('${url}', timeout=3)"]`],
  [/(^|\/)(node|bun)$/, (url) => `["CMD", "node", "-e", "require('http').get('${url}', (answer) => process.exit(answer.statusCode < 400 ? 0 : 1)).on('error', () => process.exit(1))"]`],
  [/(^|\/)frankenphp$/, (url) => `["CMD", "php", "-r", "exit(@file_get_contents('${url}') === false ? 1 : 0);"]`],
  [/(^|\/)ruby$/, (url) => `["CMD", "ruby", "-rnet/http", "-e", "exit(Net::HTTP.get_response(URI('${url}')).is_a?(Net::HTTPSuccess))"]`],
]; // biome-ignore format: one table

/** In words: that a port is open does not prove that the app can serve, and its path is for the app to give. */
function healthCheck({ service, image }: Container, { name, ports }: Process): Repair | undefined {
  const exposed = items(within(service.body, 'expose')).map((item) => Number(shippedText(item)));
  const port = httpPort([...ports.map(({ container }) => container), ...exposed, Number(image?.ports.at(-1)?.value)]);
  const ask = asks.find(([base]) => base.test(imageName(image?.from) ?? ''))?.[1];
  if (!port || !ask || service.body.is !== 'map' || within(service.body, 'healthcheck')) return undefined;
  return byHand(
    `Give ${name} a path that tells whether it can serve, and ask it there`,
    'Answer 200 at that path, without a login, only when the app can serve (its database included)',
    `Then in ${service.at.file}, below ${service.name}:\nhealthcheck:\n  test: ${ask(`http://127.0.0.1:${port}/<that path>`)}\n  interval: 10s\n  timeout: 5s\n  retries: 3\n  start_period: 30s`,
  );
}

/** Where official images keep what must survive; PostgreSQL moved it in 18. */
const dataFolders: readonly (readonly [RegExp, string])[] = [
  [/^postgres:(9|1[0-7])\b/, '/var/lib/postgresql/data'],
  [/^postgres(:|$)/, '/var/lib/postgresql'],
  [/^(mysql|mariadb)(:|$)/, '/var/lib/mysql'],
  [/^mongo(:|$)/, '/data/db'],
  [/^(redis|valkey\/valkey)(:|$)/, '/data'],
  [/^rabbitmq(:|$)/, '/var/lib/rabbitmq'],
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
  // its folder is called after the node, and the node after the host, whose name a new container has not (docker-library/docs, rabbitmq/content.md)
  const isRabbit = image.startsWith('rabbitmq');
  if (isRabbit && !within(body, 'hostname')) changes.unshift(inService(service, ['hostname'], name));
  const server = /^(redis|valkey)/.exec(image)?.[1];
  if (server && !within(body, 'command'))
    changes.unshift(inService(service, ['command'], `${server}-server --appendonly yes`));
  // with a log switched on Redis reads no copy beside it (redis.conf 7.2, appendonly)
  const withLog = changes.length > 2 ? '. Start it once without --appendonly and do "redis-cli config set appendonly yes": with it alone it begins with an empty log, and does not read the copy' : ''; // biome-ignore format: one sentence
  return {
    title: `Keep the data of ${name} in the volume ${volume}`,
    safety: 'unsafe',
    changes,
    needs: [
      server
        ? `What ${name} holds now is gone with its container: let it write a copy first (BGSAVE), and copy that into the volume${withLog}`
        : isRabbit
          ? 'Let the workers take all messages that wait before its container is replaced; over a restart it keeps those that were sent as persistent to a durable queue'
          : `Take a dump of what ${name} holds before its container is replaced (pg_dump, mysqldump or what it has), and read it in again: the folder of a running database is no copy`,
    ],
  }; // biome-ignore format: one record
}
