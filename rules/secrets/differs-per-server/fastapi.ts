import { examples } from 'ha-ready/rule';

export default examples([
  {
    on: 'fastapi-0',
    about: 'the default of a settings class is made at start',
    bad: {
      'app/settings.py':
        'import secrets\n\nfrom pydantic_settings import BaseSettings\n\n\nclass Settings(BaseSettings):\n    SECRET_KEY: str = «secrets.token_urlsafe(32)»\n\n\nsettings = Settings()\n',
    },
    good: {
      'app/settings.py':
        'import secrets\n\nfrom pydantic_settings import BaseSettings\n\n\nclass Settings(BaseSettings):\n    SECRET_KEY: str = secrets.token_urlsafe(32)\n\n\nsettings = Settings()\n',
      '.env.production': 'SECRET_KEY=8f1c\n',
    },
  },
]);
