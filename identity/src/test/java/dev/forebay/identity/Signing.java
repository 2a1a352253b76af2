package dev.forebay.identity;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** A signer for tests that want what no signer of AWS's would sign. It shares the canonical request with what it tests: that is held to AWS's elsewhere. */
final class Signing {

    private static final String SCOPE = "/us-east-1/sqs/aws4_request";

    private Signing() {}

    static Sent header(Sent sent, Instant at) {
        return header(sent, at, KnownKeys.EXAMPLE_KEY, KnownKeys.EXAMPLE_SECRET);
    }

    static Sent header(Sent sent, Instant at, String accessKeyId, String secret) {
        AmzDate date = AmzDate.of(at);
        sent.header("X-Amz-Date", date.text());
        List<String> names = sent.headers.keySet().stream().map(name -> name.toLowerCase(Locale.ROOT)).sorted().toList();
        String promised = String.join("", sent.request().headers().all("x-amz-content-sha256"));
        String signature = signature(sent, date, secret, names, promised.isEmpty() ? sha256(sent.body) : promised);
        return sent.header("Authorization", "AWS4-HMAC-SHA256 Credential=" + accessKeyId + "/" + date.day() + SCOPE
                + ", SignedHeaders=" + String.join(";", names) + ", Signature=" + signature);
    }

    static Sent session(Sent sent, Instant at, String accessKeyId, String secret, String token) {
        return header(sent.header("X-Amz-Security-Token", token), at, accessKeyId, secret);
    }

    static Sent withHash(Sent sent, Instant at, String hash) {
        return header(sent.header("X-Amz-Content-Sha256", hash), at);
    }

    static Sent presigned(Sent sent, Instant at, Duration lifetime) {
        AmzDate date = AmzDate.of(at);
        sent.query += (sent.query.isEmpty() ? "" : "&") + "X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=" + KnownKeys.EXAMPLE_KEY
                + "%2F" + (date.day() + SCOPE).replace("/", "%2F") + "&X-Amz-Date=" + date.text() + "&X-Amz-Expires=" + lifetime.toSeconds()
                + "&X-Amz-SignedHeaders=host";
        sent.query += "&X-Amz-Signature=" + signature(sent, date, KnownKeys.EXAMPLE_SECRET, List.of("host"), sha256(sent.body));
        return sent;
    }

    private static String signature(Sent sent, AmzDate date, String secret, List<String> names, String hash) {
        String canonical = CanonicalRequest.of(sent.request(), names, hash);
        String toSign = "AWS4-HMAC-SHA256\n" + date.text() + "\n" + date.day() + SCOPE + "\n" + sha256(canonical.getBytes(StandardCharsets.UTF_8));
        byte[] key = ("AWS4" + secret).getBytes(StandardCharsets.UTF_8);
        for (String part : (date.day() + SCOPE).split("/")) {
            key = hmac(key, part);
        }
        return HexFormat.of().formatHex(hmac(key, toSign));
    }

    private static byte[] hmac(byte[] key, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }
}
