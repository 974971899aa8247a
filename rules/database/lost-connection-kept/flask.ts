import { examples } from 'ha-ready/rule';

const standby = {
  'infra/main.tf': 'resource "aws_db_instance" "shop" {\n  engine   = "postgres"\n  multi_az = true\n}\n',
};

export default examples([
  {
    on: 'flask-3',
    about: 'SQLAlchemy tries no connection before use unless told to',
    bad: { ...standby, 'shop/deployment.py': "SQLALCHEMY_DATABASE_URI = «'postgresql://shop@db.internal/shop'»\n" },
    good: {
      ...standby,
      'shop/deployment.py':
        "SQLALCHEMY_DATABASE_URI = 'postgresql://shop@db.internal/shop'\nSQLALCHEMY_ENGINE_OPTIONS = {'pool_pre_ping': True, 'pool_size': 5}\n",
    },
  },
]);
