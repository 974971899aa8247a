import { examples } from 'ha-ready/rule';

const serve = (line: string) => `import waitress

from shop import create_app

${line}
`;

const views = `from flask import Blueprint, request, url_for

pages = Blueprint("pages", __name__)


@pages.get("/healthz")
def healthz():
    return url_for("pages.healthz", _external=True) + (request.remote_addr or "")
`;

export default examples([
  {
    on: 'flask-3',
    about: 'a server that takes forwarded headers away before the app can read them',
    bad: { 'serve.py': serve('«waitress.serve(create_app(), listen="0.0.0.0:8000")»'), 'shop/views.py': views },
    good: {
      'serve.py': serve(
        'waitress.serve(create_app(), trusted_proxy="10.0.0.1", trusted_proxy_headers="x-forwarded-for x-forwarded-proto")',
      ),
      'shop/views.py': views,
    },
  },
]);
