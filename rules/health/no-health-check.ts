import { hazard, rule, safe } from 'ha-ready/rule';

export default rule({
  severity: 'warning',
  title: 'Nothing tells a balancer whether a copy is healthy',
  why: 'A balancer keeps sending users to a copy that cannot serve them, and puts a new copy into service before it is ready.',
  remedy: {
    any: 'Offer an endpoint without login that answers 200 only when the app can serve (its database included), and let the balancer or orchestrator ask it.',
    django:
      'Add a path such as `healthz/` with a view that asks the database and needs no login, or django-health-check.',
  },
  needs: ['httpApps'],
  reads: ['healthChecks'],
  *check({ httpApps, healthChecks }) {
    const usable = healthChecks.find(({ obstacles }) => obstacles.length === 0);
    if (usable) {
      yield safe(
        `${usable.label} tells whether a copy is healthy`,
        [{ at: usable.at, says: usable.via === 'route' ? 'answers health checks' : 'checks the copy' }],
        { technology: usable.technology, repair: usable.repair },
      );
      return;
    }
    const hindered = healthChecks[0];
    if (hindered) {
      const reasons = hindered.obstacles.map(({ says }) => says).join(', ');
      yield hazard(
        `${hindered.label} cannot serve as a health check: ${reasons}`,
        [...hindered.obstacles, { at: hindered.at, says: 'is the only health check' }],
        { at: hindered.at, technology: hindered.technology, repair: hindered.repair },
      );
      return;
    }
    const [app] = httpApps;
    if (app)
      yield hazard(
        'no health endpoint, image health check or probe was found: a balancer cannot tell a sick copy from a healthy one',
        [{ at: app.at, says: 'serves HTTP; no health check stands beside it' }],
        { technology: app.technology, repair: app.repair },
      );
  },
  examples: [
    {
      on: 'rails-8',
      about: 'no health route',
      bad: {
        'config/routes.rb': 'Rails.application.routes.draw do\n  root "products#index"\nend\n',
      },
      good: {
        'config/routes.rb': 'Rails.application.routes.draw do\n  get "/healthz", to: "health#show"\nend\n',
      },
    },
  ],
});
