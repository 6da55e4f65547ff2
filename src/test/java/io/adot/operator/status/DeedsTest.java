package io.adot.operator.status;

import static org.assertj.core.api.Assertions.assertThat;

import io.adot.operator.api.Reason;
import io.adot.operator.converge.Convergence.Recreation;
import io.adot.operator.converge.ObjectKey;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DeedsTest {
  private static final ObjectKey OLD = new ObjectKey("apps/v1", "Deployment", "other", "adot");
  private static final ObjectKey NEW = new ObjectKey("apps/v1", "DaemonSet", "other", "adot");

  @Test
  void whatWasMadeAnewIsToldWithTheFieldsAndTheFateOfItsPods() {
    assertThat(
            Deeds.of(
                List.of(
                    new Recreation(OLD, true, List.of("spec.selector", "spec.x"), List.of()),
                    new Recreation(NEW, false, List.of(), List.of("team"))),
                List.of(),
                Optional.of(OLD)))
        .containsExactly(
            new Notice(
                false,
                Reason.Recreated,
                "Deployment other/adot is made anew, as the API server does not let spec.selector,"
                    + " spec.x be changed; its pods keep running and its claims stay as they"
                    + " are: what only new pods get comes with a rollout restart"),
            new Notice(
                false,
                Reason.Recreated,
                "DaemonSet other/adot is made anew, as the API server does not let a field be"
                    + " changed"));
  }

  @Test
  void podsThatDoNotStayAreNotSaidToKeepRunning() {
    assertThat(
            Deeds.of(
                List.of(
                    new Recreation(
                        OLD, true, List.of("spec.serviceName", "spec.template"), List.of()),
                    new Recreation(OLD, true, List.of("spec.serviceName"), List.of("a/b", "c"))),
                List.of(),
                Optional.of(OLD)))
        .extracting(Notice::message)
        .satisfiesExactly(
            changed -> assertThat(changed).endsWith("are replaced one by one, as they change, too"),
            lost -> assertThat(lost).contains("replaced one by one").endsWith("are lost: a/b, c"));
  }

  @Test
  void aRemovedWorkloadIsToldWithWhatTakesItsPlace() {
    assertThat(Deeds.of(List.of(), List.of(OLD), Optional.of(NEW)))
        .singleElement()
        .satisfies(
            notice -> {
              assertThat(notice.reason()).isEqualTo(Reason.ModeChanged);
              assertThat(notice.message())
                  .isEqualTo(
                      "Deployment other/adot was removed: the mode was changed and DaemonSet"
                          + " other/adot takes its place");
            });
    assertThat(Deeds.of(List.of(), List.of(OLD), Optional.empty()))
        .singleElement()
        .satisfies(notice -> assertThat(notice.message()).contains("nothing takes its place"));
  }

  @Test
  void anotherNameIsNoChangeOfMode() {
    ObjectKey renamed = new ObjectKey(OLD.apiVersion(), OLD.kind(), OLD.namespace(), "longer");

    assertThat(Deeds.of(List.of(), List.of(OLD), Optional.of(renamed)))
        .containsExactly(
            new Notice(
                false,
                Reason.Recreated,
                "Deployment other/adot was removed: under another name, Deployment other/longer"
                    + " takes its place"));
  }

  @Test
  void nothingDoneIsNoNews() {
    assertThat(Deeds.of(List.of(), List.of(), Optional.of(NEW))).isEmpty();
  }
}
