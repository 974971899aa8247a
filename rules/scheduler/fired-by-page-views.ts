import { hazard, rule } from 'ha-ready/rule';

export default rule({
  severity: 'note',
  title: 'Scheduled work is set off by page views on every server',
  why: 'Each server tries to start the work while it answers a user; a lock in the database keeps it from running twice, but it runs late when nobody visits and costs visitors time when somebody does.',
  remedy: {
    any: 'Switch it off in the web servers and let one scheduler run the work.',
    wordpress: 'Define DISABLE_WP_CRON as true and run `wp cron event run --due-now` every minute in one place.',
  },
  needs: ['schedulerProcesses'],
  *check({ schedulerProcesses }) {
    for (const { label, technology, trigger, firesUnguarded, onEachServer, guards, at, repair } of schedulerProcesses) {
      if (trigger !== 'requests' || firesUnguarded) continue;
      const [guard] = guards;
      yield hazard(
        `${label} is set off by page views on every server${guard ? `, with only ${guard.label} between them` : ''}`,
        onEachServer.because,
        { at, technology, repair },
      );
    }
  },
  examples: [],
});
