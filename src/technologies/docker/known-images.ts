import type { Service } from '../../resolve/parts/topology.js';

/** What an image of somebody else's is for. */
export interface KnownImage {
  readonly engine: string;
  readonly role: Service['role'];
  /** The ports on which it speaks to anybody who can reach it. */
  readonly ports: readonly number[];
  /** Where it keeps what must survive. */
  readonly data: RegExp;
}

/** Names of images, without registry and tag; the first that matches decides. */
const images: readonly (readonly [RegExp, KnownImage])[] = [
  [/(^|\/)(postgres(ql)?|postgis|timescaledb(-ha)?|pgvector|supabase-postgres|spilo[\w-]*|crunchy-postgres)$/, { engine: 'postgresql', role: 'database', ports: [5432], data: /postgresql|pgdata|\/data/ }],
  [/(^|\/)(mysql(-server)?|percona(-server)?)$/, { engine: 'mysql', role: 'database', ports: [3306], data: /mysql/ }],
  [/(^|\/)mariadb(-galera)?$/, { engine: 'mariadb', role: 'database', ports: [3306], data: /mysql|mariadb/ }],
  [/(^|\/)(mongo(db)?|mongodb-community-server|percona-server-mongodb)$/, { engine: 'mongodb', role: 'database', ports: [27017], data: /\/data|mongodb/ }],
  [/(^|\/)(mssql[\w-]*|azure-sql-edge|mssql\/server|mssql\/rhel\/server)$/, { engine: 'mssql', role: 'database', ports: [1433], data: /mssql/ }],
  [/(^|\/)(cockroach|cockroachdb|yugabyte|tidb|cassandra|scylla|couchdb|influxdb|neo4j|rethinkdb|arangodb|surrealdb|oracle[\w-]*)$/, { engine: 'database', role: 'database', ports: [26257, 9042, 5984, 8086, 7687, 8123, 28015], data: /data|lib/ }],
  [/(^|\/)clickhouse(-server)?$/, { engine: 'clickhouse', role: 'database', ports: [8123, 9000], data: /clickhouse/ }],
  [/(^|\/)(redis(-stack(-server)?)?|redismod|valkey|keydb|dragonfly)$/, { engine: 'redis', role: 'cache', ports: [6379], data: /\/data|redis|valkey/ }],
  [/(^|\/)memcached$/, { engine: 'memcached', role: 'cache', ports: [11211], data: /^$/ }],
  [/(^|\/)rabbitmq$/, { engine: 'rabbitmq', role: 'broker', ports: [5672], data: /rabbitmq/ }],
  [/(^|\/)(kafka|cp-kafka|redpanda|zookeeper|cp-zookeeper)$/, { engine: 'kafka', role: 'broker', ports: [9092, 2181], data: /kafka|data/ }],
  [/(^|\/)(nats|nats-streaming|activemq[\w-]*|eclipse-mosquitto|emqx|pulsar|beanstalkd|nsq|elasticmq)$/, { engine: 'broker', role: 'broker', ports: [4222, 61616, 1883, 11300], data: /data/ }],
  [/(^|\/)(elasticsearch|opensearch|meilisearch|typesense|solr|manticore|sphinxsearch|quickwit|elasticsearch-oss)$/, { engine: 'search', role: 'search', ports: [9200, 9300, 7700, 8108, 8983], data: /data|solr/ }],
  [/(^|\/)(minio|seaweedfs|garage|localstack|azurite|fake-gcs-server)$/, { engine: 'minio', role: 'object-store', ports: [9000], data: /data|export/ }],
  [/(^|\/)(etcd|consul|vault)$/, { engine: 'etcd', role: 'other', ports: [2379, 8500, 8200], data: /data/ }],
  [/(^|\/)(nginx(-unprivileged|-proxy)?|traefik|haproxy|caddy|envoy|httpd|kong|openresty|apisix|nginx-proxy-manager|swag|acme-companion|letsencrypt-nginx-proxy-companion)$/, { engine: 'proxy', role: 'proxy', ports: [], data: /^$/ }],
  [/(^|\/)(mailhog|mailpit|maildev|mailcatcher|mailtrap|inbucket|smtp4dev|greenmail|papercut[\w-]*)$/, { engine: 'mail-catcher', role: 'other', ports: [], data: /^$/ }],
  [/(^|\/)(watchtower|ouroboros)$/, { engine: 'updater', role: 'other', ports: [], data: /^$/ }],
  [/^(library\/)?docker$/, { engine: 'tool', role: 'other', ports: [], data: /^$/ }],
  [/(^|\/)(adminer|phpmyadmin|opensearch-dashboards|toxiproxy|pgadmin4?|mongo-express|redis-commander|redisinsight|cloudbeaver|kibana|logstash|filebeat|metricbeat|fluentd|fluent-bit|grafana|prometheus|alertmanager|node-exporter|cadvisor|jaeger|jaegertracing\/all-in-one|zipkin|otel[\w-]*|opentelemetry-collector[\w-]*|loki|promtail|tempo|datadog-agent|(?:datadog|portainer|dd|prom|grafana)\/agent|portainer[\w-]*|docker-socket-proxy|socket-proxy|ofelia|tika|gotenberg|imaginary|clamav|selenium|standalone-chrom\w*|chrome|browserless|dind|pihole|cloudflared|wireguard|plex|minecraft-server|busybox|alpine|wait-for-it|dockerize|pause|docker-wait|certbot|autoheal|apache-exporter|[\w-]*exporter|pgbouncer|pgpool|proxysql|sentinel|redis-sentinel|keepalived|bash|hello-world|whoami|ubuntu|debian|postgres-backup[\w-]*|mysql-backup[\w-]*)$/, { engine: 'tool', role: 'other', ports: [], data: /^$/ }],
]; // biome-ignore format: one table, a kind of image a row

/** What an image is for; undefined for images that nobody publishes under a well-known name (the app's own). */
export function knownImage(reference: string | undefined): KnownImage | undefined {
  const name = imageName(reference);
  return name === undefined ? undefined : images.find(([pattern]) => pattern.test(name))?.[1];
}

/** `ghcr.io/org/app:1.2@sha256:...` without registry, tag and digest: `org/app`; lower case. */
export function imageName(reference: string | undefined): string | undefined {
  if (!reference) return undefined;
  const plain = reference
    .replace(/@sha256:.*/s, '')
    .replace(/:[^/:]*$/, '')
    .toLowerCase();
  const parts = plain.split('/');
  if (parts.length > 1 && /[.:]|^localhost$/.test(parts[0] ?? '')) parts.shift();
  const name = parts.join('/');
  return name === '' ? undefined : name;
}
