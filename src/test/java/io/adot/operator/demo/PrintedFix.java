package io.adot.operator.demo;

import java.util.ArrayList;
import java.util.List;

/**
 * A fix, as a condition's message prints it.
 *
 * @param title what it does
 * @param text to apply as it is
 */
record PrintedFix(String title, String text) {

  /** The fixes of a message: each is set off by an empty line and begins with its title. */
  static List<PrintedFix> of(String message) {
    List<PrintedFix> fixes = new ArrayList<>();
    String[] parts = message.split("\n\n");
    for (int i = 1; i < parts.length; i++) {
      int end = parts[i].indexOf(":\n");
      if (end > 0 && parts[i].indexOf('\n') == end + 1) {
        fixes.add(new PrintedFix(parts[i].substring(0, end), parts[i].substring(end + 2) + "\n"));
      }
    }
    return fixes;
  }
}
