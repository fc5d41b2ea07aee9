package io.keyhold.functions;

import io.keyhold.domain.Capacity;
import io.keyhold.domain.Catalogue;
import io.keyhold.domain.Cloud;
import io.keyhold.domain.DataAccess;
import io.keyhold.domain.Disks;
import io.keyhold.domain.Documents;
import io.keyhold.domain.EncryptionSets;
import io.keyhold.domain.KeyStore;
import io.keyhold.domain.Leases;
import io.keyhold.domain.Machines;
import io.keyhold.domain.NetworkInterfaces;
import io.keyhold.domain.PolicySource;
import io.keyhold.domain.ResourceGroups;
import io.keyhold.domain.Snapshots;
import io.keyhold.domain.Subnets;
import io.keyhold.domain.Vaults;
import io.keyhold.domain.VirtualMachines;
import java.util.function.Supplier;

/**
 * A cloud that is made when it is first used: the process answers the host's readiness call before
 * any client exists, and a wrong setting fails the call that needs it, not the start.
 */
final class LazyCloud implements Cloud {

  private final Supplier<Cloud> maker;
  private Cloud made;

  LazyCloud(Supplier<Cloud> maker) {
    this.maker = maker;
  }

  private synchronized Cloud cloud() {
    if (made == null) {
      made = maker.get();
    }
    return made;
  }

  @Override
  public Machines machines() {
    return cloud().machines();
  }

  @Override
  public Snapshots snapshots() {
    return cloud().snapshots();
  }

  @Override
  public Disks disks() {
    return cloud().disks();
  }

  @Override
  public NetworkInterfaces networkInterfaces() {
    return cloud().networkInterfaces();
  }

  @Override
  public VirtualMachines virtualMachines() {
    return cloud().virtualMachines();
  }

  @Override
  public ResourceGroups resourceGroups() {
    return cloud().resourceGroups();
  }

  @Override
  public Capacity capacity() {
    return cloud().capacity();
  }

  @Override
  public Subnets subnets() {
    return cloud().subnets();
  }

  @Override
  public Vaults vaults() {
    return cloud().vaults();
  }

  @Override
  public EncryptionSets encryptionSets() {
    return cloud().encryptionSets();
  }

  @Override
  public KeyStore keyStore() {
    return cloud().keyStore();
  }

  @Override
  public Catalogue catalogue() {
    return cloud().catalogue();
  }

  @Override
  public Documents documents() {
    return cloud().documents();
  }

  @Override
  public Leases leases() {
    return cloud().leases();
  }

  @Override
  public PolicySource policySource() {
    return cloud().policySource();
  }

  @Override
  public DataAccess dataAccess() {
    return cloud().dataAccess();
  }
}
