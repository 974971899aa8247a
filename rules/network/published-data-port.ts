import { hazard, rule, safe } from 'ha-ready/rule';

const roles = ['database', 'cache', 'broker', 'search'];
const loopback = /^(127\.|localhost|::1)/;

export default rule({
  severity: 'warning',
  title: 'A port of the data store is published on the host',
  why: "Whoever reaches the machine reaches the data, past the host's firewall rules; and the port ties the store to this one host.",
  remedy: {
    any: 'Leave `ports` out: the services of one network reach each other without it. For access by hand publish on 127.0.0.1 only.',
  },
  needs: ['services'],
  *check({ services }) {
    for (const { name, engine, technology, role, ports, dataPorts, at } of services) {
      if (!roles.includes(role)) continue;
      const open = ports.filter(
        ({ container, host, address }) =>
          host !== undefined &&
          !(address && loopback.test(address)) &&
          (container === 0 || (dataPorts ?? []).includes(container)),
      );
      for (const port of open)
        yield hazard(
          `${name} (${engine}) publishes port ${port.container || 'of its data'} on every address of the host`,
          [{ at: port.at, says: 'publishes it' }],
          { at: port.at, technology, repair: port.repair },
        );
      if (open.length === 0)
        yield safe(`${name} (${engine}) is not published`, [{ at, says: 'publishes no port of its data' }], {
          technology,
        });
    }
  },
  examples: [
    {
      on: 'compose-2',
      about:
        'image, port and profile by the variables of the one sample beside the stack; a profile without a name is none',
      bad: {
        'compose.yaml':
          'services:\n  web:\n    build: .\n    restart: always\n    ports: ["8080:8080"]\n  store:\n    image: ${STORE_IMAGE:?missing}\n    restart: always\n    profiles: ["${STORE_PROFILE:-}"]\n    ports:\n      - «"${STORE_PORT:?missing}:${STORE_PORT:?missing}"»\n    volumes: ["store:/var/lib/mysql"]\nvolumes:\n  store:\n',
        '.env.docker': 'DB_VERSION=11.4\nSTORE_IMAGE=mariadb:${DB_VERSION}\nDB_PORT=3306\nSTORE_PORT=${DB_PORT}\n',
      },
      good: {
        'compose.yaml':
          'services:\n  web:\n    build: .\n    restart: always\n    ports: ["8080:8080"]\n  store:\n    image: ${STORE_IMAGE:?missing}\n    restart: always\n    profiles: ["${STORE_PROFILE:-}"]\n    ports:\n      - "${STORE_PORT:?missing}:${STORE_PORT:?missing}"\n    volumes: ["store:/var/lib/mysql"]\nvolumes:\n  store:\n',
        '.env.docker': 'STORE_IMAGE=mariadb:11.4\nSTORE_PORT=3306\nSTORE_PROFILE=tools\n',
      },
    },
    {
      on: 'compose-2',
      bad: {
        'compose.yaml': `services:
  web:
    build: .
    expose: ['8000']
  db:
    image: postgres:17
    ports:
      - «'5432:5432'»
`,
      },
      good: {
        'compose.yaml': `services:
  web:
    build: .
    expose: ['8000']
  db:
    image: postgres:17
    ports:
      - '127.0.0.1:5432:5432'
    expose:
      - '5432'
`,
      },
    },
    {
      on: 'compose-2',
      about: 'a port that the environment chooses is published all the same',
      bad: {
        'compose.yaml': `services:
  web:
    build: .
    expose: ['8000']
  cache:
    image: redis:7
    ports:
      - «\${REDIS_PORT}:6379»
`,
      },
    },
    {
      on: 'compose-2',
      about: 'databases alone, without the app, are for development',
      good: {
        'compose.yaml': `services:
  db:
    image: postgres:17
    ports:
      - '5432:5432'
`,
      },
    },
    {
      on: 'kubernetes-1',
      about: 'a Service that opens the database to the world',
      bad: {
        'k8s/db.yaml': `apiVersion: apps/v1
kind: StatefulSet
metadata:
  name: db
spec:
  template:
    metadata:
      labels:
        app: db
    spec:
      containers:
        - name: db
          image: postgres:17
---
apiVersion: v1
kind: Service
metadata:
  name: db
spec:
  type: LoadBalancer
  selector:
    app: db
  ports:
    - port: 5432
`,
      },
    },
    {
      on: 'terraform-1',
      about: 'a database with a public address, and a rule for the whole world',
      bad: {
        'main.tf': `resource "aws_db_instance" "shop" {
  engine              = "postgres"
  multi_az            = true
  publicly_accessible = «true»
}

resource "google_sql_database_instance" "shop" {
  database_version = "POSTGRES_17"
  settings {
    availability_type = "REGIONAL"
    ip_configuration {
      authorized_networks {
        value = «"0.0.0.0/0"»
      }
    }
  }
}

resource "aws_security_group" "data" {
  ingress {
    from_port   = 5432
    to_port     = 5432
    cidr_blocks = [«"0.0.0.0/0"»]
  }
}
`,
      },
    },
    {
      on: 'express-5',
      about:
        'stores for the desk of a developer, whose program runs beside them: nothing of the folder is started, and nothing is started again',
      good: {
        'compose.yaml':
          'services:\n  db:\n    image: postgres:17\n    ports: ["${DB_PORT:-5432}:5432"]\n  redis:\n    image: redis:8\n    ports: ["6379:6379"]\n  tracing:\n    image: acme/tracing:1\n',
      },
    },
  ],
});
