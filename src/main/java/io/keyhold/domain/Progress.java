package io.keyhold.domain;

/** How far something is that Azure was asked to make. */
public enum Progress {
  /** Being made or changed. */
  CREATING,
  READY,
  FAILED
}
