package io.keyhold.domain;

/**
 * Everything outside that Keyhold uses, each part built when it is first asked for. Every method
 * throws {@link CloudFailure} with {@link Code#SETTINGS_INVALID} when the settings do not allow it.
 */
public interface Cloud {
  Machines machines();

  Snapshots snapshots();

  Disks disks();

  NetworkInterfaces networkInterfaces();

  VirtualMachines virtualMachines();

  ResourceGroups resourceGroups();

  Capacity capacity();

  Subnets subnets();

  Vaults vaults();

  EncryptionSets encryptionSets();

  KeyStore keyStore();

  Catalogue catalogue();

  Documents documents();

  Leases leases();

  PolicySource policySource();

  DataAccess dataAccess();
}
