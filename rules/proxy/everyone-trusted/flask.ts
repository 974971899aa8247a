import { examples } from 'ha-ready/rule';

const app = (middleware: string) => `from flask import Flask


class BehindProxy:
    def __init__(self, app):
        self.app = app

    def __call__(self, environ, start_response):
${middleware}
        return self.app(environ, start_response)


app = Flask(__name__)
app.wsgi_app = BehindProxy(app.wsgi_app)


@app.get("/healthz")
def healthz():
    return "ok"
`;

export default examples([
  {
    on: 'flask-3',
    about: "a middleware of the app's own that takes the name of the host from whoever sends it; from known peers only",
    bad: {
      'shop/__init__.py': app(
        '        host = «environ.get("HTTP_X_FORWARDED_HOST", "")»\n        if host:\n            environ["HTTP_HOST"] = host',
      ),
    },
    good: {
      'shop/__init__.py': app(
        '        host = environ.get("HTTP_X_FORWARDED_HOST", "")\n        if host and environ["REMOTE_ADDR"] == "10.0.0.2":\n            environ["HTTP_HOST"] = host',
      ),
    },
  },
]);
