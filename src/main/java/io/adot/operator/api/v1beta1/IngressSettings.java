package io.adot.operator.api.v1beta1;

import io.adot.operator.api.Bean;
import io.adot.operator.api.schema.Property;
import io.fabric8.kubernetes.api.model.networking.v1.IngressTLS;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Access from outside the cluster by an Ingress or by Routes. */
public final class IngressSettings extends Bean {
  @Property(
      "What to write: ingress for an Ingress, route for OpenShift Routes. When absent, nothing.")
  private @Nullable IngressType type;

  @Property(
      "How the Ingress tells the ports apart: path (one host, a path each) or subdomain (a host "
          + "each). When absent: path.")
  private @Nullable IngressRuleType ruleType;

  @Property("Host name that leads to the collector.")
  private @Nullable String hostname;

  @Property("Annotations to put on the Ingress or the Routes.")
  private @Nullable Map<String, String> annotations;

  @Property("Certificates of the Ingress.")
  private @Nullable List<IngressTLS> tls;

  @Property("IngressClass of the Ingress. When empty, the cluster's default.")
  private @Nullable String ingressClassName;

  @Property("Settings of the OpenShift Routes.")
  private @Nullable RouteSettings route;

  public @Nullable IngressType getType() {
    return type;
  }

  public void setType(@Nullable IngressType type) {
    this.type = type;
  }

  public @Nullable IngressRuleType getRuleType() {
    return ruleType;
  }

  public void setRuleType(@Nullable IngressRuleType ruleType) {
    this.ruleType = ruleType;
  }

  public @Nullable String getHostname() {
    return hostname;
  }

  public void setHostname(@Nullable String hostname) {
    this.hostname = hostname;
  }

  public Map<String, String> getAnnotations() {
    return annotations == null ? Map.of() : annotations;
  }

  public void setAnnotations(@Nullable Map<String, String> annotations) {
    this.annotations = annotations;
  }

  public List<IngressTLS> getTls() {
    return tls == null ? List.of() : tls;
  }

  public void setTls(@Nullable List<IngressTLS> tls) {
    this.tls = tls;
  }

  public @Nullable String getIngressClassName() {
    return ingressClassName;
  }

  public void setIngressClassName(@Nullable String ingressClassName) {
    this.ingressClassName = ingressClassName;
  }

  public @Nullable RouteSettings getRoute() {
    return route;
  }

  public void setRoute(@Nullable RouteSettings route) {
    this.route = route;
  }
}
