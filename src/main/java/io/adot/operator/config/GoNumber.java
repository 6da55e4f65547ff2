package io.adot.operator.config;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;

/**
 * Numbers as Go's {@code strconv} and {@code encoding/json} write them, except that an integer
 * keeps all its digits where Go, which holds every number as a 64-bit float, would round it.
 */
final class GoNumber {
  private static final BigInteger EXPONENT_FROM = BigInteger.TEN.pow(21);

  /** Enough digits to tell every 64-bit float from its neighbours. */
  private static final int MAX_DIGITS = 17;

  private GoNumber() {}

  /** The number in JSON: with an exponent below 1e-6 and from 1e21 on. */
  static String json(JsonNode number) {
    return text(number, -6, 21);
  }

  /**
   * The number in YAML. Go's YAML writer puts an exponent from 1e6 on; here whole numbers keep
   * their digits, as a reader takes {@code 1e+06} for a float.
   */
  static String yaml(JsonNode number) {
    return text(number, -4, 6);
  }

  private static String text(JsonNode number, int smallest, int exponentFrom) {
    if (number.isIntegralNumber()) {
      BigInteger integer = number.bigIntegerValue();
      boolean exponent =
          integer.abs().compareTo(EXPONENT_FROM) >= 0
              && isShortestFormOf(new BigDecimal(integer), integer.doubleValue());
      return exponent ? text(integer.doubleValue(), smallest, exponentFrom) : integer.toString();
    }
    double value = number.doubleValue();
    if (!number.isBigDecimal() && !Double.isFinite(value)) {
      return Double.isNaN(value) ? ".nan" : value < 0 ? "-.inf" : ".inf";
    }
    BigDecimal decimal = number.decimalValue();
    if (number.isBigDecimal() && !isShortestFormOf(decimal, value)) {
      return isWhole(decimal) ? decimal.toBigInteger().toString() : decimal.toString();
    }
    if (isWhole(decimal) && decimal.abs().toBigInteger().compareTo(EXPONENT_FROM) < 0) {
      return (1 / value < 0 && value <= 0 ? "-" : "") + decimal.abs().toBigInteger();
    }
    return text(value, smallest, exponentFrom);
  }

  private static boolean isWhole(BigDecimal decimal) {
    return decimal.signum() == 0 || decimal.stripTrailingZeros().scale() <= 0;
  }

  private static boolean isShortestFormOf(BigDecimal decimal, double value) {
    return !Double.isInfinite(value) && shortest(value).compareTo(decimal) == 0;
  }

  private static String text(double value, int smallest, int exponentFrom) {
    BigDecimal shortest = shortest(value).stripTrailingZeros();
    int exponent = shortest.precision() - shortest.scale() - 1;
    if (value == 0 || exponent >= smallest && exponent < exponentFrom) {
      return shortest.toPlainString();
    }
    String digits = shortest.unscaledValue().abs().toString();
    String mantissa = digits.length() == 1 ? digits : digits.charAt(0) + "." + digits.substring(1);
    return (value < 0 ? "-" : "") + mantissa + exponent(exponent, smallest == -4);
  }

  /** JSON drops the leading zero of a negative exponent, YAML keeps two digits. */
  private static String exponent(int exponent, boolean twoDigits) {
    String digits = Integer.toString(Math.abs(exponent));
    boolean pad = digits.length() == 1 && twoDigits;
    return "e" + (exponent < 0 ? "-" : "+") + (pad ? "0" : "") + digits;
  }

  /**
   * The shortest decimal that reads back as the value, and of those the nearest. {@link
   * Double#toString} promises that only since Java 19.
   */
  private static BigDecimal shortest(double value) {
    BigDecimal exact = new BigDecimal(value);
    for (int digits = 1; digits < MAX_DIGITS; digits++) {
      BigDecimal low = exact.round(new MathContext(digits, RoundingMode.FLOOR));
      BigDecimal high = exact.round(new MathContext(digits, RoundingMode.CEILING));
      boolean lowReads = low.doubleValue() == value;
      boolean highReads = high.doubleValue() == value;
      if (lowReads || highReads) {
        boolean lowIsNearer = exact.subtract(low).compareTo(high.subtract(exact)) <= 0;
        return lowReads && (!highReads || lowIsNearer) ? low : high;
      }
    }
    return exact.round(new MathContext(MAX_DIGITS, RoundingMode.HALF_EVEN));
  }
}
