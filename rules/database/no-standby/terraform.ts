import { examples } from 'ha-ready/rule';

export default examples([
  {
    on: 'terraform-1',
    about: 'the fix sets the attribute, or adds it',
    bad: {
      'main.tf': `resource "aws_db_instance" "shop" {
  engine   = "postgres"
  multi_az = «false» # cheaper
}

resource "aws_db_instance" «"reports"» {
  engine = "mysql" # 8
  tags = {
    team = "data"
  }
}
`,
    },
    fixed: {
      'main.tf': `resource "aws_db_instance" "shop" {
  engine   = "postgres"
  multi_az = true # cheaper
}

resource "aws_db_instance" "reports" {
  engine = "mysql" # 8
  multi_az = true
  tags = {
    team = "data"
  }
}
`,
    },
  },
  {
    on: 'terraform-1',
    bad: {
      'main.tf': `resource "google_sql_database_instance" "shop" {
  database_version = "POSTGRES_17"
  settings {
    tier = "db-custom-2-8192"
    availability_type = "ZONAL"
    backup_configuration {
      enabled                        = true
      point_in_time_recovery_enabled = true
    }
  }
}
`,
    },
    fixed: {
      'main.tf': `resource "google_sql_database_instance" "shop" {
  database_version = "POSTGRES_17"
  settings {
    tier = "db-custom-2-8192"
    availability_type = "REGIONAL"
    backup_configuration {
      enabled                        = true
      point_in_time_recovery_enabled = true
    }
  }
}
`,
    },
  },
  {
    on: 'terraform-1',
    about: 'other providers have other words for it',
    bad: {
      'main.tf': `resource "render_postgres" "shop" {
  name = "shop"
  plan = "pro_8gb"
  high_availability_enabled = «false»
}

resource "scaleway_rdb_instance" «"reports"» {
  node_type = "DB-GP-XS"
  engine = "PostgreSQL-16"
}
`,
    },
    good: {
      'main.tf': `resource "render_postgres" "shop" {
  name = "shop"
  plan = "pro_8gb"
  high_availability_enabled = true
}

resource "linode_database_postgresql_v2" "reports" {
  cluster_size = 3
}
`,
    },
  },
]);
