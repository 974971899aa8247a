import { hazard, judge, rule, type Service, safe } from 'ha-ready/rule';

export default rule({
  severity: 'note',
  title: 'The nodes of a data store stand on one machine',
  why: 'Nodes that stand in for each other help only where they do not fail together: on one host, in one rack or zone the same fault takes all of them.',
  remedy: {
    any: 'Put each node on a machine (and in a zone) of its own, or take a managed store that does.',
    kubernetes: 'Pod anti-affinity, or `topologySpreadConstraints` by `topology.kubernetes.io/zone`.',
  },
  needs: ['services'],
  *check({ services }) {
    const stores = services.filter(({ role, apart }) => apart && role !== 'proxy' && role !== 'other');
    const shown = new Set<string>();
    for (const store of stores) {
      const { name, technology, engine, apart, nodes } = store;
      const count = countOf(store, stores);
      if (!apart || count < 2 || shown.has(`${technology} ${engine} ${folderOf(store)}`)) continue;
      if (nodes.state === 'known' && nodes.value === 1) shown.add(`${technology} ${engine} ${folderOf(store)}`);
      yield* judge(
        `where the nodes of ${name} stand`,
        apart,
        (is, because) =>
        is
          ? safe(`the ${count} nodes of ${name} are kept apart`, because, { technology })
          : hazard(`nothing keeps the ${count} nodes of ${engine} (${name}) apart: one machine that fails may take all of them`, because, { technology }), // biome-ignore format: one call
      );
    }
  },
  examples: [
    {
      on: 'compose-2',
      about: 'three members of a replica set in one stack; members that a stack puts on machines',
      bad: { 'compose.yaml': stack(['«mongo1»', 'mongo2', 'mongo3'], '') },
      good: {
        'compose.yaml': stack(
          ['mongo1', 'mongo2', 'mongo3'],
          '\n    deploy: {placement: {constraints: [node.labels.db == true]}}',
        ),
      },
    },
    {
      on: 'compose-2',
      about: 'a single database is no set',
      good: { 'compose.yaml': stack(['mongo1'], '') },
    },
    {
      on: 'kubernetes-1',
      about: 'three nodes of one set, with and without anti-affinity',
      bad: { 'k8s/db.yaml': set('«db»', '') },
      good: {
        'k8s/db.yaml': set(
          'db',
          '      affinity:\n        podAntiAffinity:\n          preferredDuringSchedulingIgnoredDuringExecution: []\n',
        ),
      },
    },
  ],
});

/** Nodes of one workload, or members of one stack that run the same engine. */
function countOf(store: Service, stores: readonly Service[]): number {
  if (store.nodes.state === 'known' && store.nodes.value > 1) return store.nodes.value;
  return stores.filter((one) => one.technology === store.technology && one.engine === store.engine && folderOf(one) === folderOf(store)).length; // biome-ignore format: one condition
}

function folderOf({ at }: Service): string {
  return at.file;
}

function stack(names: readonly string[], more: string): string {
  const member = (name: string) =>
    `  ${name}:\n    image: mongo:7\n    command: mongod --replSet rs0 --keyFile /etc/key\n    restart: always\n    volumes: [${name.replace(/[«»]/g, '')}:/data/db]${more}\n`;
  return `services:\n  web:\n    build: .\n    restart: always\n    ports: ["8080:8080"]\n${names.map(member).join('')}volumes:\n${names.map((name) => `  ${name.replace(/[«»]/g, '')}:\n`).join('')}`;
}

function set(name: string, affinity: string): string {
  return `apiVersion: apps/v1\nkind: StatefulSet\nmetadata:\n  name: ${name}\nspec:\n  replicas: 3\n  serviceName: db\n  template:\n    metadata:\n      labels:\n        app: db\n    spec:\n${affinity}      containers:\n        - name: db\n          image: mongo:7\n          args: [--replSet, rs0]\n          volumeMounts:\n            - name: data\n              mountPath: /data/db\n  volumeClaimTemplates:\n    - metadata:\n        name: data\n      spec:\n        accessModes: [ReadWriteOnce]\n`;
}
