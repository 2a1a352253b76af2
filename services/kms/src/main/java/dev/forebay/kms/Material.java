package dev.forebay.kms;

import java.security.PrivateKey;
import java.security.PublicKey;
import javax.crypto.SecretKey;

/** A key's secret, opened. Never stored, never printed. */
sealed interface Material {

    /** One secret for both directions: encryption and MACs. */
    record Secret(SecretKey key) implements Material {
        @Override
        public String toString() {
            return "Secret";
        }
    }

    /** A private key and its public half. */
    record Pair(PrivateKey privateKey, PublicKey publicKey) implements Material {
        @Override
        public String toString() {
            return "Pair";
        }
    }
}
