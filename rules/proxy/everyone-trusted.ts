import { hazard, rule } from 'ha-ready/rule';

export default rule({
  severity: 'note',
  title: 'Forwarded headers are believed from everyone',
  why: 'It works behind the balancer, but whoever reaches a server past it can choose his own address and scheme, and so pass limits and logs.',
  remedy: {
    any: 'Trust the address range of the balancer only, and let nothing else reach the servers.',
  },
  needs: ['proxyTrusts'],
  *check({ proxyTrusts }) {
    for (const { technology, repair, trusts } of proxyTrusts) {
      if (trusts.state === 'known' && trusts.value === 'everyone') {
        yield hazard(
          'every peer is trusted as a proxy: a client that reaches a server directly can forge its address',
          trusts.because,
          { technology, repair },
        );
      }
    }
  },
  examples: [],
});
