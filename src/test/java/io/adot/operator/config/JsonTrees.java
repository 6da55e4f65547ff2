package io.adot.operator.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigInteger;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Arbitrary JSON, rich in what YAML readers and writers disagree about. */
public final class JsonTrees {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private static final String[] AWKWARD = {
    "",
    "~",
    "null",
    "true",
    "yes",
    "NO",
    "on",
    "y",
    "012345678901",
    "1e3",
    "08",
    ".inf",
    "-.INF",
    ".nan",
    "0x1F",
    "0x+0",
    "0x-1",
    "0x",
    "0b11",
    "0o17",
    "0o+5",
    "0b-1",
    "1_000",
    "+5",
    "-0",
    "1.",
    ".5",
    "1:30",
    "2024-05-06",
    "2024-5-6",
    "2020-02-30",
    "2024-05-06T07:08:09Z",
    "2024-5-6 7:8:9",
    "<<",
    "=",
    "-",
    "--",
    "---",
    "- x",
    "?",
    "? x",
    "?x",
    ":",
    ": x",
    "a:",
    "a: b",
    "a:\tb",
    "a #b",
    "#",
    "*x",
    "&x",
    "!x",
    "%x",
    "@x",
    "`x`",
    "'x'",
    "\"x\"",
    "{x}",
    "[x]",
    ",",
    "|",
    ">",
    " x",
    "x ",
    "\tx",
    "x\t",
    "a\nb",
    "a\nb\n",
    "a\n\n",
    "\n",
    "\n\n",
    "\na",
    "\n a",
    "\n\ta",
    "a\n  \nb",
    "a\n b\n",
    "a\rb",
    "a\r\nb",
    "\\",
    "C:\\x",
    "$$1",
    "${env:X}",
    "\u0007",
    "\u007f",
    "\u0085",
    "\u00a0",
    "\u2028",
    "\ufeff",
    "\ue000",
    "\ufffe",
    "\ud83d\ude80",
    "it's",
    "..."
  };

  private JsonTrees() {}

  /** Strings without unpaired surrogates, which neither JSON nor YAML can carry. */
  public static Arbitrary<String> strings() {
    Arbitrary<String> fragments = Arbitraries.of(AWKWARD);
    Arbitrary<String> joined =
        fragments.list().ofMinSize(2).ofMaxSize(4).map(parts -> String.join("", parts));
    Arbitrary<String> any =
        Arbitraries.strings()
            .ofMaxLength(20)
            .map(text -> text.codePoints().filter(c -> c < 0xd800 || c > 0xdfff))
            .map(
                points ->
                    points
                        .collect(
                            StringBuilder::new,
                            StringBuilder::appendCodePoint,
                            StringBuilder::append)
                        .toString());
    Arbitrary<String> numeric =
        Arbitraries.strings().withChars("0123456789.eE+-_xbo:T ").ofMaxLength(9);
    return Arbitraries.oneOf(
        fragments, joined, any, numeric, Arbitraries.strings().ascii().ofMaxLength(12));
  }

  /** Any JSON value of a depth. */
  public static Arbitrary<JsonNode> values(int depth) {
    Arbitrary<JsonNode> scalars =
        Arbitraries.oneOf(
            strings().map(JSON::textNode),
            Arbitraries.integers().map(JSON::numberNode),
            Arbitraries.longs().map(JSON::numberNode),
            Arbitraries.bigIntegers()
                .between(BigInteger.TWO.pow(63), BigInteger.TWO.pow(64).subtract(BigInteger.ONE))
                .map(JSON::numberNode),
            Arbitraries.doubles().map(JSON::numberNode),
            Arbitraries.of(true, false).map(JSON::booleanNode),
            Arbitraries.just(JSON.nullNode()));
    return depth == 0
        ? scalars
        : Arbitraries.oneOf(
            scalars, maps(depth - 1).map(map -> map), lists(depth - 1).map(list -> list));
  }

  /** Any JSON object whose values are of a depth. */
  public static Arbitrary<ObjectNode> maps(int depth) {
    return Arbitraries.maps(strings(), values(depth)).ofMaxSize(4).map(JsonTrees::object);
  }

  private static Arbitrary<ArrayNode> lists(int depth) {
    return values(depth).list().ofMaxSize(4).map(list -> JSON.arrayNode().addAll(list));
  }

  /** A configuration with arbitrary settings in the usual sections. */
  public static Arbitrary<ObjectNode> configs() {
    Arbitrary<ObjectNode> sections = maps(3);
    return Combinators.combine(sections, sections, sections, sections)
        .as(
            (receivers, exporters, processors, telemetry) -> {
              ObjectNode config = JSON.objectNode();
              config.set("receivers", receivers);
              config.set("exporters", exporters);
              config.set("processors", processors);
              config.putObject("service").set("telemetry", telemetry);
              return config;
            });
  }

  private static ObjectNode object(Map<String, JsonNode> entries) {
    ObjectNode object = JSON.objectNode();
    entries.forEach(object::set);
    return object;
  }
}
