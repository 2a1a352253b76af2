package dev.forebay.identity;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Optional;

/** What a signature says of the body: its SHA-256, or over TLS that nothing is said. Stateless. */
final class PayloadHash {

    private static final String HEADER = "x-amz-content-sha256";
    private static final String UNSIGNED = "UNSIGNED-PAYLOAD";
    private static final String EMPTY = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

    private PayloadHash() {}

    /**
     * The hash as it stands in the canonical request.
     *
     * @throws AuthenticationRefused when the header promises another body than came, or a way of signing that is not taken
     */
    static String of(SentRequest request) {
        Optional<String> promised = SignatureClaim.line(request.headers(), HEADER);
        if (promised.isPresent() && promised.get().equals(UNSIGNED)) {
            return unsigned(request);
        }
        String actual = request.body().length == 0 ? EMPTY : sha256(request.body());
        if (promised.isPresent() && !promised.get().equals(actual)) {
            throw mismatch(promised.get(), actual);
        }
        return actual;
    }

    private static String unsigned(SentRequest request) {
        if (!request.secure()) {
            throw refused("The payload must be signed: " + HEADER + " may be " + UNSIGNED + " over TLS only.");
        }
        return UNSIGNED;
    }

    private static AuthenticationRefused mismatch(String promised, String actual) {
        if (promised.startsWith("STREAMING-")) {
            // AWS: bodies in signed chunks are S3's alone.
            return refused("The value '" + promised + "' of " + HEADER + " is not supported here: this service takes no body in chunks.");
        }
        return refused("The value passed in as " + HEADER + " does not match the computed payload hash. Computed digest: " + actual
                + " expected hash: " + promised);
    }

    private static AuthenticationRefused refused(String message) {
        return new AuthenticationRefused("SignatureDoesNotMatch", 403, message);
    }

    static String sha256(String text) {
        return sha256(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
