import type { Expr } from '../../facts/expr.js';
import type { Placement } from '../../resolve/parts/placement.js';
import { table } from '../../table.js';
import { shippedText, within } from '../yaml/values.js';
import type { Resource } from './resources.js';

/** Resources that run code of the app or keep its data, by the attribute that says where, and by what of it is the region (providers' registry pages). */
const placed: Readonly<Record<string, { readonly runs: Placement['runs']; readonly by: readonly string[]; readonly region: RegExp }>> = table({
  aws_instance: { runs: 'app', by: ['region', 'availability_zone'], region: /^([a-z]{2}(?:-[a-z]+)+-\d)/ },
  aws_ecs_service: { runs: 'app', by: ['region'], region: /^([a-z]{2}(?:-[a-z]+)+-\d)/ },
  aws_db_instance: { runs: 'data', by: ['region', 'availability_zone'], region: /^([a-z]{2}(?:-[a-z]+)+-\d)/ },
  aws_elasticache_cluster: { runs: 'data', by: ['region', 'availability_zone'], region: /^([a-z]{2}(?:-[a-z]+)+-\d)/ },
  google_compute_instance: { runs: 'app', by: ['zone'], region: /^([a-z]+-[a-z]+\d+)/ },
  google_cloud_run_v2_service: { runs: 'app', by: ['location'], region: /^([a-z]+-[a-z]+\d+)/ },
  google_cloud_run_service: { runs: 'app', by: ['location'], region: /^([a-z]+-[a-z]+\d+)/ },
  google_sql_database_instance: { runs: 'data', by: ['region'], region: /^([a-z]+-[a-z]+\d+)/ },
  google_redis_instance: { runs: 'data', by: ['region'], region: /^([a-z]+-[a-z]+\d+)/ },
  azurerm_linux_web_app: { runs: 'app', by: ['location'], region: /^([A-Za-z\d ]+)$/ },
  azurerm_container_app: { runs: 'app', by: ['location'], region: /^([A-Za-z\d ]+)$/ },
  azurerm_linux_virtual_machine: { runs: 'app', by: ['location'], region: /^([A-Za-z\d ]+)$/ },
  azurerm_postgresql_flexible_server: { runs: 'data', by: ['location'], region: /^([A-Za-z\d ]+)$/ },
  azurerm_mysql_flexible_server: { runs: 'data', by: ['location'], region: /^([A-Za-z\d ]+)$/ },
  azurerm_redis_cache: { runs: 'data', by: ['location'], region: /^([A-Za-z\d ]+)$/ },
  digitalocean_droplet: { runs: 'app', by: ['region'], region: /^([a-z]{3})/ },
  digitalocean_app: { runs: 'app', by: ['spec.region'], region: /^([a-z]{3})/ },
  digitalocean_database_cluster: { runs: 'data', by: ['region'], region: /^([a-z]{3})/ },
  hcloud_server: { runs: 'app', by: ['location', 'datacenter'], region: /^([a-z]{3})/ },
  scaleway_instance_server: { runs: 'app', by: ['zone'], region: /^([a-z]{2}-[a-z]{3})/ },
  scaleway_rdb_instance: { runs: 'data', by: ['region'], region: /^([a-z]{2}-[a-z]{3})/ },
}); // biome-ignore format: one table, a resource a row

/** Where a resource is put, as far as its own block says it. A replica may well stand elsewhere. */
export function placementOf({ type, name, body, at }: Resource): Placement | undefined {
  const kind = placed[type];
  if (!kind || within(body, 'replicate_source_db') || within(body, 'master_instance_name')) return undefined;
  for (const path of kind.by) {
    const said: Expr | undefined = within(body, ...path.split('.'));
    const region = kind.region
      .exec(shippedText(said) ?? '')?.[1]
      ?.toLowerCase()
      .replaceAll(' ', '');
    if (said && region)
      return {
        label: `${type}.${name}`,
        technology: 'terraform',
        runs: kind.runs,
        region: { value: region, at: said.at },
        at,
      };
  }
  return undefined;
}
