#!/usr/bin/env python3
"""Distils kubernetes-types.json: what the CRD generator can't see in the fabric8 model classes.

  go mod download -json k8s.io/kubernetes@v1.34.4      # prints the module's "Dir"
  python3 kubernetes-types.py "$DIR/api/openapi-spec/v3" > kubernetes-types.json

Kept are, for every type that a collector's spec embeds, the names of its properties, which of them are required, list and map
types, formats and defaults. Descriptions are left out on purpose: ours are in kubernetes-descriptions.tsv, in our own words.
"""
import json
import pathlib
import sys

DOCUMENTS = ["api__v1", "apis__apps__v1", "apis__autoscaling__v2", "apis__networking.k8s.io__v1"]

ROOTS = [
    "api.apps.v1.DaemonSetUpdateStrategy",
    "api.apps.v1.DeploymentStrategy",
    "api.apps.v1.StatefulSetPersistentVolumeClaimRetentionPolicy",
    "api.autoscaling.v2.HorizontalPodAutoscalerBehavior",
    "api.autoscaling.v2.PodsMetricSource",
    "api.core.v1.Affinity",
    "api.core.v1.Container",
    "api.core.v1.EnvFromSource",
    "api.core.v1.EnvVar",
    "api.core.v1.HostAlias",
    "api.core.v1.Lifecycle",
    "api.core.v1.PersistentVolumeClaim",
    "api.core.v1.PodDNSConfig",
    "api.core.v1.PodSecurityContext",
    "api.core.v1.ResourceRequirements",
    "api.core.v1.SecurityContext",
    "api.core.v1.SessionAffinityConfig",
    "api.core.v1.Toleration",
    "api.core.v1.TopologySpreadConstraint",
    "api.core.v1.Volume",
    "api.core.v1.VolumeMount",
    "api.networking.v1.IngressTLS",
    "apimachinery.pkg.apis.meta.v1.Condition",
    "apimachinery.pkg.apis.meta.v1.LabelSelector",
]

# Of the metadata of an embedded object, what a template can carry; the rest is for the API server to set.
EMBEDDED_METADATA = ["annotations", "finalizers", "labels", "name", "namespace"]

# Limits that the Go type of a condition carries as markers, which the OpenAPI documents don't repeat.
CONDITION_LIMITS = {
    "message": {"maxLength": 32768},
    "observedGeneration": {"minimum": 0},
    "reason": {"maxLength": 1024, "minLength": 1, "pattern": "^[A-Za-z]([A-Za-z0-9_,:]*[A-Za-z0-9_])?$"},
    "status": {"enum": ["True", "False", "Unknown"]},
    "type": {
        "maxLength": 316,
        "pattern": r"^([a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*/)?(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])$",
    },
}

# These inline LocalObjectReference, whose atomic marker controller-gen passes on to them and Kubernetes' own documents don't.
# With the marker, server-side apply merges a collector as it does under the Go operator's CRD.
INLINED_REFERENCES = [
    "ConfigMapEnvSource",
    "ConfigMapProjection",
    "ConfigMapVolumeSource",
    "SecretEnvSource",
    "SecretProjection",
]

# Defaults that the Go types give by naming a constant, which controller-gen leaves out; the kubelet fills them in anyway.
DEFAULTS_BY_CONSTANT = {"AzureDiskVolumeSource": ["cachingMode", "kind"]}

# Fields of Kubernetes 1.35 that the Go operator's CRD has.
NEWER_PROPERTIES = {
    "PodCertificateProjection": {"userAnnotations": {"type": "object", "additionalProperties": {"type": "string"}}}
}

MAP_TYPE = "x-kubernetes-map-type"
KEPT = ["format", "x-kubernetes-list-type", "x-kubernetes-list-map-keys", MAP_TYPE]


def reference(schema):
    for part in [schema, *schema.get("allOf", [])]:
        if "$ref" in part:
            return part["$ref"].rsplit("/", 1)[1]
    return None


def resolved(schema, schemas):
    return schemas[reference(schema)] if reference(schema) else schema


def facts(name, schema, required, schemas):
    target = resolved(schema, schemas)
    result = {key: schema[key] for key in KEPT if key in schema}
    if "format" in target and "oneOf" not in target:  # with oneOf it is an IntOrString, which the Java type says
        result["format"] = target["format"]
    # A default of a required property is Go's zero value and never in force; so is an empty object's.
    if "default" in schema and name not in required and schema["default"] != {}:
        result["default"] = schema["default"]
    item = schema.get("items")
    if item and "format" in resolved(item, schemas) and "oneOf" not in resolved(item, schemas):
        result["itemFormat"] = resolved(item, schemas)["format"]
    return result


def references(schema):
    for part in [schema, schema.get("items", {}), schema.get("additionalProperties", {})]:
        if isinstance(part, dict) and reference(part):
            yield reference(part)


def main(directory):
    schemas = {}
    for document in DOCUMENTS:
        text = (pathlib.Path(directory) / f"{document}_openapi.json").read_text()
        schemas.update(json.loads(text)["components"]["schemas"])

    types, full_names, open_types = {}, {}, [f"io.k8s.{root}" for root in ROOTS]
    while open_types:
        full_name = open_types.pop()
        schema, short_name = schemas[full_name], full_name.rsplit(".", 1)[1]
        if "properties" not in schema:
            continue
        if full_names.setdefault(short_name, full_name) != full_name:
            sys.exit(f"{short_name} is both {full_names[short_name]} and {full_name}: the table needs longer keys")
        if short_name in types:
            continue
        required = sorted(schema.get("required", []))
        properties = {**schema["properties"], **NEWER_PROPERTIES.get(short_name, {})}
        for name in DEFAULTS_BY_CONSTANT.get(short_name, []):
            properties[name].pop("default")
        if short_name == "ObjectMeta":
            properties = {name: {k: v for k, v in properties[name].items() if k != "x-kubernetes-list-type"} for name in EMBEDDED_METADATA}
        entry = {"required": required} if required else {}
        if MAP_TYPE in schema:
            entry[MAP_TYPE] = schema[MAP_TYPE]
        if short_name in INLINED_REFERENCES:
            entry[MAP_TYPE] = "atomic"
        entry["properties"] = {name: facts(name, properties[name], required, schemas) for name in sorted(properties)}
        if short_name == "Condition":
            for name, limits in CONDITION_LIMITS.items():
                entry["properties"][name].update(limits)
        types[short_name] = entry
        open_types += [found for value in properties.values() for found in references(value)]

    print("{")
    for index, name in enumerate(sorted(types)):
        print(f' "{name}": {{')
        for key in (MAP_TYPE, "required"):
            if key in types[name]:
                print(f'  "{key}": {json.dumps(types[name][key])},')
        print('  "properties": {')
        properties = types[name]["properties"]
        print(",\n".join(f"   {json.dumps(key)}: {json.dumps(value)}" for key, value in properties.items()))
        print("  }\n }" + ("," if index < len(types) - 1 else ""))
    print("}")


if __name__ == "__main__":
    main(sys.argv[1])
