package io.adot.operator.component;

import com.fasterxml.jackson.databind.JsonNode;
import io.adot.operator.component.AwsSession.Need;
import io.adot.operator.config.Component;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The receiver {@code awss3}: it lists a bucket for a span of time, or is told of objects by a
 * queue, and fetches them. From contrib {@code receiver/awss3receiver/config.go}.
 */
final class S3Receiver implements ComponentPermissions {
  private static final String POLICY = "AmazonS3ReadOnlyAccess";
  private static final String SOURCE = "receiver awss3";
  private static final Pattern QUEUE_URL =
      Pattern.compile("https?://sqs\\.([a-z0-9-]+)\\.[^/]+/(\\d{12})/([^/]+)");

  @Override
  public List<AwsRequirement> aws(Component component, ComponentContext context) {
    JsonNode settings = component.settings();
    JsonNode downloader = settings.path("s3downloader");
    JsonNode queue = settings.path("sqs");
    List<AwsRequirement> requirements = new ArrayList<>();
    AwsSession session = AwsSession.of(downloader, context);
    String bucket =
        "arn:${Partition}:s3:::" + orUnknown(context.text(downloader.path("s3_bucket")));
    if (downloader.isObject() && !queue.isObject()) {
      requirements.add(
          session.requirement(
              component.id(), Need.required(POLICY, SOURCE, "s3:ListBucket"), bucket));
    }
    if (downloader.isObject()) {
      String objects = bucket + "/" + context.text(downloader.path("s3_prefix")) + "*";
      requirements.add(
          session.requirement(
              component.id(),
              Need.required(POLICY, SOURCE, "s3:GetObject"),
              objects.replaceAll("\\*+", "*")));
    }
    if (queue.isObject()) {
      requirements.add(
          AwsSession.of(queue, context)
              .requirement(component.id(), messages(queue, context), queueArn(queue, context)));
    }
    return requirements;
  }

  private static Need messages(JsonNode queue, ComponentContext context) {
    String source = SOURCE + ": notifications by SQS";
    return context.flag(queue.path("delete_messages"), true)
        ? Need.required("", source, "sqs:ReceiveMessage", "sqs:DeleteMessage")
        : Need.required("", source, "sqs:ReceiveMessage");
  }

  private static String queueArn(JsonNode queue, ComponentContext context) {
    Matcher url = QUEUE_URL.matcher(context.text(queue.path("queue_url")));
    return url.matches()
        ? "arn:${Partition}:sqs:" + url.group(1) + ":" + url.group(2) + ":" + url.group(3)
        : EnvReferences.UNKNOWN;
  }

  private static String orUnknown(String text) {
    return text.isEmpty() ? EnvReferences.UNKNOWN : text;
  }
}
