import { hazard, judge, rule, safe } from 'ha-ready/rule';

const beat = (strategy: string, kind = 'Deployment') => `apiVersion: apps/v1
kind: ${kind}
metadata:
  name: clock
spec:
  replicas: 1
${strategy}  selector:
    matchLabels:
      app: clock
  template:
    metadata:
      labels:
        app: clock
    spec:
      containers:
        - name: clock
          image: registry.example.com/shop:1.4.0
          command: [«celery, -A, shop, beat»]
`;

const unmarked = (strategy: string, kind?: string) => beat(strategy, kind).replace(/[«»]/g, '');

export default rule({
  severity: 'warning',
  title: 'At each deploy two schedulers run for a while',
  why: 'The new scheduler is started before the old one has ended, so what is due in between is done twice.',
  remedy: {
    any: 'Stop the old scheduler before the new one is started, or let both take a lock in a store that all servers share.',
    kubernetes: 'Give the Deployment `strategy: { type: Recreate }`.',
  },
  needs: ['schedulerProcesses'],
  *check({ schedulerProcesses }) {
    for (const { label, technology, overlaps, firesUnguarded, onEachServer, at, repair } of schedulerProcesses) {
      if (!overlaps || !firesUnguarded || (onEachServer.state === 'known' && onEachServer.value)) continue;
      const extra = { at, technology, repair };
      yield* judge(`whether two of ${label} run during a deploy`, overlaps, (two, because) =>
        two
          ? hazard(
              `two of ${label} run for a while at each deploy: what is due in between is done twice`,
              because,
              extra,
            )
          : safe(`${label} is stopped before the next one starts`, because, extra),
      );
    }
  },
  examples: [
    {
      on: 'kubernetes-1',
      about: 'one scheduler that a rolling update replaces; one that is stopped first',
      bad: { 'k8s/clock.yaml': beat('') },
      good: { 'k8s/clock.yaml': unmarked('  strategy:\n    type: Recreate\n') },
    },
    {
      on: 'kubernetes-1',
      about: 'a rolling update that ends the old copy first; a StatefulSet never has two of one name',
      bad: { 'k8s/clock.yaml': beat('  strategy:\n    rollingUpdate:\n      maxSurge: 1\n') },
      good: {
        'k8s/clock.yaml': unmarked('  strategy:\n    rollingUpdate:\n      maxSurge: 0\n      maxUnavailable: 1\n'),
        'k8s/other.yaml': unmarked('', 'StatefulSet').replaceAll('clock', 'ticker'),
      },
    },
  ],
});
