package io.keyhold.policy;

import io.keyhold.domain.CloudFailure;
import io.keyhold.domain.Policies;
import io.keyhold.domain.PolicySource;

/** The policies of the document that a source holds; read anew each time, for it may change. */
public final class DocumentPolicies implements Policies {

  private final PolicySource source;

  public DocumentPolicies(PolicySource source) {
    this.source = source;
  }

  @Override
  public Reading current() {
    try {
      return PolicyReader.read(source.text());
    } catch (CloudFailure failure) {
      return new Reading.Unreadable(failure.problem());
    }
  }
}
