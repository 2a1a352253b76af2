package dev.forebay.kms;

import java.util.Arrays;
import java.util.Optional;

/** What a key is for. The name is AWS's, the code is stored. */
enum Usage {
    ENCRYPT_DECRYPT(1), SIGN_VERIFY(2), GENERATE_VERIFY_MAC(3), KEY_AGREEMENT(4);

    private final int code;

    Usage(int code) {
        this.code = code;
    }

    int code() {
        return code;
    }

    static Usage of(int code) {
        return Arrays.stream(values()).filter(usage -> usage.code == code).findFirst()
                .orElseThrow(() -> new IllegalStateException("usage " + code + " of keys is not known to this version"));
    }

    static Optional<Usage> named(String name) {
        return Arrays.stream(values()).filter(usage -> usage.name().equals(name)).findFirst();
    }
}
