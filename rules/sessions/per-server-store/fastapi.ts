import { examples } from 'ha-ready/rule';

export default examples([
  {
    on: 'fastapi-0',
    about: 'a store in memory',
    bad: {
      'app/main.py':
        'from fastapi import FastAPI\nfrom starsessions import InMemoryStore, SessionMiddleware\n\napp = FastAPI()\nstore = «InMemoryStore()»\napp.add_middleware(SessionMiddleware, store=store)\n',
    },
    good: {
      'app/main.py':
        'from fastapi import FastAPI\nfrom starlette.middleware.sessions import SessionMiddleware\n\nfrom .settings import settings\n\napp = FastAPI()\napp.add_middleware(SessionMiddleware, secret_key=settings.secret_key)\n',
    },
  },
]);
