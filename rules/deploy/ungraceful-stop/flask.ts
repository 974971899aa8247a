import { examples } from 'ha-ready/rule';

export default examples([
  {
    on: 'flask-3',
    about: 'uWSGI 2.0 reloads on SIGTERM unless it is told otherwise',
    bad: {
      'uwsgi.ini': '[uwsgi]\nmodule = wsgi:app\nhttp-socket = :8000\nmaster = true\n',
    },
    good: {
      'uwsgi.ini': '[uwsgi]\nmodule = wsgi:app\nhttp-socket = :8000\nmaster = true\ndie-on-term = true\n',
    },
  },
]);
