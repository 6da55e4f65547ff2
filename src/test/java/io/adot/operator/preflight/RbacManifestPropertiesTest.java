package io.adot.operator.preflight;

import static org.assertj.core.api.Assertions.assertThat;

import io.adot.operator.component.Bearer;
import io.adot.operator.component.KubernetesRule.NonResourceUrl;
import io.adot.operator.component.KubernetesRule.Resource;
import io.adot.operator.component.KubernetesRule.Target;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.rbac.ClusterRole;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import io.fabric8.kubernetes.api.model.rbac.Role;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class RbacManifestPropertiesTest {
  private static final Identity IDENTITY =
      new Identity(
          "adot", "other", "adot-collector", Optional.empty(), Optional.empty(), "", false);

  @Property(tries = 300)
  void grantsWhatWasAskedForAndNothingElse(@ForAll("permissions") Set<AccessQuestion> asked) {
    Set<AccessQuestion> granted = new HashSet<>();
    for (HasMetadata object : objects(RbacManifest.granting(IDENTITY, Bearer.COLLECTOR, asked))) {
      if (object instanceof ClusterRole role) {
        role.getRules().forEach(rule -> expand("", rule, granted));
      } else if (object instanceof Role role) {
        role.getRules().forEach(rule -> expand(role.getMetadata().getNamespace(), rule, granted));
      }
    }
    assertThat(asked).allSatisfy(one -> assertThat(covers(granted, one)).isTrue());
    assertThat(asked).containsAll(granted);
  }

  @Provide
  Arbitrary<Set<AccessQuestion>> permissions() {
    Arbitrary<Target> resources =
        Combinators.combine(
                Arbitraries.of("", "apps", "on"),
                Arbitraries.of("pods", "nodes", "null"),
                Arbitraries.of("", "proxy"),
                Arbitraries.of("", "true", "007", "a\"b\\c: d"))
            .as(Resource::new);
    Arbitrary<Target> paths = Arbitraries.of("/metrics", "/api/*", "/a b").map(NonResourceUrl::new);
    return Combinators.combine(
            Arbitraries.of("", "shop", "1e3"),
            Arbitraries.of("get", "list", "watch", "create", "*"),
            Arbitraries.oneOf(resources, paths))
        .as(Access::question)
        .set()
        .ofMinSize(1)
        .ofMaxSize(12);
  }

  private static boolean covers(Set<AccessQuestion> granted, AccessQuestion asked) {
    return granted.contains(asked)
        || granted.contains(new AccessQuestion("", asked.verb(), asked.target()));
  }

  private static void expand(String namespace, PolicyRule rule, Set<AccessQuestion> into) {
    for (String verb : rule.getVerbs()) {
      rule.getNonResourceURLs()
          .forEach(path -> into.add(new AccessQuestion("", verb, new NonResourceUrl(path))));
      List<String> names =
          rule.getResourceNames().isEmpty() ? List.of("") : rule.getResourceNames();
      for (String group : rule.getApiGroups()) {
        for (String resource : rule.getResources()) {
          String[] parts = resource.split("/");
          for (String name : names) {
            Target target = new Resource(group, parts[0], parts.length > 1 ? parts[1] : "", name);
            into.add(new AccessQuestion(namespace, verb, target));
          }
        }
      }
    }
  }

  private static List<HasMetadata> objects(String manifest) {
    Object read =
        new KubernetesSerialization()
            .unmarshal(new ByteArrayInputStream(manifest.getBytes(StandardCharsets.UTF_8)));
    return ((Collection<?>) read).stream().map(HasMetadata.class::cast).toList();
  }
}
