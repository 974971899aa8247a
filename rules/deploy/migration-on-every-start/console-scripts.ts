import { examples } from 'ha-ready/rule';

const served =
  'FROM python:3.13-slim\nRUN pip install shop supervisor\nCOPY supervisord.conf /etc/supervisord.conf\nCMD ["supervisord", "-c", "/etc/supervisord.conf"]\n';
const installs =
  '[project]\nname = "shop"\ndependencies = ["fastapi", "uvicorn", "typer", "alembic"]\n\n[project.scripts]\nshop = "shop.cli:app"\n';
const serving = (first: string) => `import asyncio

import typer
import uvicorn
from alembic import command
from alembic.config import Config


def add_commands(app: typer.Typer) -> typer.Typer:
    @app.command("serve")
    def serve(migrate: bool = typer.Option(True)):
        async def before():
            if migrate:
                command.upgrade(Config("alembic.ini"), "head")

        asyncio.run(${first})
        uvicorn.run("shop.app:app", host="0.0.0.0")

    return app


app = add_commands(typer.Typer())
`;

export default examples([
  {
    on: 'fastapi-0',
    about: 'the command of the app that serves migrates first: its program is one that the app installs',
    bad: {
      Dockerfile: served,
      'supervisord.conf': '[supervisord]\nnodaemon=true\n\n[program:web]\ncommand=«shop serve»\nautorestart=true\n',
      'pyproject.toml': installs,
      'shop/cli.py': serving('before()'),
    },
    good: {
      Dockerfile: served,
      'supervisord.conf': '[supervisord]\nnodaemon=true\n\n[program:web]\ncommand=shop serve\nautorestart=true\n',
      'pyproject.toml': installs,
      'shop/cli.py': serving('asyncio.sleep(1)'),
    },
  },
]);
