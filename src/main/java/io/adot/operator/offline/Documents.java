package io.adot.operator.offline;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The documents of a text: lines that begin with three dashes are between them. */
final class Documents {
  private static final Pattern SEPARATOR = Pattern.compile("(?md)^---(?=[ \\t\\r]|$)");

  /** What is left of a separator's line when nothing of the document stands there. */
  private static final Pattern NOTHING = Pattern.compile("[ \\t]*(#[^\\n]*)?\\r?(\\n|\\z)");

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
    Matcher nothing = NOTHING.matcher(text);
    String margin = "";
    int start = 0;
    int lines = 0;
    while (separator.find()) {
      add(documents, margin, text, start, separator.start(), lines);
      lines += count(text, start, separator.start());
      boolean own = nothing.region(separator.end(), text.length()).lookingAt();
      // What begins beside the dashes keeps its column.
      margin = own ? "" : "   ";
      start = own ? nothing.end() : separator.end();
      lines += count(text, separator.end(), start);
    }
    add(documents, margin, text, start, text.length(), lines);
    return documents;
  }

  private static void add(
      List<Document> documents, String margin, String text, int from, int to, int before) {
    String part = text.substring(from, to);
    if (!part.isBlank() && !(margin.isEmpty() && isDirectives(part))) {
      documents.add(new Document(margin + part, before));
    }
  }

  /** Lines that say how YAML is to be read, the end of no document, and comments. */
  private static boolean isDirectives(String part) {
    return part.lines()
        .allMatch(
            line -> line.isBlank() || "%#".indexOf(line.charAt(0)) >= 0 || line.startsWith("..."));
  }

  private static int count(String text, int from, int to) {
    int lines = 0;
    for (int i = from; i < to; i++) {
      lines += text.charAt(i) == '\n' ? 1 : 0;
    }
    return lines;
  }
}
