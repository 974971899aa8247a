import { hazard, judge, rule, safe } from 'ha-ready/rule';

export default rule({
  severity: 'warning',
  title: 'Nothing works the queue off',
  why: 'Messages are put into the queue and stay there: the deployment that the repository ships starts no consumer.',
  remedy: {
    any: 'Start at least one consumer as a process of its own, under supervision.',
    symfony: 'Run `bin/console messenger:consume` as a supervised process of its own.',
  },
  needs: ['waitingWork'],
  *check({ waitingWork }) {
    for (const { label, technology, kind, runner, at } of waitingWork) {
      if (kind !== 'queue') continue;
      const extra = { at, technology };
      yield* judge(`what does ${label}`, runner, (name, because) =>
        name === undefined
          ? hazard(`nothing in the deployment works off ${label}: what is queued stays there`, because, extra)
          : safe(`${label}: done by ${name}`, because, extra),
      );
    }
  },
  examples: [
    {
      on: 'symfony-7',
      about: 'a deployment that starts the web server and no consumer',
      bad: {
        '.platform.app.yaml': 'name: app\ntype: php:8.3\ncrons: {}\n',
        'config/packages/messenger.yaml':
          "framework:\n    messenger:\n        transports:\n            async: «'%env(MESSENGER_TRANSPORT_DSN)%'»\n        routing:\n            App\\Message\\Invoice: async\n",
      },
      unclear: {
        'config/packages/messenger.yaml':
          "framework:\n    messenger:\n        transports:\n            async: '%env(MESSENGER_TRANSPORT_DSN)%'\n        routing:\n            App\\Message\\Invoice: async\n",
      },
      good: {
        'config/packages/messenger.yaml':
          "framework:\n    messenger:\n        transports:\n            sync: 'sync://'\n        routing:\n            App\\Message\\Invoice: sync\n",
      },
    },
  ],
});
