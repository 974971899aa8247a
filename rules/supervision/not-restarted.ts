import { type Evidence, hazard, judge, placeOf, rule, type Service, safe } from 'ha-ready/rule';

export default rule({
  severity: 'warning',
  title: 'Nothing restarts a process that died',
  why: 'A crash, an out-of-memory kill or a reboot of the machine ends the process for good, and nobody notices until users do.',
  remedy: {
    any: 'Let whatever starts it restart it (`restart: unless-stopped`, `Restart=always`, `autorestart=true`).',
    supervisor: 'Set `autorestart=true` in the section of the program.',
    systemd:
      'Add `Restart=on-failure` (or `always`, where the program stays in the foreground) and `RestartSec=1` below `[Service]`.',
  },
  needs: ['processes'],
  reads: ['services'],
  *check({ processes, services }) {
    const told = new Set<string>();
    for (const { name, technology, role, standing, restarts, repairs, at } of processes) {
      // users do not miss an operator's console
      if (!restarts || role === 'job' || standing === 'beside') continue;
      yield* judge(`whether ${name} is restarted`, restarts, (is, because) => {
        if (is) return safe(`${name} is restarted when it dies`, because, { technology });
        // what stands before it and what it keeps its data in end with the machine too: told once a file, with the first
        const beside = told.has(at.file)
          ? []
          : services.flatMap((one) => (one.at.file === at.file ? downWith(one) : []));
        told.add(at.file);
        const repair = repairs?.restarts;
        const place = placeOf(because);
        const more =
          beside.length > 0
            ? [`Do the same for ${beside.map(({ label }) => label).join(', ')}: without them nothing is served either`]
            : [];
        return hazard(`${name} is not started again when it dies`, [...because, ...beside.map(({ step }) => step)], {
          ...(place ? { at: place } : {}),
          technology,
          repair: repair && { ...repair, needs: [...repair.needs, ...more] },
        });
      });
    }
  },
  examples: [
    {
      on: 'supervisor-4',
      about: 'a worker ends with success after its limit; `unexpected`, the default, leaves it down',
      bad: {
        'supervisord.conf':
          '[program:queue]\ncommand=«php /app/artisan queue:work --max-time=3600»\n\n[program:web]\ncommand=nginx\n«autorestart=false»\n',
      },
      good: {
        'supervisord.conf':
          '[program:queue]\ncommand=php /app/artisan queue:work --max-time=3600\nautorestart=true\n\n[program:web]\ncommand=nginx\n\n[program:off]\ncommand=sleep 1\nautostart=false\nautorestart=false\n',
      },
      unclear: { 'supervisord.conf': '[program:web]\ncommand=nginx\nautorestart=%(ENV_RESTART)s\n' },
    },
    {
      on: 'supervisor-4',
      about: 'a parent that replaces its children stays itself',
      good: {
        'supervisord.conf':
          '[program:web]\ncommand=gunicorn shop.wsgi --workers=2 --max-requests=1000\n\n[program:tasks]\ncommand=celery -A shop worker --max-tasks-per-child=50\n',
      },
    },
    {
      on: 'supervisor-4',
      about: 'the fix sets the option',
      bad: { 'supervisord.conf': '[program:web]\ncommand=nginx\n«autorestart=false»\n' },
      fixed: { 'supervisord.conf': '[program:web]\ncommand=nginx\nautorestart=true\n' },
    },
    {
      on: 'systemd-252',
      about: 'the fix adds the policy behind the last option of the service',
      bad: { 'web.service': '[Unit]\nDescription=Shop\n\n[«Service»]\nExecStart=/usr/bin/node server.js\n' },
      fixed: {
        'web.service': '[Unit]\nDescription=Shop\n\n[Service]\nExecStart=/usr/bin/node server.js\nRestart=always\n',
      },
    },
    {
      on: 'systemd-252',
      about: 'units are not restarted unless they ask for it; a unit that is meant to end is not judged',
      bad: { 'worker.service': '[«Service»]\nExecStart=/usr/bin/php /srv/shop/artisan queue:work\n' },
      good: {
        'worker.service': '[Service]\nExecStart=/usr/bin/php /srv/shop/artisan queue:work\nRestart=always\n',
        'mailer.service': '[Service]\nExecStart=/usr/sbin/opendkim\nRestart=on-failure\n',
        'link.service': '[Service]\nType=oneshot\nExecStart=/bin/ln -s a b\n',
      },
    },
    {
      on: 'pm2-6',
      bad: { 'ecosystem.config.json': '{"apps": [{"name": "web", "script": "server.js", "autorestart": «false»}]}' },
      good: {
        'ecosystem.config.json': '{"apps": [{"name": "web", "script": "server.js"}]}',
        'pm2.json': '{"script": "server.js", "autorestart": false, "env": {"NODE_ENV": "development"}}',
      },
    },
    {
      on: 'compose-2',
      bad: {
        'compose.yaml': `services:
  «web»:
    build: .
    expose: ['8000']
`,
      },
      good: {
        'compose.yaml': `services:
  web:
    build: .
    restart: unless-stopped
    expose: ['8000']
`,
      },
    },
    {
      on: 'compose-2',
      about: 'the store and the proxy that are not started again either are told with the first',
      bad: {
        'compose.yaml': `services:
  «web»:
    build: .
    depends_on: [db]
  db:
    image: postgres:17
  edge:
    image: nginx:1
    depends_on: [web]
    ports: ['80:80']
`,
      },
    },
    {
      on: 'compose-2',
      about: 'of several variants the plain one counts, before those with more',
      bad: {
        'compose.yaml': null,
        'docker-compose.postgres-search.yml': `services:
  web:
    build: .
    expose: ['8000']
`,
        'docker-compose.postgres.yml': `services:
  «web»:
    build: .
    expose: ['8000']
`,
      },
    },
    {
      on: 'compose-2',
      about: 'a container that is kept idle is one that a developer works in',
      good: {
        'compose.yaml': `services:
  web:
    build: .
    expose: ['8000']
    command: sleep infinity
`,
      },
    },
    {
      on: 'compose-2',
      about: "a developer's code, and a way back to his debugger",
      good: {
        'compose.yaml': `services:
  web:
    build: docker/php
    ports: ['8000:8000']
    volumes:
      - .:/var/www/html
    extra_hosts:
      - host.docker.internal:host-gateway
`,
      },
    },
    {
      on: 'compose-2',
      about: 'an image that is made for tests',
      good: {
        'compose.yaml': `services:
  ldap:
    image: registry.example.com/test-ldap
    ports: ['10389:10389']
`,
      },
    },
    {
      on: 'compose-2',
      about:
        'what the app leans on is missed when it dies; the console beside that, and what nothing of the stack speaks with, are not',
      bad: {
        'compose.yaml': `services:
  shop:
    image: acme/shop
    restart: always
    environment: { WORKFLOW_ADDRESS: 'flow:7233' }
    depends_on: [db]
    ports: ['8000:8000']
  db:
    image: postgres:17
    restart: always
  «flow»:
    image: flowsoft/server
    depends_on: [db]
  flow-console:
    image: flowsoft/console
    environment: ['FLOW=flow:7233']
    ports: ['8080:8080']
  traces:
    image: spyglass/traces
    ports: ['9000:9000']
`,
      },
    },
    {
      on: 'compose-2',
      about: 'a container that does its work and ends',
      good: {
        'compose.yaml': `services:
  web:
    build: .
    restart: always
    expose: ['8000']
  migrate:
    build: .
    command: python manage.py migrate
`,
      },
    },
    {
      on: 'compose-2',
      about: 'a demo of how something is routed serves nobody',
      good: {
        'compose.yaml': `services:
  echo:
    image: traefik/whoami:v1.10
    labels: ['traefik.http.routers.echo.rule=Host(\`echo.example.com\`)']
`,
      },
    },
  ],
});

function downWith({ name, role, restarts }: Service): readonly { readonly label: string; readonly step: Evidence }[] {
  if (role === 'other' || restarts?.state !== 'known' || restarts.value) return [];
  return restarts.because.map(({ at }) => ({
    label: name,
    step: { at, says: `${name} has no restart policy either` },
  }));
}
