package io.adot.operator.aws;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.regions.PartitionMetadata;
import software.amazon.awssdk.regions.Region;

/**
 * The ARN of an IAM role.
 *
 * @param partition {@code aws}, {@code aws-cn}, {@code aws-us-gov}, …
 * @param account twelve digits
 * @param name the role's name without its path, as {@code GetRole} takes it
 * @param arn the whole ARN
 */
public record RoleArn(String partition, String account, String name, String arn) {

  private static final Pattern FORM =
      Pattern.compile(
          "arn:(aws[a-z-]*):iam::(\\d{12}):role/(?:[\\w+=,.@/-]+/)?([\\w+=,.@-]{1,64})");

  /**
   * Whether the role is of another partition than a region, so that nothing in that region can
   * assume it. Partitions that are not known are not compared.
   *
   * @param region a region's name
   */
  public boolean isElsewhereThan(String region) {
    return AwsClients.knows(partition)
        && !partition.equals(PartitionMetadata.of(Region.of(region)).id());
  }

  /**
   * Reads a role's ARN.
   *
   * @param text any text
   * @return the ARN, or empty when the text is not that of a role
   */
  public static Optional<RoleArn> parse(String text) {
    Matcher matcher = FORM.matcher(text);
    return matcher.matches()
        ? Optional.of(new RoleArn(matcher.group(1), matcher.group(2), matcher.group(3), text))
        : Optional.empty();
  }
}
