import { examples } from 'ha-ready/rule';

export default examples([
  {
    on: 'envoy-1',
    about: 'where no health route is known, failed requests count',
    bad: {
      'envoy.yaml': `static_resources:
  clusters:
  - name: shop
    type: STATIC
    load_assignment:
      cluster_name: shop
      endpoints:
      - lb_endpoints:
        - endpoint:
            address:
              socket_address: { address: 10.0.0.11, port_value: 80 }
        - endpoint:
            address:
              socket_address: { address: 10.0.0.12, port_value: 80 }
`,
    },
    fixed: {
      'envoy.yaml': `static_resources:
  clusters:
  - name: shop
    type: STATIC
    load_assignment:
      cluster_name: shop
      endpoints:
      - lb_endpoints:
        - endpoint:
            address:
              socket_address: { address: 10.0.0.11, port_value: 80 }
        - endpoint:
            address:
              socket_address: { address: 10.0.0.12, port_value: 80 }
    outlier_detection:
      consecutive_5xx: 3
      base_ejection_time: 10s
`,
    },
  },
  {
    on: 'laravel-11',
    about: 'the servers are asked for the health route of the app',
    bad: {
      'envoy.yaml': `static_resources:
  clusters:
  - name: shop
    type: STATIC
    load_assignment:
      cluster_name: shop
      endpoints:
      - lb_endpoints:
        - endpoint:
            address:
              socket_address: { address: 10.0.0.11, port_value: 80 }
        - endpoint:
            address:
              socket_address: { address: 10.0.0.12, port_value: 80 }
`,
    },
    fixed: {
      'envoy.yaml': `static_resources:
  clusters:
  - name: shop
    type: STATIC
    load_assignment:
      cluster_name: shop
      endpoints:
      - lb_endpoints:
        - endpoint:
            address:
              socket_address: { address: 10.0.0.11, port_value: 80 }
        - endpoint:
            address:
              socket_address: { address: 10.0.0.12, port_value: 80 }
    health_checks:
    - timeout: 3s
      interval: 5s
      unhealthy_threshold: 3
      healthy_threshold: 2
      http_health_check:
        path: /up
`,
    },
  },
]);
