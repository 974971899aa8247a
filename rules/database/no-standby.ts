import { hazard, judge, rule, safe } from 'ha-ready/rule';

export default rule({
  severity: 'warning',
  title: 'The database has no standby to take over',
  why: 'All servers hang on one machine of the provider: a fault, or its maintenance, stops them all for as long as a new one takes.',
  remedy: {
    any: 'Switch the standby in another zone on (`multi_az`, `availability_type = "REGIONAL"`, `high_availability`).',
  },
  needs: ['services'],
  *check({ services, profile }) {
    if (profile.managed.includes('database')) return;
    for (const { name, engine, technology, role, managed, failover, repairs } of services) {
      if (!managed || role !== 'database') continue;
      if (failover.state === 'unknown') continue;
      yield* judge(`whether ${name} has a standby`, failover, (has, because) =>
        has
          ? safe(`${name} has a standby that takes over`, because, { technology })
          : hazard(
              `${name} (${engine}) has no standby: when its machine or zone fails, every server is down`,
              because,
              { technology, repair: repairs?.failover },
            ),
      );
    }
  },
  examples: [
    {
      on: 'terraform-1',
      bad: {
        'main.tf': `resource "aws_db_instance" "shop" {
  engine   = "postgres"
  multi_az = «false»
}
`,
      },
      good: {
        'main.tf': `resource "aws_db_instance" "shop" {
  engine   = "postgres"
  multi_az = true
}
`,
      },
    },
    {
      on: 'terraform-1',
      about: 'what is not said is off, and a variable counts by its default',
      bad: {
        'main.tf': `variable "ha" {
  default = «"ZONAL"»
}

resource "google_sql_database_instance" "shop" {
  database_version = "POSTGRES_17"
  settings {
    availability_type = var.ha
  }
}
`,
      },
    },
    {
      on: 'terraform-1',
      about: 'what a condition may leave out is not judged',
      good: {
        'main.tf': `resource "aws_db_instance" "shop" {
  count  = var.own_database ? 1 : 0
  engine = "postgres"
}
`,
      },
    },
  ],
});
