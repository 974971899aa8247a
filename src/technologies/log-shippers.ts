/** Programs that carry log lines to one place for all hosts. */
export const shippers =
  /\b(filebeat|fluent-?bit|fluentd|td-agent|promtail|alloy|vector|rsyslog-(gnutls|relp)|datadog-agent|awslogs|amazon-cloudwatch-agent|splunkforwarder|logstash|nxlog|otelcol[\w-]*|opentelemetry-collector|newrelic-infra)\b/;
