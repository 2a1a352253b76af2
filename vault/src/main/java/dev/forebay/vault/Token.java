package dev.forebay.vault;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.Provider;
import java.security.ProviderException;
import java.security.Security;
import java.util.Optional;
import javax.crypto.KeyGenerator;
import javax.crypto.SecretKey;

/**
 * A master key that never leaves its PKCS#11 token: an AES key of 256 bits with a label, which the token seals and opens
 * with. What is stored is the label. The token is needed at the start only.
 *
 * @param library the vendor's PKCS#11 library
 * @param slot    which of the slots with a token in them, from 0
 * @param pin     of the token's user
 * @param label   of the key
 */
public record Token(Path library, int slot, String pin, String label) implements MasterKey {

    /** A key that is made here can be used, and neither read nor taken away. */
    private static final String CONFIGURATION = """
            --name=forebay
            library=%s
            slotListIndex=%d
            attributes(generate,CKO_SECRET_KEY,CKK_AES) = {
              CKA_TOKEN = false
              CKA_PRIVATE = true
              CKA_SENSITIVE = true
              CKA_EXTRACTABLE = false
              CKA_ENCRYPT = true
              CKA_DECRYPT = true
            }
            """;

    private static final String WRONG_PIN = ". Give the PIN of the token's user, and not many wrong ones: tokens lock themselves.";
    private static final String WRONG_TOKEN = ". Is it the token that is meant, and set up, and may this user of the machine reach it?";

    @Override
    public Kind kind() {
        return Kind.TOKEN;
    }

    /** Where the key is; not the PIN. */
    @Override
    public String toString() {
        return "the master key '" + label + "' in the token in slot " + slot + " of " + library;
    }

    @Override
    public Fresh create() {
        Provider provider = provider();
        try {
            KeyStore keys = keys(provider);
            if (!keys.isKeyEntry(label)) {
                KeyGenerator generator = KeyGenerator.getInstance("AES", provider);
                generator.init(AesVault.KEY_BYTES * 8);
                keys.setKeyEntry(label, generator.generateKey(), null, null);
            }
            return new Fresh(vault(keys, label, provider), label.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException | ProviderException | IOException e) {
            throw unusable(e);
        }
    }

    @Override
    public Vault open(byte[] parameters) {
        Provider provider = provider();
        String sealedUnder = new String(parameters, StandardCharsets.UTF_8);
        try {
            KeyStore keys = keys(provider);
            if (!keys.isKeyEntry(sealedUnder)) {
                throw new VaultLocked("there is no key '" + sealedUnder + "' in the token in slot " + slot + " of " + library
                        + ", and there are secrets that only it opens. Start with the token that has it.");
            }
            return vault(keys, sealedUnder, provider);
        } catch (GeneralSecurityException | ProviderException | IOException e) {
            throw unusable(e);
        }
    }

    private Provider provider() {
        Provider sun = Security.getProvider("SunPKCS11");
        if (sun == null || !Files.isReadable(library)) {
            throw new VaultLocked(sun == null ? "this JDK has no SunPKCS11" : "there is no PKCS#11 library " + library);
        }
        try {
            return sun.configure(CONFIGURATION.formatted(library, slot));
        } catch (RuntimeException e) {
            throw unusable(e);
        }
    }

    private KeyStore keys(Provider provider) throws GeneralSecurityException, IOException {
        KeyStore keys = KeyStore.getInstance("PKCS11", provider);
        keys.load(null, pin.toCharArray());
        return keys;
    }

    private static Vault vault(KeyStore keys, String label, Provider provider) throws GeneralSecurityException {
        return new AesVault((SecretKey) keys.getKey(label, null), Optional.of(provider));
    }

    private VaultLocked unusable(Exception why) {
        Throwable cause = why;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return new VaultLocked("cannot use the token in slot " + slot + " of " + library + ": " + cause.getMessage()
                + (String.valueOf(cause.getMessage()).startsWith("CKR_PIN") ? WRONG_PIN : WRONG_TOKEN), why);
    }
}
