package io.keyhold.javaworker;

import com.microsoft.azure.functions.HttpResponseMessage;
import com.microsoft.azure.functions.HttpStatusType;
import java.util.HashMap;
import java.util.Map;

/** An answer for a caller; as in the worker, builder and answer are one. */
final class CallerResponse implements HttpResponseMessage, HttpResponseMessage.Builder {

  private final Map<String, String> headers = new HashMap<>();
  private HttpStatusType status;
  private Object body;

  CallerResponse(HttpStatusType status) {
    this.status = status;
  }

  Map<String, String> headers() {
    return headers;
  }

  @Override
  public HttpStatusType getStatus() {
    return status;
  }

  @Override
  public String getHeader(String key) {
    return headers.get(key);
  }

  @Override
  public Object getBody() {
    return body;
  }

  @Override
  public Builder status(HttpStatusType other) {
    this.status = other;
    return this;
  }

  @Override
  public Builder header(String key, String value) {
    headers.put(key, value);
    return this;
  }

  @Override
  public Builder body(Object content) {
    this.body = content;
    return this;
  }

  @Override
  public HttpResponseMessage build() {
    return this;
  }
}
