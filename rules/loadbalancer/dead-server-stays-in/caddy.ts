import { examples } from 'ha-ready/rule';

export default examples([
  {
    on: 'caddy-2',
    about: 'where no health route is known, failed requests count',
    bad: {
      Caddyfile: `shop.example {
	«reverse_proxy 10.0.0.11:8000 10.0.0.12:8000»
}
`,
    },
    fixed: {
      Caddyfile: `shop.example {
	reverse_proxy 10.0.0.11:8000 10.0.0.12:8000 {
		fail_duration 10s
	}
}
`,
    },
  },
  {
    on: 'laravel-11',
    about: 'the servers are asked for the health route of the app',
    bad: {
      Caddyfile: `shop.example {
	«reverse_proxy 10.0.0.11:8000 10.0.0.12:8000» {
		lb_policy least_conn
	}
}
`,
    },
    fixed: {
      Caddyfile: `shop.example {
	reverse_proxy 10.0.0.11:8000 10.0.0.12:8000 {
		health_uri /up
		health_interval 5s
		lb_policy least_conn
	}
}
`,
    },
  },
]);
