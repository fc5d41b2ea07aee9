package io.keyhold.local.keyvault;

import java.util.Optional;

/** The two kinds of objects that a vault holds, with the words that their answers use. */
enum Kind {
  KEY("Key", "key", "keys"),
  SECRET("Secret", "secret", "secrets");

  private final String title;
  private final String word;
  private final String collection;

  Kind(String title, String word, String collection) {
    this.title = title;
    this.word = word;
    this.collection = collection;
  }

  String word() {
    return word;
  }

  String collection() {
    return collection;
  }

  String deletedCollection() {
    return "deleted" + collection;
  }

  /** The same for an object that never was, was deleted or was purged: Azure does not tell. */
  VaultError notFound(String nameOrId) {
    return new VaultError(
        404,
        title + "NotFound",
        ("A %s with (name/id) %s was not found in this key vault. If you recently deleted this %s you may be"
                + " able to recover it using the correct recovery command. For help resolving this issue,"
                + " please see https://go.microsoft.com/fwlink/?linkid=2125182")
            .formatted(word, nameOrId, word),
        Optional.empty());
  }

  VaultError deletedNotFound(String name) {
    return new VaultError(
        404, title + "NotFound", "Deleted " + title + " not found: " + name, Optional.empty());
  }

  VaultError beingDeleted() {
    return VaultError.conflict(title + " is currently being deleted.", "ObjectIsBeingDeleted");
  }

  /** Creating a name whose delete or purge is under way; formed after the recovering answer. */
  VaultError nameBeingDeleted(String name) {
    return VaultError.conflict(
        title + " " + name + " is currently being deleted and cannot be re-created; retry later.",
        "ObjectIsBeingDeleted");
  }

  VaultError nameBeingRecovered(String name) {
    return VaultError.conflict(
        title + " " + name + " is currently being recovered and cannot be re-created; retry later.",
        "ObjectIsBeingRecovered");
  }

  VaultError deletedButRecoverable(String name) {
    return VaultError.conflict(
        ("%s %s is currently in a deleted but recoverable state, and its name cannot be reused;"
                + " in this state, the %s can only be recovered or purged.")
            .formatted(title, name, word),
        "ObjectIsDeletedButRecoverable");
  }

  VaultError restoreConflict(String url) {
    return new VaultError(
        409,
        "Conflict",
        ("There was a conflict restoring the %1$s '%2$s'. This can happen if either: a second %1$s with"
                + " the same name was created after the first %1$s was deleted; thus trying to restore a"
                + " %1$s whose name is already in use. To fix this, rename the second %1$s to something"
                + " else so that the restore works. The second probable cause of this exception is when"
                + " multiple operations are performed in parallel against the %1$s. To avoid this error,"
                + " perform operations against a %1$s in a sequential manner.")
            .formatted(word, url),
        Optional.empty());
  }

  VaultError disabled(String operation) {
    return VaultError.forbidden(
        "Operation " + operation + " is not allowed on a disabled " + word + ".",
        title + "Disabled");
  }
}
