package io.adot.operator.component;

import com.fasterxml.jackson.databind.JsonNode;
import io.adot.operator.component.AwsSession.Need;
import io.adot.operator.config.Component;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The exporter {@code awss3}: uploads below a prefix. Whether the bucket is encrypted with a key
 * that the role needs as well is not in the configuration. From contrib {@code
 * exporter/awss3exporter/config.go}.
 */
final class S3Exporter implements ComponentPermissions {
  private static final String SOURCE = "exporter awss3";

  @Override
  public List<AwsRequirement> aws(Component component, ComponentContext context) {
    JsonNode uploader = component.settings().path("s3uploader");
    AwsSession session = AwsSession.of(uploader, context);
    String objects = "arn:${Partition}:s3:::" + objects(component.settings(), context);
    List<AwsRequirement> requirements = new ArrayList<>();
    requirements.add(
        session.requirement(
            component.id(),
            Need.required("", SOURCE, "s3:PutObject", "s3:AbortMultipartUpload"),
            objects));
    if (!context.text(uploader.path("acl")).isEmpty()) {
      requirements.add(
          session.requirement(
              component.id(), Need.required("", SOURCE + " with acl", "s3:PutObjectAcl"), objects));
    }
    return requirements;
  }

  /** Bucket and keys, as far as the data do not decide. */
  private static String objects(JsonNode settings, ComponentContext context) {
    JsonNode uploader = settings.path("s3uploader");
    JsonNode byData = settings.path("resource_attrs_to_s3");
    String bucket = context.text(uploader.path("s3_bucket"));
    if (byData.has("s3_bucket") || bucket.isEmpty() || bucket.contains(EnvReferences.UNKNOWN)) {
      return EnvReferences.UNKNOWN;
    }
    String last = byData.has("s3_prefix") ? "" : context.text(uploader.path("s3_prefix"));
    String prefix =
        Stream.of(context.text(uploader.path("s3_base_prefix")), last)
            .filter(part -> !part.isEmpty())
            .map(part -> part.replaceAll("^/+|/+$", ""))
            .collect(Collectors.joining("/"));
    return (bucket + "/" + prefix + EnvReferences.UNKNOWN).replaceAll("\\*+", "*");
  }
}
