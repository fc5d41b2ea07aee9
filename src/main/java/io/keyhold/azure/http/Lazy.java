package io.keyhold.azure.http;

import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * Something that is made when it is first asked for, once. What fails to be made is tried again the
 * next time. A lock and not {@code synchronized}: making may wait, and virtual threads ask.
 */
public final class Lazy<T> implements Supplier<T> {

  private final ReentrantLock lock = new ReentrantLock();
  private final Supplier<T> maker;
  private volatile T made;

  public Lazy(Supplier<T> maker) {
    this.maker = maker;
  }

  @Override
  public T get() {
    T known = made;
    if (known != null) {
      return known;
    }
    lock.lock();
    try {
      if (made == null) {
        made = maker.get();
      }
      return made;
    } finally {
      lock.unlock();
    }
  }
}
