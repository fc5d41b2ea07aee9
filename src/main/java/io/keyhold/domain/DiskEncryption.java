package io.keyhold.domain;

import java.util.ArrayList;
import java.util.List;

/** Both layers of a disk's encryption: the platform's below, the guest's above. */
public record DiskEncryption(AtRest atRest, InGuest inGuest) {

  /** What a recovery point of this disk needs, for as long as it lives (design.md). */
  public List<Dependency> dependencies() {
    List<Dependency> needed = new ArrayList<>();
    switch (inGuest) {
      case InGuest.Undeclared nothing -> {}
      case InGuest.Unacceptable refused -> {}
      case InGuest.SelfManaged own -> needed.add(new Dependency.ExactSecret(own.secret()));
      case InGuest.KeptElsewhere kept -> needed.add(new Dependency.Elsewhere(kept.where()));
      case InGuest.CloudLink cloudLink -> needed.add(new Dependency.CloudLink(cloudLink.center()));
      case InGuest.AzureDiskEncryption ade -> {
        for (InGuest.Volume volume : ade.volumes()) {
          needed.add(new Dependency.ExactSecret(volume.bek()));
          volume.kek().ifPresent(kek -> needed.add(new Dependency.ExactKey(kek, volume.bek())));
        }
      }
    }
    switch (atRest) {
      case AtRest.PlatformKey platform -> {}
      case AtRest.CustomerKey customer -> needed.add(new Dependency.EncryptionSet(customer.set()));
    }
    return List.copyOf(needed);
  }
}
