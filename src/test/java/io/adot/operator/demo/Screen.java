package io.adot.operator.demo;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What the person sees: one line for each thing that happens, in columns. Safe for many threads.
 */
final class Screen {
  private static final int KIND_WIDTH = 10;
  private static final int SUBJECT_WIDTH = 40;
  private static final int WORD_WIDTH = 9;
  private static final int INDENT = 11;

  private final PrintStream out;
  private final boolean colour;
  private final boolean unicode;
  private final int width;
  private long began = System.nanoTime();

  /**
   * A screen.
   *
   * @param colour whether escape sequences for colours are understood
   * @param unicode whether characters beyond ASCII are
   * @param width in columns
   */
  Screen(PrintStream out, boolean colour, boolean unicode, int width) {
    this.out = out;
    this.colour = colour;
    this.unicode = unicode;
    this.width = Math.max(width, 80);
  }

  /** How a thing is to be taken. */
  enum Tone {
    PLAIN(""),
    FAINT("2"),
    STRONG("1"),
    GOOD("32"),
    BAD("31"),
    OPEN("33");

    private final String code;

    Tone(String code) {
      this.code = code;
    }

    /** That of a condition's status. */
    static Tone of(String status) {
      return switch (status) {
        case "True" -> GOOD;
        case "False" -> BAD;
        default -> OPEN;
      };
    }
  }

  /** Begins an act: times count from here. */
  synchronized void act(String title, String explanation) {
    print("");
    print(paint(Tone.STRONG, title));
    paragraph(2, explanation).forEach(this::print);
    print("");
    began = System.nanoTime();
  }

  /** Something that stays true for the whole demo. */
  synchronized void fact(String name, String text) {
    List<String> lines = wrap(text, width - 16);
    print("  " + paint(Tone.FAINT, padded(name, 13)) + " " + lines.get(0));
    lines.stream().skip(1).forEach(line -> print(" ".repeat(16) + line));
  }

  /** Plain text. */
  synchronized void say(String text) {
    paragraph(2, text).forEach(this::print);
  }

  /** Something that happened now. */
  synchronized void happened(String kind, String subject) {
    happened(kind, subject, Tone.PLAIN, "", "", "");
  }

  /**
   * Something that happened now.
   *
   * @param word what it is now, in the colour of its tone
   * @param reason in short
   * @param message in full; in lines of its own where it does not fit
   */
  synchronized void happened(
      String kind, String subject, Tone tone, String word, String reason, String message) {
    String time = String.format(Locale.ROOT, "%6.1f s", (System.nanoTime() - began) / 1e9);
    String columns = padded(kind, KIND_WIDTH) + padded(subject, SUBJECT_WIDTH);
    String state = word.isEmpty() ? "" : padded(word, WORD_WIDTH);
    String both = message.isEmpty() ? reason : reason + ": " + message;
    boolean fits = INDENT + columns.length() + state.length() + both.length() <= width;
    print(
        (paint(Tone.FAINT, time) + "   " + columns + paint(tone, state) + (fits ? both : reason))
            .stripTrailing());
    if (!fits) {
      paragraph(INDENT + KIND_WIDTH, message).forEach(this::print);
    }
  }

  /** A text to be used as it is, set off from the rest. */
  synchronized void quote(String title, String text) {
    print("");
    print(" ".repeat(INDENT) + paint(Tone.STRONG, title));
    text.lines()
        .map(line -> (" ".repeat(INDENT) + paint(Tone.FAINT, unicode ? "│ " : "| ") + line))
        .forEach(this::print);
    print("");
  }

  /** An act has gone as it should. */
  synchronized void success(String text) {
    print("");
    paragraph(2, paint(Tone.GOOD, unicode ? "✓" : "ok") + " " + text).forEach(this::print);
  }

  /** Something has not. */
  synchronized void failure(String text) {
    print("");
    paragraph(2, paint(Tone.BAD, unicode ? "✗" : "FAILED") + " " + text).forEach(this::print);
  }

  private void print(String line) {
    out.println(unicode ? line : line.replace("…", "..."));
  }

  private List<String> paragraph(int indent, String text) {
    return text.lines()
        .flatMap(line -> wrap(line, width - indent).stream())
        .map(line -> (" ".repeat(indent) + line).stripTrailing())
        .toList();
  }

  private String paint(Tone tone, String text) {
    return colour && !tone.code.isEmpty() ? "\u001b[" + tone.code + "m" + text + "\u001b[0m" : text;
  }

  private static String padded(String text, int width) {
    return text + " ".repeat(Math.max(width - text.length(), 1));
  }

  /** Lines no longer than the width, where words allow it; runs of blanks at the front stay. */
  static List<String> wrap(String text, int width) {
    List<String> lines = new ArrayList<>();
    String rest = text;
    while (rest.length() > width) {
      int end = rest.lastIndexOf(' ', width);
      if (end <= width / 3) {
        end = rest.indexOf(' ', width);
      }
      if (end < 0) {
        break;
      }
      lines.add(rest.substring(0, end).stripTrailing());
      rest = rest.substring(end).stripLeading();
    }
    lines.add(rest);
    return lines;
  }
}
