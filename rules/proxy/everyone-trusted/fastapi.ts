import { examples } from 'ha-ready/rule';

export default examples([
  {
    on: 'fastapi-0',
    about: 'the program starts the server itself, with a setting whose default is everybody',
    bad: {
      Dockerfile: null,
      'app/settings.py':
        'from pydantic_settings import BaseSettings\n\n\nclass Settings(BaseSettings):\n    TRUSTED: str = «"*"»\n\n\nsettings = Settings()\n',
      'app/serve.py':
        'import uvicorn\n\nfrom app.settings import settings\n\n\ndef main():\n    uvicorn.run("app.main:app", forwarded_allow_ips=settings.TRUSTED)\n',
    },
    good: {
      Dockerfile: null,
      'app/settings.py':
        'from pydantic_settings import BaseSettings\n\n\nclass Settings(BaseSettings):\n    TRUSTED: str = "10.0.0.0/8"\n\n\nsettings = Settings()\n',
      'app/serve.py':
        'import uvicorn\n\nfrom app.settings import settings\n\n\ndef main():\n    uvicorn.run("app.main:app", forwarded_allow_ips=settings.TRUSTED)\n',
    },
  },
]);
