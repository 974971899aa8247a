import { hazard, rule, safe } from 'ha-ready/rule';

export default rule({
  severity: 'warning',
  title: 'The socket starts with HTTP polling, which needs sticky sessions',
  why: 'The requests of one handshake land on different servers, which do not know the session id: the client gets errors and reconnects in a loop.',
  remedy: {
    any: 'Allow only the WebSocket transport on both ends, or let the balancer keep each client on one server.',
    socketio: "Set `transports: ['websocket']` on the server and in every client.",
  },
  needs: ['broadcasters'],
  reads: ['balancers'],
  *check({ broadcasters, balancers, profile }) {
    const sticky =
      profile.sticky || balancers.some((balancer) => balancer.sticky.state === 'known' && balancer.sticky.value);
    for (const { label, technology, repairs, polling, uses, backend } of broadcasters) {
      if (polling === undefined) continue;
      const evidence = uses.length > 0 ? uses : backend.because;
      if (!polling) yield safe(`${label} use the WebSocket transport only`, evidence, { technology });
      else if (sticky)
        yield safe(`${label} start with polling, and the balancer keeps a client on one server`, evidence, {
          technology,
        });
      else
        yield hazard(
          `${label} start with HTTP polling: without sticky sessions the handshake reaches different servers and fails`,
          evidence,
          { technology, repair: repairs?.polling },
        );
    }
  },
  examples: [],
});
