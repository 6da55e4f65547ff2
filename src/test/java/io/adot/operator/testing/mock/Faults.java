package io.adot.operator.testing.mock;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;

/** Requests that are to be refused for no reason of their own. */
final class Faults {
  private final List<Fault> planned = new CopyOnWriteArrayList<>();

  private static final class Fault {
    private final Predicate<ApiRequest> which;
    private final int status;
    private int left;

    Fault(Predicate<ApiRequest> which, int status, int left) {
      this.which = which;
      this.status = status;
      this.left = left;
    }

    synchronized boolean strikes(ApiRequest request) {
      return left > 0 && which.test(request) && left-- > 0;
    }
  }

  void plan(Predicate<ApiRequest> which, int status, int times) {
    planned.add(new Fault(which, status, times));
  }

  void clear() {
    planned.clear();
  }

  void strike(ApiRequest request) {
    for (Fault fault : planned) {
      if (fault.strikes(request)) {
        throw new Refusal(fault.status, "refused for the sake of a test: " + request);
      }
    }
  }
}
