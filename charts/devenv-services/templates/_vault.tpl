{{- /* Annotations for the agent of Vault: four files of one secret, for the user of the service alone. */ -}}
{{- define "devenv.vault" -}}
{{- $path := printf "devenv/data/%s/%s" .root.Values.vault.folder .name -}}
vault.hashicorp.com/agent-inject: 'true'
vault.hashicorp.com/role: {{ .root.Values.vault.role }}
vault.hashicorp.com/agent-run-as-same-user: 'true'
vault.hashicorp.com/secret-volume-path: /var/run/secrets/devenv
{{- range $file, $field := dict "token-key" "tokenKey" "accounts" "accounts" "tls.crt" "tlsCertificate" "tls.key" "tlsKey" }}
vault.hashicorp.com/agent-inject-perms-{{ $file }}: '0400'
vault.hashicorp.com/agent-inject-secret-{{ $file }}: {{ $path }}
vault.hashicorp.com/agent-inject-template-{{ $file }}: '{{ printf "{{ with secret %q }}{{ .Data.data.%s }}{{ end }}" $path $field }}'
{{- end }}
vault.hashicorp.com/agent-service-account-token-volume-name: vault-token
traffic.sidecar.istio.io/excludeOutboundPorts: '8200'
{{- end }}
