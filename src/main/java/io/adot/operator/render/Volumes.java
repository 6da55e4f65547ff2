package io.adot.operator.render;

import io.adot.operator.api.v1beta1.CollectorMode;
import io.adot.operator.api.v1beta1.ConfigMapMount;
import io.adot.operator.finding.Finding;
import io.adot.operator.finding.FindingCode;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeBuilder;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.api.model.VolumeMountBuilder;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The volumes of the pods and where the collector's container finds them. */
final class Volumes {
  private static final String CONFIG = "otc-internal";
  private static final String CONFIG_PATH = "/conf";
  private static final String EXTRA_PATH = "/var/conf";

  /** What a kubelet gives files of a ConfigMap: 0644. */
  private static final int FILE_MODE = 420;

  private Volumes() {}

  static List<Volume> volumes(Blueprint b, Unique unique) {
    List<Volume> volumes = new ArrayList<>();
    volumes.add(
        new VolumeBuilder()
            .withName(CONFIG)
            .withNewConfigMap()
            .withName(b.configMapName())
            .addNewItem(ConfigMapRenderer.KEY, null, ConfigMapRenderer.KEY)
            .withDefaultMode(FILE_MODE)
            .endConfigMap()
            .build());
    volumes.addAll(b.spec().getVolumes());
    for (ConfigMapMount extra : b.spec().getConfigmaps()) {
      volumes.add(
          new VolumeBuilder()
              .withName(Naming.configMapVolume(Text.orEmpty(extra.getName())))
              .withNewConfigMap()
              .withName(extra.getName())
              .withDefaultMode(FILE_MODE)
              .endConfigMap()
              .build());
    }
    return unique.first(volumes, "spec.volumes", Volume::getName);
  }

  static List<VolumeMount> mounts(Blueprint b, Unique unique) {
    List<VolumeMount> mounts = new ArrayList<>();
    mounts.add(new VolumeMountBuilder().withName(CONFIG).withMountPath(CONFIG_PATH).build());
    mounts.addAll(b.spec().getVolumeMounts());
    for (ConfigMapMount extra : b.spec().getConfigmaps()) {
      String volume = Naming.configMapVolume(Text.orEmpty(extra.getName()));
      mounts.add(
          new VolumeMountBuilder()
              .withName(volume)
              .withMountPath(below(EXTRA_PATH, Text.orEmpty(extra.getMountpath()), volume))
              .build());
    }
    mountedVolumesExist(b);
    return unique.first(mounts, "spec.volumeMounts", VolumeMount::getMountPath);
  }

  /** Joins paths as if each were a directory below the one before: one slash between them. */
  private static String below(String directory, String path, String name) {
    StringBuilder joined = new StringBuilder(directory);
    for (String segment : (path + "/" + name).split("/", -1)) {
      if (!segment.isEmpty() && !segment.equals(".")) {
        joined.append('/').append(segment);
      }
    }
    return joined.toString();
  }

  private static void mountedVolumesExist(Blueprint b) {
    Set<String> known = new HashSet<>();
    known.add(CONFIG);
    b.spec().getVolumes().forEach(volume -> known.add(volume.getName()));
    b.spec()
        .getConfigmaps()
        .forEach(extra -> known.add(Naming.configMapVolume(Text.orEmpty(extra.getName()))));
    if (b.mode() == CollectorMode.STATEFULSET) {
      for (PersistentVolumeClaim claim : b.spec().getVolumeClaimTemplates()) {
        known.add(claim.getMetadata() == null ? "" : claim.getMetadata().getName());
      }
    }
    List<VolumeMount> mounts = b.spec().getVolumeMounts();
    for (int i = 0; i < mounts.size(); i++) {
      if (!known.contains(mounts.get(i).getName())) {
        b.findings()
            .accept(
                new Finding(
                    FindingCode.OTC1103,
                    "spec.volumeMounts[" + i + "].name",
                    "names volume `" + mounts.get(i).getName() + "`, which the pods do not have",
                    "add it under spec.volumes"));
      }
    }
  }
}
