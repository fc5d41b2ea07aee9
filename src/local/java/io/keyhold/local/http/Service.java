package io.keyhold.local.http;

/**
 * One service behind the local TLS server, registered for a suffix of host names. It is called by
 * many threads at once.
 */
@FunctionalInterface
public interface Service {

  Response answer(Request request);
}
