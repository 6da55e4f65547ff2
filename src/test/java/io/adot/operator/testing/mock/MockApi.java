package io.adot.operator.testing.mock;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.server.mock.KubernetesCrudDispatcher;
import io.fabric8.mockwebserver.crud.AttributeSet;
import io.fabric8.mockwebserver.http.MockResponse;
import io.fabric8.mockwebserver.http.RecordedRequest;
import java.util.Objects;
import java.util.concurrent.locks.Lock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * fabric8's CRUD dispatcher keeps the objects, selects and serves reads; writes, watches, reviews
 * and faults are ours.
 */
final class MockApi extends KubernetesCrudDispatcher {
  private static final String VERSION =
      "{\"major\":\"1\",\"minor\":\"34\",\"gitVersion\":\"v1.34.4\"}";

  private final RequestLog log = new RequestLog();
  private final Faults faults = new Faults();
  private final MockObjects objects = new MockObjects(this, map);
  private final AccessReviews reviews =
      new AccessReviews(resource -> exclusively(() -> objects.all(resource)));
  private final Watches watches = new Watches(this::open);
  private volatile String issuer = "https://kubernetes.default.svc";
  private @Nullable Lock exclusive;

  MockApi() {
    // The lock under which watches read is shown to subclasses only while it is held, and a
    // deletion holds it for writing.
    super.handleDelete("/api/v1/namespaces/none/none/none");
  }

  /**
   * What is answered.
   *
   * @param stored whether an object was created, changed or deleted
   */
  record Answer(MockResponse response, boolean stored) {
    static Answer json(int status, Object body, boolean stored) {
      MockResponse response =
          new MockResponse()
              .setResponseCode(status)
              .setHeader("Content-Type", "application/json")
              .setBody(body.toString());
      return new Answer(response, stored);
    }
  }

  RequestLog log() {
    return log;
  }

  Faults faults() {
    return faults;
  }

  AccessReviews reviews() {
    return reviews;
  }

  void issuer(String url) {
    issuer = url;
  }

  @Override
  protected void locked(Lock lock) {
    if (exclusive == null) {
      exclusive = lock;
    }
  }

  @Override
  public MockResponse dispatch(RecordedRequest recorded) {
    ApiRequest request = ApiRequest.of(recorded);
    Answer answer;
    try {
      answer = answer(request, recorded);
    } catch (Refusal refusal) {
      answer = Answer.json(refusal.code(), refusal.body(), false);
    }
    log.add(new RequestLog.Entry(request, answer.response().code(), answer.stored()));
    return answer.response();
  }

  private Answer answer(ApiRequest request, RecordedRequest recorded) {
    faults.strike(request);
    if (request.path().equals("/version")) {
      return Answer.json(200, VERSION, false);
    }
    if (request.path().equals("/.well-known/openid-configuration")) {
      ObjectNode discovery = Json.empty().put("issuer", issuer);
      return Answer.json(200, discovery.put("jwks_uri", issuer + "/keys"), false);
    }
    if (request.isReview()) {
      return Answer.json(201, reviews.answer(request.agent(), Json.object(request.body())), false);
    }
    reviews.enforce(request);
    return switch (request.method()) {
      case "GET" -> new Answer(super.dispatch(recorded), false);
      case "POST" -> exclusively(() -> objects.create(request));
      case "PUT" -> exclusively(() -> objects.replace(request));
      case "PATCH" -> exclusively(() -> objects.patch(request));
      case "DELETE" -> exclusively(() -> objects.delete(request, recorded.getPath()));
      default -> throw new Refusal(405, request.method() + " is not a method of this server");
    };
  }

  /** Of field selectors, those by what an event is about are not applied. */
  @Override
  public MockResponse handleGet(String path) {
    return super.handleGet(path.replaceFirst("fieldSelector=involvedObject[^&]*&?", ""));
  }

  @Override
  public MockResponse handleWatch(String path) {
    return new MockResponse().withWebSocketUpgrade(watches.watch(getKey(path)));
  }

  @Override
  public void processEvent(
      String path,
      AttributeSet pathAttributes,
      @Nullable AttributeSet oldAttributes,
      @Nullable GenericKubernetesResource resource,
      @Nullable String newState) {
    String before = oldAttributes == null ? null : map.get(oldAttributes);
    super.processEvent(path, pathAttributes, oldAttributes, resource, newState);
    if (newState != null) {
      AttributeSet now =
          AttributeSet.merge(pathAttributes, attributeExtractor.fromResource(newState));
      watches.changed(oldAttributes, now, newState);
    } else if (before != null) {
      watches.changed(oldAttributes, null, before);
    }
  }

  private void open(Watches.Watch watch, Runnable opening) {
    exclusively(
        () -> {
          opening.run();
          map.forEach(
              (key, value) -> {
                if (watch.selects(key)) {
                  watch.tell("ADDED", value);
                }
              });
          return watch;
        });
  }

  private <T> T exclusively(Supplier<T> action) {
    Lock lock = Objects.requireNonNull(exclusive);
    lock.lock();
    try {
      return action.get();
    } finally {
      lock.unlock();
    }
  }
}
