import { hazard, judgeStore, rule } from 'ha-ready/rule';

export default rule({
  severity: 'error',
  title: 'Messages to connected clients stay on one server',
  why: 'A user connected to server A never sees what happens on server B: chats, notifications and live updates go missing for half of the users.',
  remedy: {
    any: 'Connect the servers through a shared channel (a Redis adapter, a channel layer, a hosted service).',
  },
  needs: ['broadcasters'],
  *check({ broadcasters }) {
    for (const store of broadcasters) {
      yield* judgeStore(store, ({ technology, reach }, because) =>
        hazard(
          `${store.label} travel through '${technology}' of one ${reach}: clients connected to the other server miss them`,
          because,
          { technology: store.technology },
        ),
      );
    }
  },
  examples: [],
});
