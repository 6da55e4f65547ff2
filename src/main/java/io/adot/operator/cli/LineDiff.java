package io.adot.operator.cli;

import java.util.ArrayList;
import java.util.List;

/** The difference between two texts, line by line, with three lines around each change. */
final class LineDiff {
  private static final int AROUND = 3;

  private LineDiff() {}

  private record Step(char sign, String line) {}

  /** Lines that begin with a blank, a minus or a plus; empty when both are alike. */
  static String of(List<String> before, List<String> after) {
    List<Step> steps = steps(before, after);
    StringBuilder out = new StringBuilder();
    boolean skipping = false;
    for (int i = 0; i < steps.size(); i++) {
      if (isNearChange(steps, i)) {
        out.append(steps.get(i).sign()).append(steps.get(i).line()).append('\n');
        skipping = false;
      } else if (!skipping && !out.isEmpty()) {
        out.append("@@\n");
        skipping = true;
      }
    }
    String text = out.toString();
    return text.endsWith("@@\n") ? text.substring(0, text.length() - 3) : text;
  }

  private static boolean isNearChange(List<Step> steps, int index) {
    int from = Math.max(0, index - AROUND);
    int to = Math.min(steps.size(), index + AROUND + 1);
    return steps.subList(from, to).stream().anyMatch(step -> step.sign() != ' ');
  }

  /** By the longest common subsequence of what lies between a common head and a common tail. */
  private static List<Step> steps(List<String> before, List<String> after) {
    int head = 0;
    int shorter = Math.min(before.size(), after.size());
    while (head < shorter && before.get(head).equals(after.get(head))) {
      head++;
    }
    int tail = 0;
    while (tail < shorter - head
        && before.get(before.size() - 1 - tail).equals(after.get(after.size() - 1 - tail))) {
      tail++;
    }
    List<Step> steps = new ArrayList<>();
    before.subList(0, head).forEach(line -> steps.add(new Step(' ', line)));
    middle(
        before.subList(head, before.size() - tail),
        after.subList(head, after.size() - tail),
        steps);
    before
        .subList(before.size() - tail, before.size())
        .forEach(line -> steps.add(new Step(' ', line)));
    return steps;
  }

  private static void middle(List<String> before, List<String> after, List<Step> steps) {
    int[][] common = new int[before.size() + 1][after.size() + 1];
    for (int i = before.size() - 1; i >= 0; i--) {
      for (int j = after.size() - 1; j >= 0; j--) {
        common[i][j] =
            before.get(i).equals(after.get(j))
                ? common[i + 1][j + 1] + 1
                : Math.max(common[i + 1][j], common[i][j + 1]);
      }
    }
    int i = 0;
    int j = 0;
    while (i < before.size() || j < after.size()) {
      if (i < before.size() && j < after.size() && before.get(i).equals(after.get(j))) {
        steps.add(new Step(' ', before.get(i)));
        i++;
        j++;
      } else if (j == after.size() || i < before.size() && common[i + 1][j] >= common[i][j + 1]) {
        steps.add(new Step('-', before.get(i++)));
      } else {
        steps.add(new Step('+', after.get(j++)));
      }
    }
  }
}
