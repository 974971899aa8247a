import { examples } from 'ha-ready/rule';

export default examples([
  {
    on: 'fastapi-0',
    bad: {
      '.env.example': 'DATABASE_URL=postgresql://db.internal/shop\n',
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
  {
    on: 'fastapi-0',
    about: 'a setting chooses the engine, and a function makes its address',
    bad: {
      'app/settings.py':
        'from pydantic_settings import BaseSettings\n\n\nclass Settings(BaseSettings):\n    db_engine: str = "sqlite"\n\n\nsettings = Settings()\n',
      'app/db.py':
        'from sqlalchemy import create_engine\n\nfrom .settings import settings\n\n\ndef address():\n    if settings.db_engine == "sqlite":\n        return «"sqlite:///app.db"»\n    return "postgresql://db.internal/app"\n\n\nengine = create_engine(address())\n',
    },
    good: {
      'app/settings.py':
        'from pydantic_settings import BaseSettings\n\n\nclass Settings(BaseSettings):\n    db_engine: str = "sqlite"\n\n\nsettings = Settings()\n',
      'app/db.py':
        'from sqlalchemy import create_engine\n\nfrom .settings import settings\n\n\ndef address():\n    if settings.db_engine == "sqlite":\n        return "sqlite:///app.db"\n    return "postgresql://db.internal/app"\n\n\nengine = create_engine(address())\n',
      '.env.production': 'DB_ENGINE=postgres\n',
    },
  },
]);
