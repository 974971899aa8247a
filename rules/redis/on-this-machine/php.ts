import { examples } from 'ha-ready/rule';

export default examples([
  {
    on: 'php-8',
    about: 'sessions in a Redis of the machine itself',
    bad: { 'php.ini': 'session.save_handler = redis\nsession.save_path = «"tcp://127.0.0.1:6379"»\n' },
    good: { 'php.ini': 'session.save_handler = redis\nsession.save_path = "tcp://redis.internal:6379"\n' },
  },
]);
