package io.keyhold.local.functions;

/**
 * A queue: the setting that names its storage account, and its own name. Apps that use both alike
 * share the queue.
 */
public record QueueName(String connection, String queue) {
  QueueName poison() {
    return new QueueName(connection, queue + "-poison");
  }

  @Override
  public String toString() {
    return connection + "/" + queue;
  }
}
