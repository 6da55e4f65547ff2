package io.adot.operator.api.crd;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The yardstick: every path of the Go operator's CRD, with the words that {@link SchemaPaths} uses.
 */
final class UpstreamFields {
  private static final Pattern WORD =
      Pattern.compile("([a-zA-Z-]+)(?:=('(?:[^'\\\\]|\\\\.)*'|\\[[^]]*]|\\S+))?(?: |$)");

  private UpstreamFields() {}

  static Map<String, Set<String>> v1beta1() {
    Map<String, Set<String>> paths = new TreeMap<>();
    for (List<String> row : KubernetesFacts.table("upstream-v1beta1-fields.tsv")) {
      Set<String> words = new TreeSet<>();
      words.add("type=" + row.get(1));
      Matcher matcher = WORD.matcher(row.get(2));
      while (matcher.find()) {
        add(words, matcher.group(1), matcher.group(2));
      }
      paths.put(row.get(0), words);
    }
    return paths;
  }

  /** The list writes values as Python does: {@code 'text'}, {@code True}, {@code ['a', 'b']}. */
  private static void add(Set<String> words, String keyword, String value) {
    if (value == null) {
      words.add(keyword);
    } else if (keyword.equals("enum")) {
      for (String item : value.substring(1, value.length() - 1).split(", ")) {
        words.add("enum=" + item.substring(1, item.length() - 1));
      }
    } else if (keyword.equals("list-map-keys")) {
      for (String key : value.split(",")) {
        words.add("list-map-keys=" + key);
      }
    } else if (value.startsWith("'")) {
      words.add(keyword + "=\"" + value.substring(1, value.length() - 1) + "\"");
    } else if (value.equals("True") || value.equals("False")) {
      words.add(keyword + "=" + value.toLowerCase(java.util.Locale.ROOT));
    } else {
      words.add(keyword + "=" + value);
    }
  }
}
