import type { Facts } from '../../facts/fact.js';
import type { Placement } from '../../resolve/parts/placement.js';
import { items, roughText, shippedText, within } from '../yaml/values.js';

/** Where a blueprint of Render puts its services and stores: `oregon` where it does not say (Render, blueprint specification). */
export function placementsOf(facts: Facts): readonly Placement[] {
  return facts
    .of('document')
    .filter(({ technology }) => technology === 'render')
    .flatMap(({ tree }) => {
      const services = items(within(tree, 'services')).map((body) => ({
        body,
        runs: /^(redis|keyvalue)$/.test(roughText(within(body, 'type'))) ? ('data' as const) : ('app' as const),
      }));
      const databases = items(within(tree, 'databases')).map((body) => ({ body, runs: 'data' as const }));
      return [...services, ...databases].flatMap(({ body, runs }): readonly Placement[] => {
        const name = within(body, 'name');
        const region = within(body, 'region');
        const value = region ? shippedText(region) : 'oregon';
        const at = name?.at ?? body.at;
        if (!value || roughText(within(body, 'type')) === 'static') return [];
        return [{ label: roughText(name), technology: 'render', runs, region: { value, at: region?.at ?? at }, at }];
      });
    });
}
