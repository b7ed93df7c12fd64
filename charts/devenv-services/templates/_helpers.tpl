{{- /* Each takes a dict: root, name, service, and suffix of the name where an object has one. */ -}}

{{- define "devenv.namespace" -}}
{{ .service.namespace }}{{ .root.Values.namespaceSuffix }}
{{- end }}

{{- define "devenv.labels" -}}
app.kubernetes.io/name: {{ .name }}
app.kubernetes.io/part-of: {{ .service.namespace }}
helm.sh/chart: {{ .root.Chart.Name }}-{{ .root.Chart.Version }}
{{- end }}

{{- define "devenv.metadata" -}}
metadata:
  name: {{ .name }}{{ .suffix }}
  namespace: {{ include "devenv.namespace" . }}
  labels:
    {{- include "devenv.labels" . | nindent 4 }}
{{- end }}

{{- define "devenv.version" -}}
{{ .Values.image.tag | default .Chart.AppVersion }}
{{- end }}

{{- /* name=http://host:port of all that it calls. */ -}}
{{- define "devenv.calls" -}}
{{- $root := .root -}}
{{- $entries := list -}}
{{- range .service.calls -}}
{{- $called := index $root.Values.services . | required (printf "%s calls %s, which is not in the table" $.name .) -}}
{{- $entries = append $entries (printf "%s=http://%s:%v" . . $called.port) -}}
{{- end -}}
{{ join "," $entries }}
{{- end }}

{{- define "devenv.settings" -}}
PORT: {{ .service.port | quote }}
{{- with .service.calls }}
CALLS: {{ include "devenv.calls" $ }}
{{- end }}
{{- if .service.tls }}
SECRETS_DIR: /var/run/secrets/devenv
TLS_CERT_FILE: /var/run/secrets/devenv/tls.crt
TLS_KEY_FILE: /var/run/secrets/devenv/tls.key
{{- end }}
LOG_LEVEL: {{ .root.Values.logLevel }}
{{- end }}

{{- /* Names of the services that call it, as JSON. */ -}}
{{- define "devenv.callers" -}}
{{- $callers := list -}}
{{- range $name, $service := .root.Values.services -}}
{{- if has $.name ($service.calls | default list) -}}
{{- $callers = append $callers $name -}}
{{- end -}}
{{- end -}}
{{ toJson $callers }}
{{- end }}

{{- /* The namespaces of the table, as JSON. */ -}}
{{- define "devenv.namespaces" -}}
{{- $names := list -}}
{{- range .Values.services -}}
{{- $names = append $names .namespace -}}
{{- end -}}
{{ uniq $names | sortAlpha | toJson }}
{{- end }}

{{- define "devenv.peer" -}}
- namespaceSelector: { matchLabels: { kubernetes.io/metadata.name: {{ .namespace }} } }
  podSelector: { matchLabels: {{ toJson .labels }} }
{{- end }}
