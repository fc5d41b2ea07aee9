package io.keyhold.local.keyvault;

import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.spec.MGF1ParameterSpec;
import java.util.Arrays;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.spec.OAEPParameterSpec;
import javax.crypto.spec.PSource;

/** The three algorithms that encrypt and wrap with RSA. */
enum RsaCipher {
  RSA_OAEP("RSA-OAEP"),
  RSA_OAEP_256("RSA-OAEP-256"),
  RSA1_5("RSA1_5");

  private static final String INCORRECT = "The parameter is incorrect.\r\n";

  private final String wireName;

  RsaCipher(String wireName) {
    this.wireName = wireName;
  }

  static Optional<RsaCipher> named(String wireName) {
    return Arrays.stream(values()).filter(value -> value.wireName.equals(wireName)).findFirst();
  }

  byte[] close(RsaMaterial key, byte[] plain) {
    try {
      return cipher(Cipher.ENCRYPT_MODE, key.publicKey()).doFinal(plain);
    } catch (GeneralSecurityException e) {
      throw VaultError.badParameter(INCORRECT);
    }
  }

  byte[] open(RsaMaterial key, byte[] closed) {
    try {
      return cipher(Cipher.DECRYPT_MODE, key.pair()).doFinal(closed);
    } catch (GeneralSecurityException e) {
      throw VaultError.badParameter(
          switch (this) {
            case RSA_OAEP -> "Error occurred while decoding OAEP padding.";
            case RSA_OAEP_256, RSA1_5 -> INCORRECT;
          });
    }
  }

  private Cipher cipher(int mode, Key key) throws GeneralSecurityException {
    return switch (this) {
      case RSA1_5 -> pkcs1(mode, key);
      case RSA_OAEP -> oaep(mode, key, "SHA-1", MGF1ParameterSpec.SHA1);
      case RSA_OAEP_256 -> oaep(mode, key, "SHA-256", MGF1ParameterSpec.SHA256);
    };
  }

  private static Cipher pkcs1(int mode, Key key) throws GeneralSecurityException {
    var cipher = Cipher.getInstance("RSA/ECB/PKCS1Padding");
    cipher.init(mode, key);
    return cipher;
  }

  /** Java's own defaults mix SHA-256 with MGF1 over SHA-1, which Key Vault does not open. */
  private static Cipher oaep(int mode, Key key, String hash, MGF1ParameterSpec mask)
      throws GeneralSecurityException {
    var cipher = Cipher.getInstance("RSA/ECB/OAEPPadding");
    cipher.init(mode, key, new OAEPParameterSpec(hash, "MGF1", mask, PSource.PSpecified.DEFAULT));
    return cipher;
  }
}
