import { hazard, type Process, rule } from 'ha-ready/rule';

const compose = (app: string) => `services:
  web:
${app}    restart: always
    expose: ['8000']
    environment:
      DATABASE_URL: postgres://shop@db/shop
    healthcheck:
      test: ["CMD", "curl", "-f", "http://localhost:8000/health"]
  db:
    image: postgres:17
    restart: unless-stopped
    volumes:
      - db-data:/var/lib/postgresql/data
volumes:
  db-data:
`;

export default rule({
  severity: 'warning',
  title: 'The app works on the Docker of its own host',
  why: 'What a copy starts there runs on that host only: no other copy sees it, can follow it or end it, and it is gone with the host.',
  remedy: {
    any: 'Start the work where every copy can reach it: in an orchestrator (Kubernetes jobs, Nomad), on one Docker that all copies address (`DOCKER_HOST`), or in workers of a queue.',
  },
  needs: ['processes'],
  *check({ processes }) {
    for (const { name, technology, volumes } of processes.filter(isOfApp)) {
      const socket = volumes.find(({ source }) => source !== undefined && sockets.test(source));
      if (!socket) continue;
      yield hazard(
        `${name} is given the Docker of its host: what it starts there, a copy on another host neither sees nor ends`,
        [{ at: socket.at, says: `mounts ${socket.source}` }],
        { technology, at: socket.at },
      );
    }
  },
  examples: [
    {
      on: 'compose-2',
      about: 'an app that starts containers; a proxy that only asks which ones there are',
      bad: {
        'compose.yaml': compose('    build: .\n    volumes:\n      - «/var/run/docker.sock:/var/run/docker.sock»\n'),
      },
      good: {
        'compose.yaml': compose('    build: .\n').replace(
          '  db:\n    image',
          '  edge:\n    image: traefik:3\n    restart: always\n    ports: ["80:80"]\n    volumes:\n      - /var/run/docker.sock:/var/run/docker.sock:ro\n  db:\n    image',
        ),
      },
    },
    {
      on: 'compose-2',
      about: "somebody else's tool in the stack",
      good: {
        'compose.yaml': compose('    build: .\n').replace(
          '  db:\n    image',
          '  board:\n    image: acme/container-board:2\n    restart: always\n    ports: ["127.0.0.1:9000:80"]\n    volumes:\n      - /var/run/docker.sock:/var/run/docker.sock\n  db:\n    image',
        ),
      },
    },
  ],
});

const sockets = /\/(docker|podman|containerd)\.sock$/;

/** Somebody else's tool that looks after containers does so on each host by design. */
function isOfApp({ own, role }: Process): boolean {
  return own === true && role !== 'job';
}
