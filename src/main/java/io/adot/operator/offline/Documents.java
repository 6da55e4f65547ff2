package io.adot.operator.offline;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The documents of a text: lines that begin with three dashes are between them. */
final class Documents {
  private static final Pattern SEPARATOR = Pattern.compile("(?m)^---(?=\\s|$)[^\\n]*(\\n|\\z)");

  private Documents() {}

  /**
   * One document.
   *
   * @param text what it says
   * @param before how many lines come before it
   */
  record Document(String text, int before) {}

  static List<Document> of(String text) {
    List<Document> documents = new ArrayList<>();
    Matcher separator = SEPARATOR.matcher(text);
    int start = 0;
    int lines = 0;
    while (separator.find()) {
      add(documents, text.substring(start, separator.start()), lines);
      lines += count(text, start, separator.end());
      start = separator.end();
    }
    add(documents, text.substring(start), lines);
    return documents;
  }

  private static void add(List<Document> documents, String text, int before) {
    if (!text.isBlank()) {
      documents.add(new Document(text, before));
    }
  }

  private static int count(String text, int from, int to) {
    return (int) text.substring(from, to).chars().filter(c -> c == '\n').count();
  }
}
