{{- define "ledger-sync.secret" -}}
- {name: {{ .env }}, valueFrom: {secretKeyRef: {name: {{ .root.Values.secretName }}, key: {{ .key }}}}}
{{- end }}

{{- define "ledger-sync.env" -}}
{{- $v := .root.Values }}
- {name: LEDGERSYNC_KAFKA_BOOTSTRAPSERVERS, value: {{ $v.kafka.bootstrapServers | quote }}}
- {name: LEDGERSYNC_KAFKA_PARTITIONS, value: {{ $v.kafka.partitions | quote }}}
- {name: LEDGERSYNC_KAFKA_REPLICATION, value: {{ $v.kafka.replication | quote }}}
- {name: LEDGERSYNC_REGISTRY_URL, value: {{ $v.registry.url | quote }}}
{{- if not (hasSuffix "connector" .name) }}
- {name: LEDGERSYNC_IDENTITY_ISSUER, value: {{ $v.identity.issuer | quote }}}
- {name: LEDGERSYNC_IDENTITY_JWKSURL, value: {{ $v.identity.jwksUrl | quote }}}
{{- end }}
{{- if or (eq .name "gateway") (hasSuffix "connector" .name) }}
- {name: LEDGERSYNC_LINKSERVICE_URL, value: "http://link-service:8081"}
- {name: LEDGERSYNC_LEDGERSTORE_URL, value: "http://ledger-store:8083"}
{{- end }}
{{- if eq .name "gateway" }}
- {name: LEDGERSYNC_SYNCORCHESTRATOR_URL, value: "http://sync-orchestrator:8082"}
{{- end }}
{{- if has .name (list "link-service" "ledger-store" "xero-connector" "qbo-connector") }}
{{ include "ledger-sync.secret" (dict "root" .root "env" "LEDGERSYNC_INTERNAL_TOKEN" "key" "internal-token") }}
{{- end }}
{{- if has .name (list "link-service" "sync-orchestrator") }}
- {name: LEDGERSYNC_DATABASE_URL, value: {{ ternary $v.database.link $v.database.orchestrator (eq .name "link-service") | quote }}}
{{ include "ledger-sync.secret" (dict "root" .root "env" "LEDGERSYNC_DATABASE_USER" "key" "database-user") }}
{{ include "ledger-sync.secret" (dict "root" .root "env" "LEDGERSYNC_DATABASE_PASSWORD" "key" "database-password") }}
{{- end }}
{{- if eq .name "ledger-store" }}
{{ include "ledger-sync.secret" (dict "root" .root "env" "LEDGERSYNC_MONGO_URI" "key" "mongo-uri") }}
{{- end }}
{{- if has .name (list "link-service" "sync-orchestrator" "xero-connector") }}
- {name: LEDGERSYNC_XERO_TIER, value: {{ $v.xeroTier | quote }}}
{{- end }}
{{- if eq .name "link-service" }}
- {name: LEDGERSYNC_GATEWAY_PUBLICURL, value: {{ $v.publicUrl | quote }}}
{{ include "ledger-sync.secret" (dict "root" .root "env" "LEDGERSYNC_VAULT_KEYSET" "key" "vault-keyset") }}
{{ include "ledger-sync.secret" (dict "root" .root "env" "LEDGERSYNC_XERO_CLIENTID" "key" "xero-client-id") }}
{{ include "ledger-sync.secret" (dict "root" .root "env" "LEDGERSYNC_XERO_CLIENTSECRET" "key" "xero-client-secret") }}
{{ include "ledger-sync.secret" (dict "root" .root "env" "LEDGERSYNC_QBO_CLIENTID" "key" "qbo-client-id") }}
{{ include "ledger-sync.secret" (dict "root" .root "env" "LEDGERSYNC_QBO_CLIENTSECRET" "key" "qbo-client-secret") }}
{{- end }}
{{- end }}
