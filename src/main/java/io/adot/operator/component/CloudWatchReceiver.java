package io.adot.operator.component;

import com.fasterxml.jackson.databind.JsonNode;
import io.adot.operator.component.AwsSession.Need;
import io.adot.operator.config.Component;
import java.util.ArrayList;
import java.util.List;

/**
 * The receiver {@code awscloudwatch}: reads log groups that are named, or that it looks for. From
 * contrib {@code receiver/awscloudwatchreceiver}.
 */
final class CloudWatchReceiver implements ComponentPermissions {
  private static final String POLICY = "CloudWatchLogsReadOnlyAccess";
  private static final String SOURCE = "receiver awscloudwatch";

  @Override
  public List<AwsRequirement> aws(Component component, ComponentContext context) {
    AwsSession session = AwsSession.of(component.settings(), context);
    JsonNode groups = component.settings().path("logs").path("groups");
    Need read = Need.required(POLICY, SOURCE, "logs:FilterLogEvents");
    List<AwsRequirement> requirements = new ArrayList<>();
    groups
        .path("named")
        .fieldNames()
        .forEachRemaining(
            group ->
                requirements.add(
                    session.requirement(
                        component.id(), read, session.arn("logs", "log-group:" + group))));
    if (requirements.isEmpty()) {
      String prefix = context.text(groups.path("autodiscover").path("prefix"));
      requirements.add(
          session.requirement(
              component.id(),
              Need.required(POLICY, SOURCE + " that looks for groups", "logs:DescribeLogGroups"),
              EnvReferences.UNKNOWN));
      requirements.add(
          session.requirement(
              component.id(),
              read,
              prefix.isEmpty()
                  ? EnvReferences.UNKNOWN
                  : session.arn("logs", "log-group:" + prefix + EnvReferences.UNKNOWN)));
    }
    return requirements;
  }
}
