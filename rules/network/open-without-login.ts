import { hazard, judge, rule, safe } from 'ha-ready/rule';

export default rule({
  severity: 'error',
  title: 'A data store lets everybody in who reaches it',
  why: 'To serve several app servers it must listen on the network; without a login, whoever reaches that network reads and deletes everything.',
  remedy: {
    any: 'Ask for a login, and let a firewall admit the app servers only.',
  },
  needs: ['dataServers'],
  *check({ dataServers }) {
    for (const { label, technology, listens, login } of dataServers) {
      if (!listens || !login || listens.state === 'unknown' || listens.value === 'machine') continue;
      yield* judge(`whether ${label} asks for a login`, login, (asks, because) =>
        asks
          ? safe(`${label} asks for a login`, because, { technology })
          : hazard(`${label} listens on the network and asks nobody for a password`, [...listens.because, ...because], {
              technology,
            }),
      );
    }
  },
  examples: [],
});
