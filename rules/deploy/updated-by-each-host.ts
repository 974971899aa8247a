import { hazard, rule } from 'ha-ready/rule';

const stack = (updater: string) => `services:
  web:
    image: registry.example.com/shop:1.4
    restart: always
    expose: ['8000']
    healthcheck:
      test: ['CMD', 'curl', '-f', 'http://localhost:8000/health']
${updater}`;

export default rule({
  severity: 'warning',
  title: 'Each host updates its containers by itself',
  why: 'The hosts find a new image at different times: for a while two versions serve the same users on one database, and where all look at the same hour every copy restarts at once, with what it waits for.',
  remedy: {
    any: 'Name the version of each image, and let one release change it: host after host, behind the balancer. An updater may go on telling that there is a new one (`--monitor-only`).',
  },
  needs: ['services'],
  *check({ services }) {
    for (const { name, engine, technology, at } of services)
      if (engine === 'updater')
        yield hazard(
          `${name} replaces the containers of its own host as soon as it finds a new image: the other hosts do so at a time of their own`,
          [{ at, says: 'is an updater' }],
          { at, technology },
        );
  },
  examples: [
    {
      on: 'compose-2',
      about: 'an updater in the stack; one that only tells',
      bad: {
        'compose.yaml': stack(
          '  «updater»:\n    image: containrrr/watchtower:1.7\n    restart: always\n    command: --cleanup --schedule "0 0 3 * * *"\n    volumes: ["/var/run/docker.sock:/var/run/docker.sock"]\n',
        ),
      },
      good: {
        'compose.yaml': stack(
          '  updater:\n    image: containrrr/watchtower:1.7\n    restart: always\n    command: --monitor-only\n    volumes: ["/var/run/docker.sock:/var/run/docker.sock:ro"]\n',
        ),
      },
    },
    {
      on: 'ansible-2',
      about: 'a play that starts one on each of its hosts',
      bad: {
        'hosts.ini': '[web]\nweb1.example.com\nweb2.example.com\n',
        'site.yml':
          '- hosts: web\n  tasks:\n    - community.docker.docker_container:\n        name: «updater»\n        image: containrrr/watchtower:latest\n        restart_policy: always\n        volumes: ["/var/run/docker.sock:/var/run/docker.sock"]\n',
      },
      good: {
        'hosts.ini': '[web]\nweb1.example.com\nweb2.example.com\n',
        'site.yml':
          '- hosts: web\n  tasks:\n    - community.docker.docker_container:\n        name: updater\n        image: containrrr/watchtower:latest\n        env: { WATCHTOWER_MONITOR_ONLY: "true" }\n        restart_policy: always\n        volumes: ["/var/run/docker.sock:/var/run/docker.sock"]\n',
      },
    },
  ],
});
