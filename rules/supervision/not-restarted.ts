import { hazard, judge, rule, safe } from 'ha-ready/rule';

export default rule({
  severity: 'warning',
  title: 'Nothing restarts a process that died',
  why: 'A crash, an out-of-memory kill or a reboot of the machine ends the process for good, and nobody notices until users do.',
  remedy: {
    any: 'Let whatever starts it restart it (`restart: unless-stopped`, `Restart=always`, `autorestart=true`).',
  },
  needs: ['processes'],
  *check({ processes }) {
    for (const { name, technology, role, restarts } of processes) {
      if (!restarts || role === 'job') continue;
      yield* judge(`whether ${name} is restarted`, restarts, (is, because) =>
        is
          ? safe(`${name} is restarted when it dies`, because, { technology })
          : hazard(`${name} is not started again when it dies`, because, { technology }),
      );
    }
  },
  examples: [],
});
