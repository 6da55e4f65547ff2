{{- define "adot-operator.name" -}}
{{- .Values.nameOverride | default .Chart.Name | trunc 63 | trimSuffix "-" -}}
{{- end -}}

{{- define "adot-operator.fullname" -}}
{{- if .Values.fullnameOverride -}}
{{- .Values.fullnameOverride | trunc 63 | trimSuffix "-" -}}
{{- else -}}
{{- $name := include "adot-operator.name" . -}}
{{- if contains $name .Release.Name -}}
{{- .Release.Name | trunc 63 | trimSuffix "-" -}}
{{- else -}}
{{- printf "%s-%s" .Release.Name $name | trunc 63 | trimSuffix "-" -}}
{{- end -}}
{{- end -}}
{{- end -}}

{{/* Immutable in a Deployment: never add to it. */}}
{{- define "adot-operator.selectorLabels" -}}
app.kubernetes.io/name: {{ include "adot-operator.name" . }}
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end -}}

{{- define "adot-operator.labels" -}}
{{ include "adot-operator.selectorLabels" . }}
app.kubernetes.io/version: {{ .Chart.AppVersion | replace "+" "_" | quote }}
app.kubernetes.io/component: operator
app.kubernetes.io/managed-by: {{ .Release.Service }}
helm.sh/chart: {{ printf "%s-%s" .Chart.Name .Chart.Version | replace "+" "_" }}
{{- with .Values.commonLabels }}
{{ toYaml . }}
{{- end }}
{{- end -}}

{{- define "adot-operator.serviceAccountName" -}}
{{- if .Values.serviceAccount.create -}}
{{- .Values.serviceAccount.name | default (include "adot-operator.fullname" .) -}}
{{- else -}}
{{- required "serviceAccount.name is needed when serviceAccount.create is false" .Values.serviceAccount.name -}}
{{- end -}}
{{- end -}}

{{- define "adot-operator.image" -}}
{{- with .Values.image -}}
{{- if .digest -}}
{{- printf "%s@%s" .repository .digest -}}
{{- else -}}
{{- printf "%s:%s" .repository (.tag | default $.Chart.AppVersion) -}}
{{- end -}}
{{- end -}}
{{- end -}}

{{/* What the operator does in a namespace that it watches. */}}
{{- define "adot-operator.namespacedRules" -}}
- apiGroups: [opentelemetry.io]
  resources: [opentelemetrycollectors]
  # "patch" takes the Go operator's finalizer off, without which a deletion would hang once that operator is gone.
  verbs: [get, list, watch, patch]
- apiGroups: [opentelemetry.io]
  resources: [opentelemetrycollectors/status]
  verbs: [patch]
# Owner references that block the owner's deletion need this where OwnerReferencesPermissionEnforcement is on (OpenShift).
- apiGroups: [opentelemetry.io]
  resources: [opentelemetrycollectors/finalizers]
  verbs: [update]
# What a collector is made of. Server-side apply is "create" and "patch".
- apiGroups: [""]
  resources: [configmaps, serviceaccounts, services]
  verbs: [get, list, watch, create, patch, delete]
- apiGroups: [apps]
  resources: [daemonsets, deployments, statefulsets]
  verbs: [get, list, watch, create, patch, delete]
- apiGroups: [networking.k8s.io]
  resources: [ingresses, networkpolicies]
  verbs: [get, list, watch, create, patch, delete]
- apiGroups: [policy]
  resources: [poddisruptionbudgets]
  verbs: [get, list, watch, create, patch, delete]
- apiGroups: [autoscaling]
  resources: [horizontalpodautoscalers]
  verbs: [get, list, watch, create, patch, delete]
# The same where the cluster knows these kinds; a grant for a kind that it does not know does nothing.
- apiGroups: [gateway.networking.k8s.io]
  resources: [httproutes]
  verbs: [get, list, watch, create, patch, delete]
- apiGroups: [monitoring.coreos.com]
  resources: [servicemonitors, podmonitors]
  verbs: [get, list, watch, create, patch, delete]
- apiGroups: [route.openshift.io]
  resources: [routes]
  verbs: [get, list, watch, create, patch, delete]
# A Route with a host of the user's choice.
- apiGroups: [route.openshift.io]
  resources: [routes/custom-host]
  verbs: [create, update]
{{- if ne .Values.rbac.collectors.mode "none" }}
- apiGroups: [rbac.authorization.k8s.io]
  resources: [roles, rolebindings]
  verbs: [get, list, watch, create, patch, delete]
{{- end }}
{{- if .Values.rbac.watchRoles }}
# What is granted to collectors, so that it need not be asked again and again.
- apiGroups: [rbac.authorization.k8s.io]
  resources: [roles, rolebindings]
  verbs: [list, watch]
{{- end }}
# Why a collector isn't ready.
- apiGroups: [""]
  resources: [pods]
  verbs: [get, list, watch]
- apiGroups: [events.k8s.io]
  resources: [events]
  verbs: [create]
# Whether the Go operator is at work; with its pods, above.
- apiGroups: [coordination.k8s.io]
  resources: [leases]
  resourceNames: [9f7554c3.opentelemetry.io]
  verbs: [list, watch]
{{- end -}}

{{/* What the operator may pass on to collectors: what it does not hold, the API server lets it grant to nobody. */}}
{{- define "adot-operator.grants" -}}
{{- $known := .Files.Get "files/collector-grants.yaml" | fromYaml -}}
{{- toYaml (index $known .Values.rbac.collectors.mode) }}
{{- with .Values.rbac.collectors.extraRules }}
{{ toYaml . }}
{{- end }}
{{- end -}}

{{/* The port of a URL: the one it names, else that of its scheme. */}}
{{- define "adot-operator.port" -}}
{{- $url := urlParse . -}}
{{- $port := regexFind ":[0-9]+$" $url.host -}}
{{- if $port -}}
{{- trimPrefix ":" $port -}}
{{- else -}}
{{- eq $url.scheme "http" | ternary "80" "443" -}}
{{- end -}}
{{- end -}}
