import { examples } from 'ha-ready/rule';

export default examples([
  {
    on: 'fastapi-0',
    bad: {
      'app/db.py':
        'from sqlalchemy import create_engine\n\nURL = «"sqlite:///./app.db"»\nengine = create_engine(URL, connect_args={"check_same_thread": False})\n',
    },
    fixed: {
      'app/db.py':
        'from sqlalchemy import create_engine\nimport os\n\nURL = os.environ["DATABASE_URL"]\nengine = create_engine(URL, connect_args={"check_same_thread": False})\n',
    },
    good: {
      'app/db.py':
        'from sqlalchemy import create_engine\n\nfrom .settings import settings\n\nengine = create_engine(settings.database_url, pool_pre_ping=True)\n',
    },
  },
]);
