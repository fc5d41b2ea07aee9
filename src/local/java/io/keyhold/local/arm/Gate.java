package io.keyhold.local.arm;

import java.util.List;

/** What ARM asks beside the caller's rights: which locks stand against a write or a delete. */
public interface Gate {

  /** The scopes whose locks hinder it, as they were written; empty where none does. */
  List<String> locksAgainst(String scope, boolean delete);
}
